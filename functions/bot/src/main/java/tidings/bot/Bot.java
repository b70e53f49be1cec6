package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.cards.Card;
import tidings.cards.Html;
import tidings.cards.PostCards;
import tidings.cards.Press;
import tidings.contracts.AnswerPressV1;
import tidings.contracts.CardId;
import tidings.contracts.OutboxMessage;
import tidings.contracts.ScrapeMessage;
import tidings.contracts.ScrapeRequestedV1;
import tidings.contracts.Waiting;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.TopicPlace;
import tidings.platform.Queue;
import tidings.store.DatabaseUnavailableException;
import tidings.store.Listings.Known;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;

/// Answers what people ask: from the library where it knows, by asking for a reading where it does not.
///
/// Everything it sends is named after the update, so answering an update twice is the same as once.
final class Bot {
    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    private static final String SILENT = "The archive does not answer right now. Please try again in a minute.";

    /// A listing younger than this is shown as it is.
    static final Duration FRESH = Duration.ofMinutes(10);

    /// Pressing Refresh on a listing younger than this would bring nothing new.
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
    private final InstantSource clock;

    Bot(
            Library library,
            Classifier classifier,
            Taxonomy taxonomy,
            Queue<OutboxMessage> outbox,
            Queue<ScrapeMessage> scrapes,
            InstantSource clock) {
        this.library = library;
        this.postCards =
                new PostCards(id -> taxonomy.find(id).orElse(taxonomy.other()).label());
        this.helpCards = new HelpCards(taxonomy);
        this.classifier = classifier;
        this.taxonomy = taxonomy;
        this.outbox = outbox;
        this.scrapes = scrapes;
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
            case Asked.Pressed pressed -> outbox.send(new AnswerPressV1(pressed.press(), SILENT));
        }
    }

    private void answer(Asked.Text text) {
        switch (Request.parse(text.text())) {
            case Request.Start _ -> show(text, helpCards.start());
            case Request.Help _ -> show(text, helpCards.help());
            case Request.Topics _ -> show(text, helpCards.topics());
            case Request.Top(Listing listing) -> top(text, listing);
            case Request.ShowTopic(String name) -> show(text, topic(name));
            case Request.Classify(String words) -> show(text, classifier.classify(words, library::find));
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
            outbox.send(new AnswerPressV1(pressed.press(), "This button is too old. Please ask again."));
            return;
        }
        switch (press.get()) {
            case Press.TurnTo(Listing listing, int first) -> turn(pressed, listing, first);
            case Press.Refresh(Listing listing) -> refresh(pressed, listing);
            case Press.TurnTopicTo(String topic, TopicPlace place) -> {
                Card card = taxonomy.find(topic)
                        .map(found -> topic(found, place))
                        .orElseGet(() -> helpCards.noSuchTopic(topic));
                outbox.send(new AnswerPressV1(pressed.press(), ""));
                show(pressed, card);
            }
        }
    }

    private void top(Asked.Text asked, Listing listing) {
        Instant now = clock.instant();
        switch (library.page(listing, 0, PostCards.PAGE, now)) {
            case Known.Page(ListingPage page)
            when isYounger(page.fetchedAt(), FRESH, now) -> show(asked, postCards.page(listing, page, now));
            case Known.Refused(var reason, Instant at)
            when isYounger(at, REFUSAL_HOLDS, now) -> show(asked, postCards.refused(listing, reason));
            case Known.Page _, Known.Refused _, Known.Nothing _ -> read(asked, listing);
        }
    }

    private void turn(Asked.Pressed pressed, Listing listing, int first) {
        Instant now = clock.instant();
        switch (library.page(listing, first, PostCards.PAGE, now)) {
            case Known.Page(ListingPage page) -> {
                outbox.send(new AnswerPressV1(pressed.press(), ""));
                show(pressed, postCards.page(listing, page, now));
            }
            case Known.Nothing _, Known.Refused _ -> {
                outbox.send(new AnswerPressV1(pressed.press(), "These posts are no longer kept. Reading them again…"));
                read(pressed, listing);
            }
        }
    }

    private void refresh(Asked.Pressed pressed, Listing listing) {
        Instant now = clock.instant();
        if (library.page(listing, 0, PostCards.PAGE, now) instanceof Known.Page(ListingPage page)
                && isYounger(page.fetchedAt(), JUST_READ, now)) {
            outbox.send(new AnswerPressV1(pressed.press(), "This was read a moment ago."));
            show(pressed, postCards.page(listing, page, now));
            return;
        }
        outbox.send(new AnswerPressV1(pressed.press(), ""));
        read(pressed, listing);
    }

    /// The card says so first, for the queue keeps the order of what is shown.
    private void read(Asked asked, Listing listing) {
        CardId card = card(asked);
        outbox.send(postCards.reading(listing).in(asked.chat(), card, asked.cause() + "/reading"));
        scrapes.send(
                new ScrapeRequestedV1(listing, asked.cause(), List.of(new Waiting(asked.chat(), card, asked.cause()))));
    }

    private Card topic(String name) {
        return taxonomy.find(name)
                .map(found -> topic(found, new TopicPlace.Top()))
                .orElseGet(() -> helpCards.noSuchTopic(name));
    }

    private Card topic(Topic topic, TopicPlace place) {
        return postCards.topic(topic.id(), library.ofTopic(topic.id(), place, PostCards.PAGE), clock.instant());
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
