package tidings.cards;

import java.util.Optional;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.SubredditName;

/// What a button says when it is pressed, in at most 64 bytes.
public sealed interface Press {
    /// Show a listing from the post of rank `first` on.
    record TurnTo(Listing listing, int first) implements Press {}

    /// Read a listing again.
    record Refresh(Listing listing) implements Press {}

    /// Show a topic from the post of rank `first` on.
    record TurnTopicTo(String topic, int first) implements Press {}

    default String data() {
        return switch (this) {
            case TurnTo(Listing listing, int first) ->
                "top:" + listing.subreddit() + ":" + listing.period().word() + ":" + first;
            case Refresh(Listing listing) ->
                "new:" + listing.subreddit() + ":" + listing.period().word();
            case TurnTopicTo(String topic, int first) -> "topic:" + topic + ":" + first;
        };
    }

    /// Empty for data that no button of ours carries: old buttons live on, and data can be made up.
    static Optional<Press> parse(String data) {
        String[] words = data.split(":", -1);
        try {
            return switch (words[0] + "/" + words.length) {
                case "top/4" -> listing(words[1], words[2]).map(listing -> new TurnTo(listing, rank(words[3])));
                case "new/3" -> listing(words[1], words[2]).map(Refresh::new);
                case "topic/3" -> Optional.of(new TurnTopicTo(words[1], rank(words[2])));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Listing> listing(String subreddit, String period) {
        return Period.parse(period).map(found -> new Listing(new SubredditName(subreddit), found));
    }

    private static int rank(String digits) {
        int rank = Integer.parseInt(digits);
        if (rank < 0 || rank > 1_000) {
            throw new IllegalArgumentException("no rank: " + digits);
        }
        return rank;
    }
}
