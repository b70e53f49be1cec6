package tidings.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TunablesTest {
    private static final Profile PROFILE = Profile.all().get("production");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private boolean isReachable = true;
    private int reads;
    private final InMemoryTunableStore stored = new InMemoryTunableStore();
    private final InstantSource clock = () -> now;
    private final Tunables tunables = new Tunables(
            new TunableStore() {
                @Override
                public List<TunableChange> latest() {
                    reads++;
                    if (!isReachable) {
                        throw new IllegalStateException("no table");
                    }
                    return stored.latest();
                }

                @Override
                public List<TunableChange> history(Tunable tunable, int limit) {
                    return stored.history(tunable, limit);
                }

                @Override
                public void add(TunableChange change) {
                    stored.add(change);
                }

                @Override
                public Autopilot autopilot() {
                    return stored.autopilot();
                }

                @Override
                public boolean save(Autopilot next, Optional<Replacement> change) {
                    return stored.save(next, change);
                }
            },
            PROFILE,
            clock);

    private TunableChange sends(int value, Optional<Instant> until) {
        return new TunableChange(Tunable.SENDS_PER_SECOND, value, "Telegram asks for calm", "night shift", now, until);
    }

    @Test
    void withoutAChangeTheProfilesNumberApplies() {
        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(PROFILE.sendsPerSecond());
    }

    @Test
    void aChangeAppliesAfterThirtySecondsAndIsNotReadSooner() {
        tunables.get(Tunable.SENDS_PER_SECOND);
        stored.add(sends(10, Optional.empty()));
        now = now.plusSeconds(29);
        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(PROFILE.sendsPerSecond());
        assertThat(reads).isEqualTo(1);

        now = now.plusSeconds(1);
        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(10);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void theProfilesNumberAppliesAgainWhenAChangeExpires() {
        stored.add(sends(10, Optional.of(now.plus(Duration.ofMinutes(5)))));
        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(10);

        now = now.plus(Duration.ofMinutes(5));
        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(PROFILE.sendsPerSecond());
    }

    @Test
    void theLastKnownChangesApplyWhileTheTableDoesNotRespond() {
        stored.add(sends(10, Optional.empty()));
        tunables.get(Tunable.SENDS_PER_SECOND);
        isReachable = false;
        now = now.plusSeconds(31);

        assertThat(tunables.get(Tunable.SENDS_PER_SECOND)).isEqualTo(10);
        tunables.get(Tunable.SENDS_PER_SECOND);
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void aValueOutOfRangeIsRejectedWithTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sends(31, Optional.empty()))
                .withMessage("sends-per-second must be from 1 to 30 messages, not 31");
    }

    @Test
    void aChangeNeedsAReasonAnAuthorAndAnEndInTheFuture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TunableChange(Tunable.SENDS_PER_SECOND, 5, " ", "me", now, Optional.empty()))
                .withMessageContaining("reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TunableChange(Tunable.SENDS_PER_SECOND, 5, "calm", "", now, Optional.empty()))
                .withMessageContaining("author");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sends(5, Optional.of(now)))
                .withMessageContaining("until must be later");
    }

    @Test
    void anUnknownTunableIsRejectedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tunable.stored("sends"))
                .withMessageContaining("sends-per-second")
                .withMessageContaining("fetches-per-minute");
    }

    @Test
    void everyProfilesNumbersAreWithinTheRanges() {
        for (Tunable tunable : Tunable.values()) {
            Profile.all()
                    .values()
                    .forEach(profile ->
                            assertThat(tunable.checked(tunable.of(profile))).isNotNegative());
        }
    }
}
