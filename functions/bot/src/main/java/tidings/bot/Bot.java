package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.cards.PostCards;
import tidings.cards.Press;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.telegram.CardId;
import tidings.messages.OutboxMessage;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.PendingCard;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.TopicPage;
import tidings.domain.TopicCursor;
import tidings.aws.Queue;
import tidings.store.DatabaseUnavailableException;
import tidings.store.Listings.Known;
import tidings.store.cache.Cached;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;

/// Answers what people ask: from the library where it knows, by asking for a reading where it does not.
///
/// Everything it sends is named after the update, so answering an update twice is the same as once.
final class Bot {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private static final String SILENT = "The archive does not answer right now. Please try again in a minute.";

    /// Pressing Refresh on a feed younger than this would bring nothing new.
    static final Duration JUST_READ = Duration.ofSeconds(20);

    /// A subreddit that could not be read is not asked for again within this time.
    static final Duration REFUSAL_HOLDS = Duration.ofHours(1);

    private final Library library;
    private final PostCards postCards;
    private final HelpCards helpCards;
    private final Classifier classifier;
    private final Taxonomy taxonomy;
    private final Queue<OutboxMessage> outbox;
    private final Queue<ScrapeMessage> scrapes;
    private final Supplier<Duration> fresh;
    private final InstantSource clock;

    /// @param fresh a feed younger than this is shown as it is
    Bot(
            Library library,
            Classifier classifier,
            Taxonomy taxonomy,
            Queue<OutboxMessage> outbox,
            Queue<ScrapeMessage> scrapes,
            Supplier<Duration> fresh,
            InstantSource clock) {
        this.library = library;
        this.postCards =
                new PostCards(id -> taxonomy.find(id).orElse(taxonomy.other()).label());
        this.helpCards = new HelpCards(taxonomy);
        this.classifier = classifier;
        this.taxonomy = taxonomy;
        this.outbox = outbox;
        this.scrapes = scrapes;
        this.fresh = fresh;
        this.clock = clock;
    }

    void answer(Asked asked) {
        try {
            switch (asked) {
                case Asked.Text text -> answer(text);
                case Asked.Pressed pressed -> answer(pressed);
            }
        } catch (DatabaseUnavailableException e) {
            LOG.warn("answered without the archive", e);
            sayThatTheArchiveIsSilent(asked);
        }
    }

    /// A card that somebody turns the pages of is left as it is.
    private void sayThatTheArchiveIsSilent(Asked asked) {
        switch (asked) {
            case Asked.Text text -> show(text, Card.of("🗄 " + SILENT));
            case Asked.Pressed pressed -> outbox.send(new AnswerCallbackV1(pressed.press(), SILENT));
        }
    }

    private void answer(Asked.Text text) {
        switch (Request.parse(text.text())) {
            case Request.Start _ -> show(text, helpCards.start());
            case Request.Help _ -> show(text, helpCards.help());
            case Request.Topics _ -> show(text, helpCards.topics());
            case Request.Top(Feed feed) -> top(text, feed);
            case Request.ShowTopic(String name) -> show(text, topic(name));
            case Request.Classify(String words) -> show(text, classifier.classify(words, library));
            case Request.Unclear(String wrong) -> show(text, Card.of(Html.text(wrong)));
            case Request.Chatter _ -> {
                if (text.alone()) {
                    show(text, Card.of("I understand commands only. /help lists them."));
                }
            }
        }
    }

    private void answer(Asked.Pressed pressed) {
        Optional<Press> press = Press.parse(pressed.data());
        if (press.isEmpty()) {
            outbox.send(new AnswerCallbackV1(pressed.press(), "This button is too old. Please ask again."));
            return;
        }
        switch (press.get()) {
            case Press.TurnTo(Feed feed, int first) -> turn(pressed, feed, first);
            case Press.Refresh(Feed feed) -> refresh(pressed, feed);
            case Press.TurnTopicTo(String topic, TopicCursor place) -> {
                Card card = taxonomy.find(topic)
                        .map(found -> topic(found, place))
                        .orElseGet(() -> helpCards.noSuchTopic(topic));
                outbox.send(new AnswerCallbackV1(pressed.press(), ""));
                show(pressed, card);
            }
        }
    }

