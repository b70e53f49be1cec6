package tidings.cards;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.domain.TopicPage;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.InlineResult;
import tidings.telegram.Texts;

/// The cards that show posts, and those that say why there are none yet, in one language. Thread-safe.
public record PostCards(Texts texts) implements FeedCards {
    public static final int PAGE = 5;

    private static final int BUTTON = 16;

    @Override
    public int posts() {
        return PAGE;
    }

    /// For a button: of two in a row a phone shows about sixteen characters each, so that longer labels lose what
    /// follows their first part.
    public static String topicButton(String topic, Texts texts) {
        String label = topicLabel(topic, texts);
        return label.length() <= BUTTON ? label : label.replaceFirst("(?<!-)(?:,| &) .*", "");
    }

    /// A topic's emoji and name; those of `other` for an id that is no topic.
    public static String topicLabel(String topic, Texts texts) {
        String key = "topic.label." + topic;
        return texts.get(texts.has(key) ? key : "topic.label.other");
    }

    /// With buttons to turn pages and to fetch it again.
    @Override
    public Card page(Feed feed, FeedPage page, Instant now) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(texts.get(
                "posts.title." + feed.period().word(),
                Html.bold(feed.community().label())));
        if (page.total() == 0) {
            text.add(texts.get("posts.none"));
        } else {
            PostLines lines = new PostLines(texts, now).together(page.posts());
            if (!lines.said().isEmpty()) {
                text.add(small(texts.get("posts.topic", Html.text(lines.said()))));
            }
            int number = page.first();
            for (ClassifiedPost post : page.posts()) {
                text.add(lines.of(++number, post, false));
            }
            String key = page.source() == SourceApi.RSS ? "posts.footer.rss" : "posts.footer";
            text.add(small(texts.get(key, page.first() + 1, number, page.total(), lines.ago(page.fetchedAt()))));
        }
        if (page.skipped() > 0) {
            text.add(small(texts.get("posts.skipped", page.skipped())));
        }
        List<List<Button>> buttons = new ArrayList<>();
        row(
                        page.previous(PAGE).map(first -> turn(true, feed, first)),
                        page.next(PAGE).map(first -> turn(false, feed, first)))
                .ifPresent(buttons::add);
        buttons.add(List.of(PostButtons.REFRESH.button(texts.get("button.refresh"), feed)));
        return new Card(text.toString(), buttons);
    }

    /// A page of a topic, with buttons to turn pages.
    public Card topic(String topic, TopicPage page, Instant now) {
        StringJoiner text = new StringJoiner("\n\n");
        text.add(texts.get("topic.title", Html.bold(Html.text(topicLabel(topic, texts)))));
        PostLines lines = new PostLines(texts, now).under(topic);
        int number = page.first();
        for (ClassifiedPost post : page.posts()) {
            text.add(lines.of(++number, post, true));
        }
        if (page.posts().isEmpty()) {
            text.add(texts.get("topic.none"));
        }
        Optional<List<Button>> row = row(
                page.previous()
                        .map(at -> PostButtons.TOPIC.button(
                                texts.get("button.previous"), new PostButtons.TopicPosition(topic, at))),
                page.next()
                        .map(at -> PostButtons.TOPIC.button(
                                texts.get("button.next"), new PostButtons.TopicPosition(topic, at))));
        return new Card(text.toString(), row.map(List::of).orElseGet(List::of));
    }

    /// Such as `2 h ago`.
    public String ago(Instant at, Instant now) {
        return new PostLines(texts, now).ago(at);
    }

    /// Posts by topic, as lines.
    public String brief(List<List<ClassifiedPost>> topics, Instant now) {
        return lines(topics.stream().flatMap(List::stream).toList(), 0, now);
    }

    /// Posts of several communities, as lines.
    ///
    /// @param first rank of the first, from 0
    public String lines(List<ClassifiedPost> posts, int first, Instant now) {
        PostLines lines = new PostLines(texts, now);
        StringJoiner text = new StringJoiner("\n\n");
        int number = first;
        for (ClassifiedPost post : posts) {
            text.add(lines.of(++number, post, true));
        }
        return text.toString();
    }

    /// A card of stale posts, saying how old they are.
    public Card stale(Card card, Instant from, Instant now) {
        return card.withNote(texts.get("posts.stale", new PostLines(texts, now).age(from)));
    }

    @Override
    public Card kept(Feed feed, FeedPage page, SourceProblem problem, Instant now) {
        String key = problem.isTransient() ? name(problem) : name(SourceProblem.UNAVAILABLE);
        return page(feed, page, now)
                .withNote(texts.get("kept." + key, new PostLines(texts, now).ago(page.fetchedAt())));
    }

    /// A post as the answer to an inline query.
    public InlineResult result(ClassifiedPost post, Instant now) {
        PostLines lines = new PostLines(texts, now);
        return new InlineResult(
                post.post().id().value(), post.post().title(), lines.summary(post), lines.of(post, true));
    }

    /// A post that somebody gets because of what they follow.
    ///
    /// @param also the other communities that have the story
    /// @param follow what they follow, in HTML
    public Card delivered(ClassifiedPost post, Set<Community> also, String follow, Button button, Instant now) {
        StringJoiner text = new StringJoiner("\n").add(new PostLines(texts, now).of(post, true));
        PostId id = post.post().id();
        PostDetails details = post.post().details();
        details.from().ifPresent(from -> text.add(texts.get("delivery.crosspost", from.label())));
        details.poll().forEach(option -> text.add("○ " + Html.text(option)));
        if (!also.isEmpty()) {
            text.add(texts.get(
                    "delivery.also",
                    also.stream().sorted().map(Community::label).collect(Collectors.joining(", "))));
        }
        return new Card(
                text.add(small(texts.get("delivery.because", follow))).toString(),
                List.of(
                        List.of(
                                PostButtons.SAVE.button(texts.get("delivery.save"), id),
                                PostButtons.WHY.button(texts.get("delivery.why"), id),
                                PostButtons.SIMILAR.button(texts.get("delivery.similar"), id)),
                        List.of(
                                PostButtons.LIKE.button(texts.get("delivery.like"), id),
                                PostButtons.DISLIKE.button(texts.get("delivery.dislike"), id),
                                button)));
    }

    @Override
    public Card fetching(Feed feed) {
        return Card.of(texts.get("posts.fetching", feed.community().label()));
    }

    @Override
    public Card classifying(Feed feed, int posts) {
        return Card.of(texts.get("posts.classifying", posts, feed.community().label()));
    }

    @Override
    public Card delayed(Feed feed, Optional<SourceProblem> reason, Instant until, Instant now) {
        long minutes = Math.max(1, Duration.between(now, until).plusSeconds(59).toMinutes());
        String key = reason.map(problem -> switch (problem) {
                    case THROTTLED, BLOCKED, UNAVAILABLE -> "delayed." + name(problem);
                    case PRIVATE, BANNED, QUARANTINED, MISSING, OFF -> "posts.delayed";
                })
                .orElse("posts.delayed");
        return Card.of(texts.get(key, feed.community().label(), minutes));
    }

    @Override
    public Card failed(Feed feed) {
        return new Card(
                texts.get("posts.failed", feed.community().label()),
                List.of(List.of(PostButtons.REFRESH.button(texts.get("button.retry"), feed))));
    }

    @Override
    public Card refused(Feed feed, SourceProblem problem) {
        String text = texts.get("refused." + name(problem), feed.community().label());
        return problem.isTransient()
                ? new Card(text, List.of(List.of(PostButtons.REFRESH.button(texts.get("button.retry"), feed))))
                : Card.of(text);
    }

    private static String name(SourceProblem problem) {
        return problem.name().toLowerCase(Locale.ROOT);
    }

    private Button turn(boolean back, Feed feed, int first) {
        return PostButtons.PAGE.button(
                texts.get(back ? "button.previous" : "button.next"), new PostButtons.FeedPosition(feed, first));
    }

    private static Optional<List<Button>> row(Optional<Button> previous, Optional<Button> next) {
        List<Button> row = new ArrayList<>();
        previous.ifPresent(row::add);
        next.ifPresent(row::add);
        return row.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    private static String small(String html) {
        return "<i>" + html + "</i>";
    }
}
