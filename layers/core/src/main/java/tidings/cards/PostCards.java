package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import tidings.contracts.ShowCardV1.Button;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.Period;
import tidings.domain.Refusal;
import tidings.domain.SortedPost;
import tidings.domain.SourceKind;
import tidings.domain.SubredditName;
import tidings.domain.TopicPage;
import tidings.domain.TopicPlace;

/// The cards that show posts, and those that say what is being done about them. Thread-safe.
public final class PostCards {
    public static final int PAGE = 5;

    private final UnaryOperator<String> topicLabel;

    /// @param topicLabel how a topic is shown, by its id
    public PostCards(UnaryOperator<String> topicLabel) {
        this.topicLabel = topicLabel;
    }

    /// A page of a listing, with buttons to turn pages and to read it again.
    public Card page(Listing listing, ListingPage page, Instant now) {
        String title = Html.bold("r/" + listing.subreddit()) + " · top " + period(listing.period());
        List<Button> row = new ArrayList<>();
        page.previous(PAGE).ifPresent(first -> row.add(turn("◀ Previous", listing, first)));
        page.next(PAGE).ifPresent(first -> row.add(turn("Next ▶", listing, first)));
        Button refresh = new Button("🔄 Refresh", new Press.Refresh(listing).data());
        List<List<Button>> buttons = row.isEmpty() ? List.of(List.of(refresh)) : List.of(row, List.of(refresh));
        if (page.total() == 0) {
            return new Card(title + "\n\nNobody posted anything in this period.", buttons);
        }
        StringJoiner text = new StringJoiner("\n\n");
        text.add(title);
        PostLines lines = new PostLines(topicLabel, now);
        int number = page.first();
        for (SortedPost sorted : page.posts()) {
            text.add(lines.of(++number, sorted, false));
        }
        text.add("<i>" + (page.first() + 1) + "–" + number + " of " + page.total() + " · read "
                + ago(Duration.between(page.fetchedAt(), now))
                + (page.source() == SourceKind.RSS ? " from the feed, which knows no scores" : "") + "</i>");
        return new Card(text.toString(), buttons);
    }

    /// A page of a topic, with buttons to turn pages.
    public Card topic(String topic, TopicPage page, Instant now) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(Html.bold(Html.text(topicLabel.apply(topic))) + " · best of what was read lately");
        PostLines lines = new PostLines(topicLabel, now);
        int number = page.first();
        for (SortedPost sorted : page.posts()) {
            text.add(lines.of(++number, sorted, true));
        }
        if (page.posts().isEmpty()) {
            text.add("Nothing of this topic was read lately. /top on a subreddit of your choice brings more in.");
        }
        List<Button> row = new ArrayList<>();
        page.previous().ifPresent(place -> row.add(turn("◀ Previous", topic, place)));
        page.next().ifPresent(place -> row.add(turn("Next ▶", topic, place)));
        return new Card(text.toString(), row.isEmpty() ? List.of() : List.of(row));
    }

    /// While the source is read.
    public Card reading(Listing listing) {
        return Card.of("⏳ Reading r/" + listing.subreddit() + "…");
    }

    /// While posts are sorted.
    public Card sorting(Listing listing, int posts) {
        return Card.of("⏳ Sorting " + posts + " posts of r/" + listing.subreddit() + "…");
    }

    /// Why there is nothing to show.
    public Card refused(Listing listing, Refusal refusal) {
        Button again = new Button("🔄 Try again", new Press.Refresh(listing).data());
        return new Card(
                sentence(listing.subreddit(), refusal), refusal.passing() ? List.of(List.of(again)) : List.of());
    }

    private static String sentence(SubredditName subreddit, Refusal refusal) {
        String name = "r/" + subreddit;
        return switch (refusal) {
            case PRIVATE -> "🔒 " + name + " is private: only its approved members can read it.";
            case BANNED -> "🚫 " + name + " was banned by Reddit.";
            case QUARANTINED -> "⚠️ " + name + " is quarantined, so it cannot be read from here.";
            case MISSING -> "🤷 There is no subreddit " + name + ". Check the spelling?";
            case THROTTLED -> "🐢 Reddit asks us to slow down. Please try again in a few minutes.";
            case UNAVAILABLE -> "🌩 Reddit does not answer properly at the moment. Please try again in a few minutes.";
            case OFF -> "💤 This bot does not read Reddit at the moment.";
        };
    }

    private static String ago(Duration age) {
        return age.toMinutes() < 1 ? "just now" : PostLines.age(age) + " ago";
    }

    private static Button turn(String label, Listing listing, int first) {
        return new Button(label, new Press.TurnTo(listing, first).data());
    }

    private static Button turn(String label, String topic, TopicPlace place) {
        return new Button(label, new Press.TurnTopicTo(topic, place).data());
    }

    private static String period(Period period) {
        return switch (period) {
            case HOUR, DAY, WEEK, MONTH, YEAR -> "of the " + period.word();
            case ALL -> "of all time";
        };
    }
}
