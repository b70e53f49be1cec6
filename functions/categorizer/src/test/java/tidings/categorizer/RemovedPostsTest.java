package tidings.categorizer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.aws.Meter;
import tidings.aws.UnavailableException;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostCounts;
import tidings.domain.PostId;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsCheckedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.PostStore;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.feed;
import static tidings.categorizer.CategorizerTest.found;

/// What becomes of posts that somebody removed.
class RemovedPostsTest {
    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queue = new ArrayList<>();
    private boolean fails;
    private final Categorizer categorizer = new Categorizer(
            CLASSIFIER,
            PostMeanings.off(stores.posts()),
            stores,
            _ -> {},
            queue::addAll,
            new Deliveries(
                    stores.deliveries(),
                    stores.threads(),
                    messages -> {
                        if (fails) {
                            throw new UnavailableException("no queue");
                        }
                        queue.addAll(messages);
                    },
                    clock),
            Tunables.fixed(Profile.all().get("testing")),
            Meter.silent(),
            clock);
    private List<PostId> ids;

    @BeforeEach
    void deliver() {
        stores.follows().add(Place.of(new ChatId(7)), FollowQuery.of(Origin.of("java")));
        Instant now = clock.instant();
        PostsFoundV1 part = found("java", List.of(), "Records", "Sealed types", "Streams", "Text blocks");
        List<Post> posts = part.posts();
        categorizer.handle(part.at(now));
        ids = posts.stream().map(Post::id).toList();
        assertThat(queue).hasSize(4);
        queue.clear();
    }

    private void checked(int... gone) {
        List<PostId> away = IntStream.of(gone).mapToObj(ids::get).toList();
        List<PostCounts> there = ids.stream()
                .filter(id -> !away.contains(id))
                .map(id -> new PostCounts(id, OptionalInt.of(4_000), OptionalInt.of(70)))
                .toList();
        categorizer.handle(new PostsCheckedV1("c" + clock.instant(), there, away, clock.instant()));
    }

    private Stream<PostId> stored() {
        return ids.stream().filter(id -> stores.posts().find(id).isPresent());
    }

    @Test
    void whatIsGoneIsForgottenAndItsCardSaysSo() {
        checked(1);

        assertThat(stored()).containsExactly(ids.get(0), ids.get(2), ids.get(3));
        assertThat(queue).singleElement().isInstanceOfSatisfying(ShowCardV1.class, card -> {
            assertThat(card.card().isDelivered()).isTrue();
            assertThat(card.html()).contains("removed on Reddit").doesNotContain("Sealed");
        });
        assertThat(stores.feeds().page(feed("java"), 0, 5).value().toString()).doesNotContain("Sealed");
    }

    @Test
    void whatIsThereHasItsNewCounts() {
        checked(1, 2);

        assertThat(stores.posts().find(ids.getFirst()).orElseThrow().post().score())
                .hasValue(4_000);
        assertThat(stored()).hasSize(2);
    }

    @Test
    void anAnswerOfWhichMostIsGoneHasToBeGivenTwice() {
        checked(0, 1, 2);
        checked(0, 1, 2);
        assertThat(stored()).hasSize(4);
        assertThat(queue).isEmpty();

        clock.advance(PostStore.SECOND_LOOK);
        checked(0, 1, 2);

        assertThat(stored()).containsExactly(ids.get(3));
        assertThat(queue).hasSize(3);
    }

    @Test
    void aDoubtfulAnswerThatIsNotRepeatedChangesNothing() {
        checked(0, 1, 2, 3);
        clock.advance(PostStore.SECOND_LOOK);
        checked();
        clock.advance(Duration.ofHours(1));
        checked(0, 1, 2, 3);

        assertThat(stored()).hasSize(4);
        assertThat(queue).isEmpty();
    }

    @Test
    void aFailureLeavesTheRestToTheNextAttempt() {
        fails = true;
        assertThatThrownBy(() -> checked(1)).isInstanceOf(UnavailableException.class);
        assertThat(stored()).hasSize(4);

        fails = false;
        checked(1);
        checked(1);

        assertThat(stored()).hasSize(3);
        assertThat(queue).hasSize(1);
    }
}
