package tidings.cards;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /// Those whose posts a custom feed has, in the order of their names.
    public static List<Community> of(FeedPage page) {
        return page.posts().stream()
                .map(post -> post.post().community())
                .filter(community -> !community.isMixed())
                .distinct()
                .sorted()
                .toList();
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
                any.texts().get("import.feed", label, names),
                List.of(List.of(PostButtons.TAKE_FEED.button(any.texts().get("import.take", found.size()), feed))));
    }

    @Override
    public Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant now) {
        return page(feed, page, now);
    }

    /// Without the button that shows the feed itself.
    @Override
    public Card refused(Feed feed, SourceProblem problem) {
        return Card.of(any.refused(feed, problem).html());
    }

    @Override
    public Card failed(Feed feed) {
        return Card.of(any.failed(feed).html());
    }
}
