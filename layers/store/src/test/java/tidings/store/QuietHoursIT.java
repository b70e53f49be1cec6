package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.selection.DeliveryPolicy;
import tidings.store.BriefStore.Brief;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// A post that comes as quiet hours end, while somebody else makes the brief. The two
/// transactions have a connection each.
@ExtendWith(SharedPostgres.class)
class QuietHoursIT {
    private static final Place ADA = Place.of(new ChatId(1));
    private static final Instant ONE = Instant.parse("2026-11-20T13:00:00Z");

    private final ManualClock clock = new ManualClock();
    private Database database;
    private Stores stores;

    @BeforeEach
    void start(TestPostgres postgres) {
        database = postgres.database();
        stores = TestPostgres.stores(database, clock);
        stores.follows().add(ADA, FollowQuery.of(Origin.of("java")));
        stores.chats().prefer(ADA.chat(), ChatSettings.NONE.with(ChatSettings.QUIET, QuietHours.parse("22:00-13:00")));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void aPostThatIsHeldInTheLastSecondIsInTheBriefThatComesThen() {
        clock.advance(Duration.between(clock.instant(), ONE.minusSeconds(1)));
        arrive("p1");

        expand((_, _, rank, followers) -> {
            List<Decided> decided = decide(rank, followers);
            clock.advance(Duration.ofSeconds(1));
            assertThat(CompletableFuture.supplyAsync(stores.briefs()::make).join())
                    .as("the chat is locked")
                    .isFalse();
            return decided;
        });

        assertThat(stores.briefs().make()).isTrue();
        Brief brief = stores.briefs().unqueued(10).getFirst();
        assertThat(brief.dueAt()).isEqualTo(ONE);
        assertThat(brief.places()).containsExactly(ADA);
    }

    private void arrive(String id) {
        List<ClassifiedPost> posts = List.of(TestPosts.post("java", id, OptionalInt.of(10)));
        stores.feeds().record(TestPosts.whole(TestPosts.feed("java"), "r" + id, posts, clock.instant()), posts);
    }

    private void expand(Decider decider) {
        while (stores.deliveries().expand(100, decider)) {}
    }

    private List<Decided> decide(float rank, List<DeliveryStore.Follower> followers) {
        return followers.stream()
                .map(one -> new Decided(
                        one.follow(),
                        DeliveryPolicy.plan(one.settings(), one.threshold(), rank, clock.instant()),
                        rank))
                .toList();
    }
}
