package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;
import tidings.delivery.Briefs;
import tidings.delivery.Deliveries;
import tidings.delivery.Notices;
import tidings.delivery.Reminders;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.RedditMode;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.Stores;
import tidings.testing.LogCapture;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.TopicCommunities;

import static org.assertj.core.api.Assertions.assertThat;

/// A minute with more to do than there is time for: each message takes long to queue.
class MinuteTest {
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    private static final Profile PROFILE = Profile.all().get("production");
    private static final int WITH_A_BRIEF = 60;
    private static final int AT_ONCE = 1_500;

    /// That of the function.
    private static final Duration TIMEOUT = Duration.ofSeconds(50);

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queued = new ArrayList<>();
    private final RecordingMeter meter = new RecordingMeter();

    private void slowly(List<? extends OutboxMessage> messages) {
        clock.advance(Duration.ofSeconds(1));
        queued.addAll(messages);
    }

    private Scheduler scheduler() {
        return new Scheduler(
                stores.feeds(),
                new Deliveries(stores.deliveries(), stores.threads(), this::slowly, clock),
                new Briefs(stores.briefs(), stores.threads(), stores.points(), this::slowly, clock),
                new Notices(stores.notices(), this::slowly, clock),
                new Reminders(stores.reminders(), this::slowly, clock),
                stores.history(),
                _ -> {},
                new PostChecks(stores.posts(), _ -> {}, RedditMode.OAUTH),
                new BriefTitles(stores.briefs(), _ -> {}, RedditMode.OAUTH, Duration.ofHours(48)),
                () -> new Outlook(SourceHealth.ALIVE, Optional.empty(), 5),
                Tunables.fixed(PROFILE),
                PROFILE::warmFeeds,
                new Followed(stores.follows(), stores.communities(), new TopicCommunities(Map.of())),
                Duration.ofHours(48),
                meter,
                clock);
    }

    @Test
    void itEndsInTimeSaysWhatItLeftAndTheNextOnesDoThatOnce() {
        FollowQuery java = FollowQuery.of(Origin.of("java"));
        Instant due = clock.instant().plus(Duration.ofMinutes(30));
        IntStream.rangeClosed(1, WITH_A_BRIEF + AT_ONCE).forEach(chat -> {
            stores.follows().add(Place.of(new ChatId(chat)), java);
            if (chat <= WITH_A_BRIEF) {
                stores.chats()
                        .prefer(
                                new ChatId(chat),
                                ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("12:30")));
            }
        });
        Fetched.whole(stores.feeds(), JAVA, clock.instant(), 1);
        new Deliveries(stores.deliveries(), stores.threads(), _ -> {}, clock).run(10, 0);
        clock.advance(Duration.between(clock.instant(), due));

        Instant start = clock.instant();
        try (LogCapture log = LogCapture.of(Briefs.class)) {
            tick();
            assertThat(log.messages()).anyMatch(line -> line.contains("others are left for the next minute"));
        }
        assertThat(Duration.between(start, clock.instant())).isLessThanOrEqualTo(TIMEOUT);
        int first = queued.size();
        assertThat(first).isBetween(WITH_A_BRIEF / 2, WITH_A_BRIEF + AT_ONCE - 1);
        assertThat(meter.values("DeliverySeconds", "waiting")).isNotEmpty();

        for (int minute = 1; minute <= 3; minute++) {
            clock.advance(Duration.between(clock.instant(), start.plus(Duration.ofMinutes(minute))));
            tick();
        }
        assertThat(queued).hasSize(WITH_A_BRIEF + AT_ONCE).doesNotHaveDuplicates();
        assertThat(queued.stream().map(OutboxMessage::group).distinct()).hasSize(WITH_A_BRIEF + AT_ONCE);
    }

    private void tick() {
        Scheduler scheduler = scheduler();
        Deadline.within(TIMEOUT, clock, () -> {
            scheduler.tick();
            return true;
        });
    }
}
