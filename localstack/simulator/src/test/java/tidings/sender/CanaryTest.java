package tidings.sender;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Trace;
import tidings.aws.Verdict;
import tidings.localstack.cloudwatch.SimulatedCloudWatch;
import tidings.localstack.template.StackModel;
import tidings.simulator.DeclaredStack;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// What the template's alarm says of a new version of the bot while a tenth of the updates goes to it; CodeDeploy
/// rolls back when it rings.
class CanaryTest {
    private static final int MINUTES = 5;
    private static final int ANSWERS_A_MINUTE = 120;

    private final StackModel model = DeclaredStack.model();
    private final ManualClock clock = new ManualClock();
    private final SimulatedCloudWatch cloudWatch = new SimulatedCloudWatch(model, clock);
    private final Random random = new Random(17);

    /// With the variable that the template gives the sender.
    private final Outcomes sender = new Outcomes(
            model.function("SenderFunction").environment().get("NEWEST_BOT").replace("$LATEST", "17"),
            cloudWatch.meter("sender"),
            clock);

    /// Five minutes in which each version answers as fast as it does, give or take half.
    ///
    /// @param share of the updates that the new version gets, in percent
    private void shift(int share, long newMillis, long liveMillis) {
        for (int minute = 0; minute < MINUTES; minute++) {
            for (int answer = 0; answer < ANSWERS_A_MINUTE; answer++) {
                clock.advance(Duration.ofMinutes(1).dividedBy(ANSWERS_A_MINUTE));
                boolean isNew = random.nextInt(100) < share;
                long typical = isNew ? newMillis : liveMillis;
                answered(isNew ? "17" : "16", (long) (typical * random.nextDouble(0.5, 1.5)));
            }
            cloudWatch.evaluate();
        }
    }

    private void answered(String version, long millis) {
        String asked = clock.millis() - millis + " " + version + " ANSWER";
        Trace.asked(Optional.of(asked), () -> sender.counted("done", Verdict.DONE));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 3000, 400, true", // slow
        "10, 1500, 700, true", // twice as slow as before
        "10, 420, 400, false", // as before
        "10, 650, 400, false", // slower, but nobody minds
        "10, 3000, 3000, false", // Telegram is slow, not the version
        "10, 300, 3000, false", // faster
        "100, 3000, 400, false" // everything has shifted: nothing is left to compare
    })
    void aVersionIsRolledBackOnlyIfItIsSlowerThanTheOneBefore(
            int share, long newMillis, long liveMillis, boolean rings) {
        shift(share, newMillis, liveMillis);

        assertThat(cloudWatch.rung().contains("SlowAnswersAlarm")).isEqualTo(rings);
    }
}
