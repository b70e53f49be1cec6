package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.contracts.ScrapeMessage;
import tidings.contracts.ScrapeRequestedV1;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.SubredditName;
import tidings.platform.Meter;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Listing JAVA = new Listing(new SubredditName("java"), Period.DAY);

    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private int expired = 3;

    @Test
    void readsAgainWhatPeopleAskedForWithNobodyWaiting() {
        tick(List.of(JAVA));

        assertThat(scrapes).singleElement().isInstanceOfSatisfying(ScrapeRequestedV1.class, request -> {
            assertThat(request.listing()).isEqualTo(JAVA);
            assertThat(request.waiting()).isEmpty();
        });
    }

    @Test
    void queuesNothingWhenNothingIsDue() {
        tick(List.of());

        assertThat(scrapes).isEmpty();
    }

    @Test
    void keepsContentForTwoDaysAndNoLonger() {
        tick(List.of());

        assertThat(asked).containsExactly(Duration.ofHours(6), Duration.ofMinutes(9), Duration.ofHours(48));
    }

    @Test
    void takesAwayWhatExpiredInBatchesAndLeavesWhatIsTooMuchToTheNextMinute() {
        expired = 2_500;
        tick(List.of());
        assertThat(expired).isZero();

        expired = 50_000;
        tick(List.of());
        assertThat(expired).isEqualTo(30_000);
    }

    private void tick(List<Listing> due) {
        Agenda agenda = new Agenda() {
            @Override
            public List<Listing> due(Instant askedSince, Instant readBefore, int most) {
                asked.add(Duration.between(askedSince, NOON));
                asked.add(Duration.between(readBefore, NOON));
                return due;
            }

            @Override
            public int expire(Instant limit, int most) {
                asked.add(Duration.between(limit, NOON));
                int posts = Math.min(most, expired);
                expired -= posts;
                return posts;
            }
        };
        new Scheduler(agenda, scrapes::addAll, Meter.silent(), InstantSource.fixed(NOON)).tick();
    }
}
