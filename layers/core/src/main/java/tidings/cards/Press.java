package tidings.cards;

import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;

/// What a button says when it is pressed, in at most 64 bytes
/// (https://core.telegram.org/bots/api#inlinekeyboardbutton).
public sealed interface Press {
    /// Reddit's feeds end here.
    int MOST_OF_A_LISTING = 1_000;

    /// Nobody turns so many pages; one more digit would still fit.
    int MOST_OF_A_TOPIC = 99_999;

    /// Show a feed from the post of rank `first` on.
    record TurnTo(Feed feed, int first) implements Press {}

    /// Read a feed again.
    record Refresh(Feed feed) implements Press {}

    /// Show the page of a topic that is at a place.
    record TurnTopicTo(String topic, TopicCursor place) implements Press {}

    default String data() {
        return switch (this) {
            case TurnTo(Feed feed, int first) ->
                "top:" + feed.community() + ":" + feed.period().word() + ":" + first;
            case Refresh(Feed feed) ->
                "new:" + feed.community() + ":" + feed.period().word();
            case TurnTopicTo(String topic, TopicCursor.Top _) -> "topic:" + topic;
            case TurnTopicTo(String topic, TopicCursor.After(var score, var post, int rank)) ->
                "topic:" + topic + ":down:" + text(score) + ":" + post + ":" + rank;
            case TurnTopicTo(String topic, TopicCursor.Before(var score, var post, int rank)) ->
                "topic:" + topic + ":up:" + text(score) + ":" + post + ":" + rank;
        };
    }

    /// Empty for data that no button of ours carries: old buttons live on, and data can be made up.
    static Optional<Press> parse(String data) {
        String[] words = data.split(":", -1);
        try {
            return switch (words[0] + "/" + words.length) {
                case "top/4" ->
                    feed(words[1], words[2]).map(feed -> new TurnTo(feed, number(words[3], MOST_OF_A_LISTING)));
                case "new/3" -> feed(words[1], words[2]).map(Refresh::new);
                case "topic/2" -> Optional.of(new TurnTopicTo(words[1], new TopicCursor.Top()));
                case "topic/6" -> place(words).map(place -> new TurnTopicTo(words[1], place));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Feed> feed(String subreddit, String period) {
        return Period.parse(period).map(found -> new Feed(new Community(subreddit), found));
    }

    private static Optional<TopicCursor> place(String[] words) {
        OptionalInt score = words[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[3]));
        PostId post = new PostId(words[4]);
        int rank = number(words[5], MOST_OF_A_TOPIC);
        return switch (words[2]) {
            case "down" -> Optional.of(new TopicCursor.After(score, post, rank));
            case "up" -> Optional.of(new TopicCursor.Before(score, post, rank));
            default -> Optional.empty();
        };
    }

    private static String text(OptionalInt score) {
        return score.isPresent() ? Integer.toString(score.getAsInt()) : "";
    }

    private static int number(String digits, int most) {
        int number = Integer.parseInt(digits);
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("not within 0 and " + most + ": " + digits);
        }
        return number;
    }
}
