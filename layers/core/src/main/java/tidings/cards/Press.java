package tidings.cards;

import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.SubredditName;
import tidings.domain.TopicPlace;

/// What a button says when it is pressed, in at most 64 bytes
/// (https://core.telegram.org/bots/api#inlinekeyboardbutton).
public sealed interface Press {
    /// Reddit's listings end here.
    int MOST_OF_A_LISTING = 1_000;

    /// Nobody turns so many pages; one more digit would still fit.
    int MOST_OF_A_TOPIC = 99_999;

    /// Show a listing from the post of rank `first` on.
    record TurnTo(Listing listing, int first) implements Press {}

    /// Read a listing again.
    record Refresh(Listing listing) implements Press {}

    /// Show the page of a topic that is at a place.
    record TurnTopicTo(String topic, TopicPlace place) implements Press {}

    default String data() {
        return switch (this) {
            case TurnTo(Listing listing, int first) ->
                "top:" + listing.subreddit() + ":" + listing.period().word() + ":" + first;
            case Refresh(Listing listing) ->
                "new:" + listing.subreddit() + ":" + listing.period().word();
            case TurnTopicTo(String topic, TopicPlace.Top _) -> "topic:" + topic;
            case TurnTopicTo(String topic, TopicPlace.After(var score, var post, int rank)) ->
                "topic:" + topic + ":down:" + text(score) + ":" + post + ":" + rank;
            case TurnTopicTo(String topic, TopicPlace.Before(var score, var post, int rank)) ->
                "topic:" + topic + ":up:" + text(score) + ":" + post + ":" + rank;
        };
    }

    /// Empty for data that no button of ours carries: old buttons live on, and data can be made up.
    static Optional<Press> parse(String data) {
        String[] words = data.split(":", -1);
        try {
            return switch (words[0] + "/" + words.length) {
                case "top/4" ->
                    listing(words[1], words[2])
                            .map(listing -> new TurnTo(listing, number(words[3], MOST_OF_A_LISTING)));
                case "new/3" -> listing(words[1], words[2]).map(Refresh::new);
                case "topic/2" -> Optional.of(new TurnTopicTo(words[1], new TopicPlace.Top()));
                case "topic/6" -> place(words).map(place -> new TurnTopicTo(words[1], place));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Listing> listing(String subreddit, String period) {
        return Period.parse(period).map(found -> new Listing(new SubredditName(subreddit), found));
    }

    private static Optional<TopicPlace> place(String[] words) {
        OptionalInt score = words[3].isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[3]));
        PostId post = new PostId(words[4]);
        int rank = number(words[5], MOST_OF_A_TOPIC);
        return switch (words[2]) {
            case "down" -> Optional.of(new TopicPlace.After(score, post, rank));
            case "up" -> Optional.of(new TopicPlace.Before(score, post, rank));
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
