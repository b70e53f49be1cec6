package tidings.categorizer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.aws.Trace;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.messages.OutboxMessage;
import tidings.messages.PendingCard;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.Stores;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.EncoderText;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicHead;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.NOON;
import static tidings.categorizer.CategorizerTest.found;
import static tidings.categorizer.CategorizerTest.pending;

/// How long encoding for the sake of topics may hold up an answer.
class PatienceTest {
    private static final Duration EACH = Categorizer.PATIENCE.multipliedBy(2).dividedBy(3);
    private static final PostsFoundV1 FEED =
            found("qqxy", List.of(pending(9, "en")), "Zxq", "Vwk", "Jhb", "Plm", "Tgr");

    private final ManualClock clock = new ManualClock();
    private final RecordingMeter meter = new RecordingMeter();
    private final List<OutboxMessage> shown = new ArrayList<>();
    private Instant shownAt;
    private final List<PostsMessage> later = new ArrayList<>();
    private final Stores stores = Stores.inMemory(clock);

    private Categorizer slow() {
        String made = TopicHead.load().encoder().replace(EncoderText.version(""), "");
        PostEncoder encoder = new PostEncoder(
                made,
                _ -> {
                    clock.advance(EACH);
                    return new float[384];
                },
                meter,
                clock);
        PostClassifier classifier = PostClassifier.with(encoder, TopicModel.load(), ShippedTopics.load());
        return TestCategorizer.of(
                classifier,
                Optional.of(_ -> Optional.of(new float[384])),
                stores,
                later::addAll,
                cards -> {
                    shown.addAll(cards);
                    shownAt = clock.instant();
                },
                NOON);
    }

    private List<String> models() {
        return stores.posts().find(FEED.posts().stream().map(Post::id).toList()).stream()
                .map(ClassifiedPost::model)
                .distinct()
                .toList();
    }

    private double encodedOf(Runnable work) {
        return Deadline.within(Duration.ofMinutes(5), clock, () -> {
            work.run();
            return meter.total("PostsEncoded", "encoded");
        });
    }

    @Test
    void whoWaitsIsAnsweredWithWhatTheWordsSayOfTheRest() {
        double encoded = encodedOf(() -> slow().handle(FEED));

        assertThat(shown).hasSize(1);
        assertThat(((OutboxMessage.ShowCardV1) shown.getFirst()).html()).contains("Zxq", "Tgr");
        assertThat(clock.instant()).isBefore(NOON.plus(EACH.multipliedBy(4)));
        assertThat(encoded).isBetween(1.0, 3.0);
    }

    @Test
    void whoHasWaitedLongerThanThatWaitsForNoEncoding() {
        String asked = Long.toString(NOON.minus(Categorizer.PATIENCE).toEpochMilli());

        encodedOf(() -> Trace.asked(Optional.of(asked), () -> {
            slow().handle(FEED);
            return FEED;
        }));

        assertThat(shown).hasSize(1);
        assertThat(shownAt).isEqualTo(NOON);
        assertThat(models()).containsExactly(TopicModel.load().version());
    }

    @Test
    void whatTheWordsSaidIsClassifiedAgainOnceThereIsTime() {
        Categorizer categorizer = slow();
        encodedOf(() -> categorizer.handle(FEED));
        assertThat(models()).contains(TopicModel.load().version());

        encodedOf(() -> later.forEach(categorizer::handle));

        assertThat(models()).containsExactly(categorizer.classifier().version());
    }

    @Test
    void whereNobodyWaitsAllIsEncoded() {
        NewPostsFoundV1 newest = new NewPostsFoundV1("n", 0, FEED.posts(), NOON, Optional.empty());

        assertThat(encodedOf(() -> slow().handle(newest)))
                .isGreaterThan(FEED.posts().size());
    }

    @Test
    void aPreviewThatWaitsForTheNewestPostsIsSomebody() {
        List<PendingCard> waiting = List.of(pending(9, "en"));
        NewPostsFoundV1 newest = new NewPostsFoundV1("n", 0, FEED.posts(), NOON, Optional.empty(), waiting);

        assertThat(encodedOf(() -> slow().handle(newest))).isBetween(1.0, 3.0);
    }
}
