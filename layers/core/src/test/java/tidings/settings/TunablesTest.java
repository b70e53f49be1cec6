package tidings.settings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TunablesTest {
    private static final Profile PROFILE = Profile.all().get("production");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private boolean reachable = true;
    private int asked;
    private final List<TunableChange> latest = new ArrayList<>();
    private final InstantSource clock = () -> now;
    private final Tunables tunables = new Tunables(
            new TunableStore() {
                @Override
                public List<TunableChange> latest() {
                    asked++;
                    if (!reachable) {
                        throw new IllegalStateException("no table");
                    }
                    return List.copyOf(latest);
                }

                @Override
                public List<TunableChange> history(Tunable tunable) {
                    return List.copyOf(latest);
                }

                @Override
                public void add(TunableChange change) {
                    latest.add(change);
                }
            },
            PROFILE,
            clock);

    private TunableChange sends(int value, Optional<Instant> until) {
        return new TunableChange(Tunable.SENDS_A_SECOND, value, "Telegram asks for calm", "night shift", now, until);
    }

    @Test
    void withoutAChangeTheProfileSaysIt() {
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(PROFILE.sendsASecond());
    }

    @Test
    void aChangeIsSeenAfterThirtySecondsAndNotAskedForSooner() {
        tunables.get(Tunable.SENDS_A_SECOND);
        latest.add(sends(10, Optional.empty()));
        now = now.plusSeconds(29);
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(PROFILE.sendsASecond());
        assertThat(asked).isEqualTo(1);

        now = now.plusSeconds(1);
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(10);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void theProfilesNumberReturnsByItselfWhenTheTimeIsOver() {
        latest.add(sends(10, Optional.of(now.plus(Duration.ofMinutes(5)))));
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(10);

        now = now.plus(Duration.ofMinutes(5));
        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(PROFILE.sendsASecond());
    }

    @Test
    void whileTheTableDoesNotAnswerWhatWasLastSeenHoldsOn() {
        latest.add(sends(10, Optional.empty()));
        tunables.get(Tunable.SENDS_A_SECOND);
        reachable = false;
        now = now.plusSeconds(31);

        assertThat(tunables.get(Tunable.SENDS_A_SECOND)).isEqualTo(10);
        tunables.get(Tunable.SENDS_A_SECOND);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aValueOutOfRangeIsRefusedWithTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sends(31, Optional.empty()))
                .withMessage("sends-a-second must be from 1 to 30 messages, not 31");
    }

    @Test
    void aChangeNeedsAReasonAnAuthorAndAnEndInTheFuture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TunableChange(Tunable.SENDS_A_SECOND, 5, " ", "me", now, Optional.empty()))
                .withMessageContaining("reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TunableChange(Tunable.SENDS_A_SECOND, 5, "calm", "", now, Optional.empty()))
                .withMessageContaining("author");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sends(5, Optional.of(now)))
                .withMessageContaining("until must be later");
    }

    @Test
    void aTunableThatIsNoneIsRefusedWithThoseThatAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tunable.named("sends"))
                .withMessageContaining("sends-a-second")
                .withMessageContaining("readings-a-minute");
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
