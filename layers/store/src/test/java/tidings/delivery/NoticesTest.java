package tidings.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.store.NoticeStore;
import tidings.store.Stores;
import tidings.telegram.Button;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class NoticesTest {
    private static final Feed GARDEN = new Feed(new Community("garden"), Period.DAY);
    private static final int FOLLOWERS = 5;

    private final ManualClock clock = new ManualClock();
    private Stores stores = Stores.inMemory(clock);

    /// What a FIFO queue has taken, by group and deduplication id.
    private final Map<String, ShowCardV1> queued = new LinkedHashMap<>();

    private void take(List<? extends OutboxMessage> messages) {
        messages.forEach(
                message -> queued.putIfAbsent(message.group() + " " + message.deduplication(), (ShowCardV1) message));
    }

    private void follow(Place place) {
        stores.follows().add(place, FollowQuery.of(Origin.of("garden"))).orElseThrow();
    }

    private void refuse(SourceProblem problem) {
        for (int i = 0; i < 2; i++) {
            clock.advance(NoticeStore.CERTAIN);
            stores.feeds().record(new FeedRefusedV1(GARDEN, "run", problem, List.of(), clock.instant()));
        }
    }

    private void read() {
        clock.advance(Duration.ofMinutes(1));
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                GARDEN,
                                "read" + clock.instant(),
                                0,
                                OptionalInt.of(0),
                                List.of(),
                                List.of(),
                                SourceApi.OAUTH,
                                clock.instant()),
                        List.of());
    }

    private int run() {
        return new Notices(stores.notices(), this::take, clock).run(10, 100);
    }

    private List<String> texts() {
        return queued.values().stream().map(ShowCardV1::html).toList();
    }

    @Test
    void aNoticeSaysWhatHappenedAndOffersToUnfollow() {
        follow(Place.of(new ChatId(7)));
        refuse(SourceProblem.BANNED);

        assertThat(run()).isEqualTo(1);

        ShowCardV1 card = queued.values().iterator().next();
        assertThat(card.html()).contains("Reddit has banned r/garden", "tell you if it comes back");
        assertThat(card.card().isDelivered())
                .as("it takes the lane of deliveries")
                .isTrue();
        assertThat(card.buttons())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .extracting(Button::press)
                        .containsExactly("unfollow|1|garden", "keep|1|garden"));
        read();
        run();
        assertThat(texts()).hasSize(2).last().asString().contains("r/garden is back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE", "BANNED", "QUARANTINED", "MISSING"})
    void everyRefusalHasItsWordsInEachLanguage(SourceProblem problem) {
        stores.chats().prefer(new ChatId(7), ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        follow(Place.of(new ChatId(7)));
        follow(new Place(new ChatId(-8), OptionalInt.of(3)));
        refuse(problem);
        run();

        assertThat(texts()).hasSize(2).doesNotHaveDuplicates().allMatch(text -> text.contains("r/garden"));
        assertThat(texts()).anyMatch(text -> text.contains("sage Bescheid"));
        assertThat(queued.values()).extracting(ShowCardV1::topic).contains(OptionalInt.of(3));
    }

    @Test
    void aNoticeWaitsForTheEndOfQuietHours() {
        ChatId chat = new ChatId(7);
        follow(Place.of(chat));
        refuse(SourceProblem.PRIVATE); // noon is two hours ago
        stores.chats().prefer(chat, ChatSettings.NONE.with(ChatSettings.QUIET, QuietHours.parse("13:00-20:00")));
        run();
        assertThat(queued).isEmpty();

        clock.advance(Duration.ofHours(5));
        run();
        assertThat(queued).isEmpty();
        clock.advance(Duration.ofHours(1));
        run();
        assertThat(queued).hasSize(1);
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Calls until the crash.
    private final AtomicInteger left = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCrashAtAnyCallLosesAndRepeatsNothing(boolean takesEffect) {
        int calls = 0;
        while (crashes(calls, takesEffect)) {
            calls++;
        }
        assertThat(calls).as("calls of a whole run").isGreaterThan(4);
    }

    /// Whether one of two runs, the second when the community is back, has so many calls.
    private boolean crashes(int call, boolean takesEffect) {
        queued.clear();
        stores = Stores.inMemory(clock);
        IntStream.rangeClosed(1, FOLLOWERS).forEach(chat -> follow(Place.of(new ChatId(chat))));
        Notices crashing = new Notices(
                guarded(NoticeStore.class, stores.notices(), takesEffect),
                guarded(Queue.class, (Queue<OutboxMessage>) this::take, takesEffect)::send,
                clock);
        left.set(call);
        boolean hasCrashed = false;
        for (Runnable news : List.<Runnable>of(() -> refuse(SourceProblem.PRIVATE), this::read)) {
            news.run();
            try {
                crashing.run(10, 100);
            } catch (Crash _) {
                hasCrashed = true;
            }
            for (int minute = 0; minute < 3; minute++) {
                clock.advance(Duration.ofMinutes(1));
                run();
            }
        }
        assertThat(texts()).hasSize(2 * FOLLOWERS);
        assertThat(texts().subList(FOLLOWERS, 2 * FOLLOWERS)).allMatch(text -> text.contains("is back"));
        return hasCrashed;
    }

    @SuppressWarnings("unchecked") // the proxy has the type of the real part
    private <T> T guarded(Class<? super T> type, T real, boolean takesEffect) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            boolean crashes = left.getAndDecrement() == 0;
            if (crashes && !takesEffect) {
                throw new Crash();
            }
            try {
                Object result = method.invoke(real, arguments);
                if (crashes) {
                    throw new Crash();
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    @Test
    void whatIsLeftComesInTheNextMinute() {
        List<Place> places = new ArrayList<>();
        IntStream.rangeClosed(1, 7).forEach(chat -> places.add(Place.of(new ChatId(chat))));
        places.forEach(this::follow);
        refuse(SourceProblem.MISSING);
        Notices notices = new Notices(stores.notices(), this::take, clock);

        assertThat(notices.run(10, 4)).isEqualTo(4);
        assertThat(notices.run(10, 4)).isEqualTo(3);
        assertThat(queued.values()).extracting(ShowCardV1::place).containsExactlyInAnyOrderElementsOf(places);
    }
}
