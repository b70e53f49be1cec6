package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
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
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.BriefStore;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether a brief that many want at the same time comes when it was said to.
class BriefQueueTest {
    private static final int CHATS = 2_000;
    private static final int SENDS_A_SECOND = 5;
    private static final Instant EIGHT = Instant.parse("2026-11-21T08:00:00Z");

    /// The minutes of the scheduler begin so long after those of the clock.
    private static final Duration TICK = Duration.ofSeconds(20);

    private static final Duration DELIVERY = Duration.ofMillis(1_250 / SENDS_A_SECOND);

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final Map<ChatId, Instant> came = new HashMap<>();
    private final BriefQueue queue = new BriefQueue(stores.briefs(), () -> SENDS_A_SECOND);
    private Instant free = Instant.MIN;

    /// Telegram gets a message every quarter of a second.
    private void send(List<? extends OutboxMessage> messages) {
        for (OutboxMessage message : messages) {
            free = free.isBefore(clock.instant()) ? clock.instant() : free;
            free = free.plus(DELIVERY);
            came.putIfAbsent(new ChatId(Long.parseLong(message.group())), free);
        }
    }

    private void followed(int chat) {
        ChatId id = new ChatId(chat);
        String communities = chat % 5 == 0 ? "busy" : "quiet";
        stores.follows().add(Place.of(id), FollowQuery.of(Origin.of(communities)));
        stores.chats()
                .prefer(
                        id,
                        ChatSettings.NONE.with(
                                ChatSettings.BRIEF, BriefTimes.parse(chat % 10 == 1 ? "07:58" : "08:00")));
    }

    private void found(String community, int day, int count) {
        List<ClassifiedPost> posts = IntStream.range(0, count)
                .mapToObj(i -> post(community, community + day + "x" + i))
                .toList();
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(new Community(community), Period.DAY),
                                community + day,
                                0,
                                OptionalInt.of(count),
                                posts.stream().map(ClassifiedPost::post).toList(),
                                List.of(),
                                SourceApi.OAUTH,
                                clock.instant()),
                        posts);
        new Deliveries(stores.deliveries(), stores.threads(), _ -> {}, clock).run(10_000, 10);
    }

    private ClassifiedPost post(String community, String id) {
        Post post = new Post(
                new PostId(id),
                new Community(community),
                "What " + id + " tells",
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(10),
                OptionalInt.of(3),
                false,
                clock.instant().minusSeconds(60));
        return new ClassifiedPost(post, "science", 0.9f, "m1");
    }

    private void morning(Instant eight) {
        clock.advance(Duration.between(
                clock.instant(), eight.minus(Duration.ofMinutes(3)).plus(TICK)));
        came.clear();
        Briefs briefs = new Briefs(stores.briefs(), stores.threads(), stores.points(), this::send, clock);
        for (int minute = 0; minute < 20; minute++) {
            briefs.run(BriefStore.MADE_A_MINUTE);
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void itComesWithinAboutAMinuteOfWhatWasSaidTheEveningBefore(TestReporter reporter) {
        IntStream.rangeClosed(1, CHATS).forEach(this::followed);
        found("quiet", 1, 1);
        found("busy", 1, 11);
        morning(EIGHT);
        assertThat(came).hasSize(CHATS);
        clock.advance(Duration.ofHours(10));
        found("quiet", 2, 1);
        found("busy", 2, 11);

        Instant eight = EIGHT.plus(Duration.ofDays(1));
        Map<Integer, Instant> said = new HashMap<>();
        List<Integer> asked = new ArrayList<>();
        for (int chat = 100; chat <= CHATS; chat += 190) {
            asked.add(chat);
            queue.comes(new ChatId(chat), due(chat, eight)).ifPresent(at -> said.put(asked.getLast(), at));
        }
        morning(eight);

        for (int chat : asked) {
            Instant at = came.get(new ChatId(chat));
            Duration late = Duration.between(due(chat, eight), at);
            reporter.publishEntry(
                    "chat " + chat, "said " + said.getOrDefault(chat, due(chat, eight)) + ", came " + late + " late");
            if (said.containsKey(chat)) {
                assertThat(Duration.between(said.get(chat), at).abs())
                        .as("chat %d", chat)
                        .isLessThan(Duration.ofMinutes(1));
            } else {
                assertThat(late).as("chat %d", chat).isLessThan(Duration.ofMinutes(3));
            }
        }
        assertThat(said).hasSizeGreaterThan(5);
        assertThat(said.get(asked.getLast())).isAfter(eight.plus(Duration.ofMinutes(5)));
    }

    private static Instant due(int chat, Instant eight) {
        return chat % 10 == 1 ? eight.minus(Duration.ofMinutes(2)) : eight;
    }

    @Test
    void aBriefThatComesAtItsTimeIsNotSpokenOf() {
        IntStream.rangeClosed(1, 20).forEach(this::followed);

        assertThat(Stream.of(1, 10, 20))
                .allSatisfy(
                        chat -> assertThat(queue.comes(new ChatId(chat), EIGHT)).isEqualTo(Optional.empty()));
    }
}
