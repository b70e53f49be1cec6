package tidings.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.DeliveryStore;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Functions that end at any call, before or after it took effect.
class DeliveryCrashTest {
    private static final Feed MEADOWS = new Feed(new Community("meadows"), Period.DAY);
    private static final int POSTS = 2;
    private static final int FOLLOWERS = 9;

    /// Followers of a page, and cards of a batch, so that there are several.
    private static final int FEW = 4;

    private final ManualClock clock = new ManualClock();

    /// What a FIFO queue has taken, by group and deduplication id.
    private final Set<String> queued = new LinkedHashSet<>();

    enum Moment {
        BEFORE,
        AFTER
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Calls until the crash.
    private final AtomicInteger left = new AtomicInteger();

    @ParameterizedTest
    @EnumSource
    void aCrashAtAnyCallLosesAndRepeatsNothing(Moment moment) {
        int calls = 0;
        while (crashes(calls, moment)) {
            calls++;
        }
        assertThat(calls)
                .as("calls of a whole run")
                .isGreaterThan(POSTS * (FOLLOWERS / FEW + 1) + 2 * POSTS * FOLLOWERS / FEW);
    }

    /// Whether a run has so many calls that the one of this number crashes.
    private boolean crashes(int call, Moment moment) {
        queued.clear();
        Stores stores = Stores.inMemory(clock);
        follow(stores);
        record(stores);
        Deliveries crashing = new Deliveries(
                guarded(DeliveryStore.class, stores.deliveries(), moment),
                stores.threads(),
                guarded(Queue.class, (Queue<OutboxMessage>) this::take, moment)::send,
                clock);
        left.set(call);
        boolean hasCrashed = false;
        try {
            run(crashing);
        } catch (Crash _) {
            hasCrashed = true;
        }
        left.set(Integer.MAX_VALUE);
        run(crashing);
        assertThat(queued).as("a crash %s call %d", moment, call).hasSize(POSTS * FOLLOWERS);
        assertThat(stores.deliveries().due(1)).isEmpty();
        assertThat(stores.deliveries().expand(1, (_, _, _, _) -> List.of())).isFalse();
        return hasCrashed;
    }

    private static void run(Deliveries deliveries) {
        deliveries.run(100, 10_000);
    }

    private void take(List<? extends OutboxMessage> messages) {
        messages.forEach(message -> queued.add(message.group() + " " + message.deduplication()));
    }

    private static void follow(Stores stores) {
        IntStream.rangeClosed(1, FOLLOWERS)
                .forEach(
                        chat -> stores.follows().add(Place.of(new ChatId(chat)), FollowQuery.of(Origin.of("meadows"))));
    }

    private void record(Stores stores) {
        List<ClassifiedPost> posts = new ArrayList<>();
        IntStream.range(0, POSTS).forEach(i -> posts.add(new ClassifiedPost(post("p" + i), "science", 0.9f, "m1")));
        PostsFoundV1 part = new PostsFoundV1(
                MEADOWS,
                "run",
                0,
                OptionalInt.of(POSTS),
                posts.stream().map(ClassifiedPost::post).toList(),
                List.of(),
                SourceApi.OAUTH,
                clock.instant());
        stores.feeds().record(part, posts);
    }

    private Post post(String id) {
        return new Post(
                new PostId(id),
                MEADOWS.community(),
                "Orchids",
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(1),
                OptionalInt.of(1),
                false,
                clock.instant());
    }

    @SuppressWarnings("unchecked") // a queue is one of messages of the outbox
    private <T> T guarded(Class<?> type, T target, Moment moment) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            boolean isCrash = left.getAndDecrement() == 0;
            if (isCrash && moment == Moment.BEFORE) {
                throw new Crash();
            }
            if (arguments != null && arguments[0] instanceof Integer) {
                arguments[0] = FEW;
            }
            try {
                Object result = method.invoke(target, arguments);
                if (isCrash) {
                    throw new Crash();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