    private void top(Asked.Text asked, Feed feed) {
        library.asked(feed);
        Instant now = clock.instant();
        Cached<Known> known = library.page(feed, 0, PostCards.PAGE);
        switch (known.value()) {
            case Known.Page(FeedPage page)
            when known.sourceFailed() || isYounger(page.fetchedAt(), fresh.get(), now) ->
                show(asked, page(feed, page, known, now));
            case Known.Refused(var reason, Instant at)
            when isYounger(at, REFUSAL_HOLDS, now) -> show(asked, postCards.refused(feed, reason));
            case Known.Page _, Known.Refused _, Known.Nothing _ -> read(asked, feed);
        }
    }

    private void turn(Asked.Pressed pressed, Feed feed, int first) {
        Instant now = clock.instant();
        Cached<Known> known = library.page(feed, first, PostCards.PAGE);
        switch (known.value()) {
            case Known.Page(FeedPage page) -> {
                outbox.send(new AnswerCallbackV1(pressed.press(), ""));
                show(pressed, page(feed, page, known, now));
            }
            case Known.Nothing _, Known.Refused _ -> {
                outbox.send(new AnswerCallbackV1(pressed.press(), "These posts are no longer kept. Reading them again…"));
                read(pressed, feed);
            }
        }
    }

    private void refresh(Asked.Pressed pressed, Feed feed) {
        library.asked(feed);
        Instant now = clock.instant();
        Cached<Known> known = library.page(feed, 0, PostCards.PAGE);
        if (known.value() instanceof Known.Page(FeedPage page) && isYounger(page.fetchedAt(), JUST_READ, now)) {
            outbox.send(new AnswerCallbackV1(pressed.press(), "This was read a moment ago."));
            show(pressed, page(feed, page, known, now));
            return;
        }
        outbox.send(new AnswerCallbackV1(pressed.press(), ""));
        read(pressed, feed);
    }

    /// The card says so first, for the queue keeps the order of what is shown.
    private void read(Asked asked, Feed feed) {
        CardId card = card(asked);
        outbox.send(postCards.reading(feed).in(asked.chat(), card, asked.cause() + "/reading"));
        scrapes.send(
                new ScrapeRequestedV1(feed, asked.cause(), List.of(new PendingCard(asked.chat(), card, asked.cause()))));
    }

    private Card topic(String name) {
        return taxonomy.find(name)
                .map(found -> topic(found, new TopicCursor.Top()))
                .orElseGet(() -> helpCards.noSuchTopic(name));
    }

    private Card topic(Topic topic, TopicCursor place) {
        Instant now = clock.instant();
        Cached<TopicPage> page = library.ofTopic(topic.id(), place, PostCards.PAGE);
        return stated(postCards.topic(topic.id(), page.value(), now), page, now);
    }

    private Card page(Feed feed, FeedPage page, Cached<Known> known, Instant now) {
        return stated(postCards.page(feed, page, now), known, now);
    }

    /// Says so where a card shows what is older than it should be.
    private Card stated(Card card, Cached<?> shown, Instant now) {
        return shown.sourceFailed() ? postCards.outdated(card, shown.at(), now) : card;
    }

    private void show(Asked asked, Card card) {
        outbox.send(card.in(asked.chat(), card(asked), asked.cause() + "/done"));
    }

    /// An answer to a press changes the card that the button stands under.
    private static CardId card(Asked asked) {
        return switch (asked) {
            case Asked.Text text -> CardId.ofUpdate(text.cause());
            case Asked.Pressed pressed -> pressed.card();
        };
    }

    private static boolean isYounger(Instant moment, Duration age, Instant now) {
        return moment.plus(age).isAfter(now);
    }
}
