package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.PostButtons.TopicPosition;
import tidings.domain.ClassifiedPost;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.SourceProblem;
import tidings.domain.TopicCursor;
import tidings.messages.PendingCard.FirstBrief;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The first brief of a chat that was just set up, and what its card says until there is one. Thread-safe.
public record FirstBriefCards(Texts texts, FirstBrief brief) implements FeedCards {
    /// So many topics have posts in it, and so many posts it has.
    public static final int POSTS = 6;

    /// As many as a fetch brings.
    private static final int OF_A_FEED = 100;

    /// The best posts of each topic, the more, the fewer topics there are; none if there are no posts of any.
    ///
    /// @param posts the best first
    public List<List<ClassifiedPost>> best(List<ClassifiedPost> posts) {
        return topics().map(topic -> posts.stream()
                        .filter(post -> post.topic().equals(topic))
                        .filter(post -> brief.adult() || !post.post().adult())
                        .filter(post -> !post.post().created().isAfter(brief.before()))
                        .limit(Math.max(1, POSTS / brief.topics().size()))
                        .toList())
                .filter(ofTopic -> !ofTopic.isEmpty())
                .toList();
    }

    /// Shows more of each topic.
    public List<List<Button>> buttons() {
        List<Button> more = topics().map(topic -> PostButtons.TOPIC.button(
                        PostCards.topicButton(topic, texts), new TopicPosition(topic, new TopicCursor.Top())))
                .toList();
        return Stream.iterate(0, first -> first < more.size(), first -> first + 2)
                .map(first -> more.subList(first, Math.min(first + 2, more.size())))
                .toList();
    }

    /// Those that have posts in it.
    public Stream<String> topics() {
        return brief.topics().stream().limit(POSTS);
    }

    @Override
    public int posts() {
        return OF_A_FEED;
    }

    @Override
    public Card fetching(Feed feed) {
        return Card.of(texts.get(
                "first.fetching",
                topics().map(topic -> Html.text(PostCards.topicLabel(topic, texts)))
                        .collect(Collectors.joining(", "))));
    }

    @Override
    public Card classifying(Feed feed, int posts) {
        return Card.of(texts.get("first.classifying", posts));
    }

    @Override
    public Card delayed(Feed feed, Optional<SourceProblem> reason, Instant until, Instant now) {
        return Card.of(texts.get(
                "first.delayed",
                Math.max(1, Duration.between(now, until).plusSeconds(59).toMinutes())));
    }

    @Override
    public Card page(Feed feed, FeedPage page, Instant now) {
        List<List<ClassifiedPost>> best = best(page.posts());
        return best.isEmpty() ? nothing("first.none") : new Card(text(best, now), buttons());
    }

    /// The posts under their title.
    public String text(List<List<ClassifiedPost>> best, Instant now) {
        return texts.get("first.title") + "\n\n" + new PostCards(texts).brief(best, now);
    }

    @Override
    public Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant now) {
        return page(feed, page, now);
    }

    @Override
    public Card refused(Feed feed, SourceProblem problem) {
        return nothing("first.failed");
    }

    @Override
    public Card failed(Feed feed) {
        return nothing("first.failed");
    }

    private Card nothing(String key) {
        return new Card(texts.get(key), buttons());
    }
}
