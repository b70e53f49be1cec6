package tidings.cards;

import java.util.List;
import java.util.OptionalInt;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.telegram.ButtonAction;

/// The buttons under cards of posts. Cards are made by several functions, their buttons are handled by the bot.
public final class PostButtons {
    /// Reddit's listings end here.
    private static final int MAX_FEED_RANK = 1_000;

    /// Nobody turns so many pages; one more digit would still fit.
    private static final int MAX_TOPIC_RANK = 99_999;

    /// Show a feed from the post of rank `first` on.
    public static final ButtonAction<FeedPosition> PAGE = new ButtonAction<>(
            "top",
            1,
            at -> List.of(at.feed().community().value(), at.feed().period().word(), Integer.toString(at.first())),
            fields -> new FeedPosition(feed(fields), ButtonAction.number(fields.get(2), MAX_FEED_RANK)));

    /// Show a follow, to change, mute or end it. The value is its id.
    public static final ButtonAction<Long> FOLLOW = ButtonAction.ofId("item");

    /// Save a post.
    public static final ButtonAction<PostId> SAVE = ButtonAction.ofPost("mark");

    /// Say why a post came.
    public static final ButtonAction<PostId> WHY = ButtonAction.ofPost("why");

    /// Show posts that are like a post.
    public static final ButtonAction<PostId> SIMILAR = ButtonAction.ofPost("like");

    /// More like this.
    public static final ButtonAction<PostId> LIKE = ButtonAction.ofPost("up");

    /// Less like this.
    public static final ButtonAction<PostId> DISLIKE = ButtonAction.ofPost("down");

    /// Fetch a feed again.
    public static final ButtonAction<Feed> REFRESH = ofFeed("new");

    /// Follow the communities of a custom feed.
    public static final ButtonAction<Feed> TAKE_FEED = ofFeed("feed");

    /// Show the page of a topic that is at a cursor.
    public static final ButtonAction<TopicPosition> TOPIC = new ButtonAction<>(
            "topic",
            1,
            at -> fields(at.topic(), at.cursor()),
            fields -> new TopicPosition(fields.get(0), cursor(fields)));

    private PostButtons() {}

    public record FeedPosition(Feed feed, int first) {}

    public record TopicPosition(String topic, TopicCursor cursor) {}

    private static ButtonAction<Feed> ofFeed(String word) {
        return new ButtonAction<>(
                word, 1, feed -> List.of(feed.community().value(), feed.period().word()), PostButtons::feed);
    }

    private static Feed feed(List<String> fields) {
        return new Feed(
                new Community(fields.get(0)),
                Period.parse(fields.get(1)).orElseThrow(() -> new IllegalArgumentException("no period")));
    }

    private static List<String> fields(String topic, TopicCursor cursor) {
        return switch (cursor) {
            case TopicCursor.Top _ -> List.of(topic);
            case TopicCursor.After(var score, var post, int rank) -> fields(topic, "down", score, post, rank);
            case TopicCursor.Before(var score, var post, int rank) -> fields(topic, "up", score, post, rank);
        };
    }

    private static List<String> fields(String topic, String direction, OptionalInt score, PostId post, int rank) {
        String known = score.isPresent() ? Integer.toString(score.getAsInt()) : "";
        return List.of(topic, direction, known, post.value(), Integer.toString(rank));
    }

    private static TopicCursor cursor(List<String> fields) {
        if (fields.size() == 1) {
            return new TopicCursor.Top();
        }
        OptionalInt score =
                fields.get(2).isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(fields.get(2)));
        PostId post = new PostId(fields.get(3));
        int rank = ButtonAction.number(fields.get(4), MAX_TOPIC_RANK);
        return switch (fields.get(1)) {
            case "down" -> new TopicCursor.After(score, post, rank);
            case "up" -> new TopicCursor.Before(score, post, rank);
            case String other -> throw new IllegalArgumentException("no direction " + other);
        };
    }
}
