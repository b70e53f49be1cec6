package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.Pace;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Shown;

import static org.assertj.core.api.Assertions.assertThat;

/// The paces that chats choose, and what they get.
abstract class PacePlansContract extends StoresContract {
    private static final ChatId ADA = new ChatId(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aChatThatChoseAPaceGetsAboutSoManyPostsADayAndAllOfThemWithoutOne() {
        DeliveryStore deliveries = stores.deliveries();
        stores.follows().add(Place.of(ADA), FollowQuery.of(Origin.of("java")));
        stores.chats().prefer(ADA, ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(24)));

        int came = 0;
        int sent = 0;
        for (int hour = 0; hour < 72; hour++) {
            assertThat(deliveries.plan(clock.instant().minus(HOUR), 10)).isEqualTo(1);
            assertThat(deliveries.plan(clock.instant().minus(HOUR), 10)).isZero();
            came += arrive(hour);
            sent += sent();
            clock.advance(HOUR);
        }
        assertThat(came).isEqualTo(720);
        assertThat((double) sent).isBetween(72 * 0.8, 72 * 1.2);

        stores.chats().prefer(ADA, ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(60)));
        Pace known = stores.outcomes().pace(ADA).orElseThrow();
        assertThat(deliveries.plan(clock.instant(), 10))
                .as("another pace is planned at once")
                .isEqualTo(1);
        assertThat(stores.outcomes().pace(ADA)).as("with what is known").contains(known);
        assertThat(known.threshold(60)).isLessThan(known.threshold(24));

        stores.chats().prefer(ADA, ChatSettings.NONE);
        assertThat(stores.outcomes().pace(ADA)).isEmpty();
        assertThat(deliveries.plan(clock.instant(), 10)).isZero();
        assertThat(arrive(100)).isEqualTo(sent());
    }

    private int sent() {
        List<Shown> due = deliveries().due(1_000);
        deliveries()
                .sent(due.stream()
                        .map(shown -> new Compared(shown.key(), shown.facts(), Optional.empty()))
                        .toList());
        return due.size();
    }

    private int arrive(int hour) {
        List<ClassifiedPost> posts = IntStream.range(0, 10)
                .mapToObj(i -> TestPosts.post("java", "p" + hour + "x" + i, OptionalInt.of(10 * i)))
                .toList();
        stores.feeds().record(TestPosts.whole(TestPosts.feed("java"), "r" + hour, posts, clock.instant()), posts);
        while (stores.deliveries()
                .expand(
                        100,
                        (_, _, rank, followers) -> followers.stream()
                                .map(one -> new Decided(
                                        one.follow(),
                                        DeliveryPolicy.plan(one.settings(), one.threshold(), rank, clock.instant()),
                                        rank))
                                .toList())) {}
        return posts.size();
    }
}
