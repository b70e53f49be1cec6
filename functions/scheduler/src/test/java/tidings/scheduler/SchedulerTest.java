package tidings.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Community;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.store.Listings.Due;
import tidings.settings.Tunables;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Feed JAVA = new Feed(new Community("java"), Period.DAY);

    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private final List<Feed> warmed = new ArrayList<>();
    private SourceHealth standing = SourceHealth.ALIVE;
    private int spare = 5;
    private int expired = 3;

    @Test
    void readsAgainWhatPeopleAskedForWithNobodyWaiting() {
        tick(List.of(JAVA));

        assertThat(scrapes).singleElement().isInstanceOfSatisfying(ScrapeRequestedV1.class, request -> {
            assertThat(request.feed()).isEqualTo(JAVA);
            assertThat(request.waiting()).isEmpty();
        });
    }

    @Test
    void hasAtHandWhatIsAskedForMost() {
        tick(List.of());

        assertThat(warmed).hasSize(50).containsOnly(JAVA);
    }

    @Test
    void asksForNoMoreThanTheBudgetHas() {
        spare = 0;
        tick(List.of(JAVA));
        assertThat(scrapes).isEmpty();

        spare = 80;
        tick(Collections.nCopies(50, JAVA));
        assertThat(scrapes).hasSize(20);
    }

    @Test
    void asksARedditThatIsAwayOnceAMinuteWhetherItIsBack() {
        spare = 80;
        standing = SourceHealth.DEAD;
        tick(Collections.nCopies(50, JAVA));

        assertThat(scrapes).hasSize(1);
    }

    @Test
    void queuesNothingWhenNothingIsDue() {
        tick(List.of());

        assertThat(scrapes).isEmpty();
    }

    @Test
    void keepsContentForTwoDaysAndNoLonger() {
        tick(List.of());

        assertThat(asked).containsExactly(Duration.ofHours(6), Duration.ofMinutes(10), Duration.ofHours(48));
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

    private void tick(List<Feed> due) {
        Agenda agenda = new Agenda() {
            @Override
            public List<Feed> noteAsked(int most) {
                return Collections.nCopies(70, JAVA);
            }

            @Override
            public void warm(Feed feed) {
                warmed.add(feed);
            }

            @Override
            public List<Due> due(Instant askedSince, Instant readBefore, int most) {
                asked.add(Duration.between(askedSince, NOON));
                asked.add(Duration.between(readBefore, NOON));
                return due.stream()
                        .map(feed -> new Due(feed, readBefore, OptionalDouble.of(1), 1))
                        .toList();
            }

            @Override
            public int expire(Instant limit, int most) {
                asked.add(Duration.between(limit, NOON));
                int posts = Math.min(most, expired);
                expired -= posts;
                return posts;
            }
        };
        new Scheduler(
                        agenda,
                        scrapes::addAll,
                        () -> new Outlook(standing, Optional.empty(), spare),
                        Tunables.fixed(Profile.all().get("production")),
                        Meter.silent(),
                        InstantSource.fixed(NOON))
                .tick();
    }
}
