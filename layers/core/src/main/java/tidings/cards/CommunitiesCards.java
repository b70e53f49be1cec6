package tidings.cards;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.telegram.Card;

/// The communities of a custom feed, to follow them, and what the card says until they are known. Thread-safe.
///
/// @param any says the same of any feed
public record CommunitiesCards(PostCards any) implements FeedCards {
    /// As many as a fetch brings.
    public static final int POSTS = 100;

    /// Those that its owner put together; where the source does not name them, those whose posts it has. In the order
    /// of their names.
    public static List<Community> of(FeedPage page) {
        Stream<Community> named = page.communities().stream();
        Stream<Community> seen =
                page.posts().stream().map(post -> post.post().community()).filter(community -> !community.isMixed());
        return (page.communities().isEmpty() ? seen : named).distinct().sorted().toList();
    }

    @Override
    public int posts() {
        return POSTS;
    }

    @Override
    public Card fetching(Feed feed) {
        return any.fetching(feed);
    }

    @Override
    public Card classifying(Feed feed, int count) {
        return any.classifying(feed, count);
    }

    @Override
    public Card delayed(Feed feed, Optional<SourceProblem> reason, Instant until, Instant now) {
        return any.delayed(feed, reason, until, now);
    }

    @Override
    public Card page(Feed feed, FeedPage page, Instant now) {
        List<Community> found = of(page);
        String label = feed.community().label();
        if (found.isEmpty()) {
            return Card.of(any.texts().get("import.feed.empty", label));
        }
        String names = found.stream().map(Community::label).collect(Collectors.joining(", "));
        return new Card(
                any.texts().get(page.communities().isEmpty() ? "import.feed" : "import.feed.named", label, names),
                List.of(List.of(PostButtons.TAKE_FEED.button(any.texts().get("import.take", found.size()), feed))));
    }

    @Override
    public Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant now) {
        return page(feed, page, now);
    }

    /// Without the button that shows the feed itself. Reddit says of a private one what it says of one that does not
    /// exist.
    @Override
    public Card refused(Feed feed, SourceProblem problem) {
        return switch (problem) {
            case MISSING, PRIVATE ->
                Card.of(any.texts().get("import.feed.refused", feed.community().label()));
            case BANNED, QUARANTINED, THROTTLED, BLOCKED, UNAVAILABLE, OFF ->
                Card.of(any.refused(feed, problem).html());
        };
    }

    @Override
    public Card failed(Feed feed) {
        return Card.of(any.failed(feed).html());
    }
}
