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
import tidings.budget.RequestBudget.Outlook;
import tidings.budget.Standing;
import tidings.contracts.ScrapeMessage;
import tidings.contracts.ScrapeRequestedV1;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.SubredditName;
import tidings.platform.Meter;
import tidings.platform.Profile;
import tidings.store.Listings.Due;
import tidings.tunables.Tunables;

import static org.assertj.core.api.Assertions.assertThat;

class SchedulerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Listing JAVA = new Listing(new SubredditName("java"), Period.DAY);

    private final List<ScrapeMessage> scrapes = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private final List<Listing> warmed = new ArrayList<>();
    private Standing standing = Standing.ALIVE;
    private int spare = 5;
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
        standing = Standing.DEAD;
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

    private void tick(List<Listing> due) {
        Agenda agenda = new Agenda() {
            @Override
            public List<Listing> noteAsked(int most) {
                return Collections.nCopies(70, JAVA);
            }

            @Override
            public void warm(Listing listing) {
                warmed.add(listing);
            }

            @Override
            public List<Due> due(Instant askedSince, Instant readBefore, int most) {
                asked.add(Duration.between(askedSince, NOON));
                asked.add(Duration.between(readBefore, NOON));
                return due.stream()
                        .map(listing -> new Due(listing, readBefore, OptionalDouble.of(1), 1))
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
