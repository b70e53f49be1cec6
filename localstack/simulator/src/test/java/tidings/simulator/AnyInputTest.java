package tidings.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever people and Reddit send, the whole pipeline takes it: updates and listings of any shape, without any other
/// fault. `-Dinputs=20000` tries more. A breach names its seed: `-Dinputs=100 -Dfirst=7` runs that of seed 7 alone.
/// The timeline of the first run with a breach is published.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyInputTest {
    private static final int IN_A_RUN = 100;
    private static final long FIRST = Long.getLong("first", 0);
    private static final long INPUTS = Long.getLong("inputs", 500);

    /// What has a claim of its own.
    private static final Set<Breach> NAMED =
            EnumSet.of(Breach.DEAD_LETTER, Breach.UNFINISHED, Breach.REFUSED, Breach.INVALID);

    /// One line for each breach, with the seed of the run.
    private record Found(Breach breach, String what) {}

    private final List<Found> found = new ArrayList<>();
    private int asked;
    private int answered;
    private int fed;
    private int readable;
    private int fetched;
    private int readableFetched;
    private long shown;

    @BeforeAll
    void run(TestReporter reporter) {
        for (long seed = FIRST; seed < FIRST + Math.ceilDiv(INPUTS, IN_A_RUN); seed++) {
            AnyInput input = new AnyInput(seed, IN_A_RUN);
            Report report = Simulation.run(Setup.of(seed, input), false);
            String run = "seed " + seed + ": ";
            if (found.isEmpty() && !report.broken().isEmpty()) {
                reporter.publishEntry("timeline of " + run, String.join("\n", lines(seed)));
            }
            report.broken().forEach(broken -> found.add(new Found(broken.breach(), run + broken)));
            asked += report.updates().size();
            answered += report.answered();
            fed += input.updates().all();
            readable += input.updates().readable();
            fetched += input.answers().all();
            readableFetched += input.answers().readable();
            shown += report.chats().values().stream()
                    .flatMap(chat -> chat.values().stream())
                    .filter(card -> card.html().contains("href=\"https://www.reddit.com/"))
                    .count();
        }
    }

    private List<String> of(Breach breach) {
        return found.stream()
                .filter(one -> one.breach() == breach)
                .map(Found::what)
                .toList();
    }

    @Test
    void theWebhookTakesEveryRequest() {
        assertThat(of(Breach.REFUSED)).as("requests that failed").isEmpty();
    }

    @Test
    void nothingIsAmongTheDeadLetters() {
        assertThat(of(Breach.DEAD_LETTER)).as("dead letters").isEmpty();
    }

    @Test
    void noCardIsLeftUnfinished() {
        assertThat(of(Breach.UNFINISHED)).as("cards that still say ⏳").isEmpty();
    }

    @Test
    void everyMessageIsOneThatTelegramTakes() {
        assertThat(of(Breach.INVALID)).as("messages that Telegram refuses").isEmpty();
    }

    @Test
    void whoeverAsksMeanwhileIsAnsweredAndNothingIsLost() {
        assertThat(found)
                .as("other broken promises")
                .filteredOn(one -> !NAMED.contains(one.breach()))
                .isEmpty();
        assertThat(answered).as("answers to %d commands", asked).isEqualTo(asked);
    }

    /// The claims above say something only if enough of what is fetched can be read, and some of it cannot.
    @Test
    void mostOfItIsAChangedShapeThatCanStillBeReadAndSomeIsNot(TestReporter reporter) {
        reporter.publishEntry(Map.of(
                "updates", Integer.toString(fed),
                "changed and readable updates", Integer.toString(readable),
                "commands besides", Integer.toString(asked),
                "fetches", Integer.toString(fetched),
                "changed and readable answers", Integer.toString(readableFetched),
                "cards with posts", Long.toString(shown)));

        assertThat(readable).as("of %d updates", fed).isBetween(fed * 6 / 10, fed * 9 / 10);
        assertThat(readableFetched).as("of %d fetches", fetched).isBetween(fetched * 6 / 10, fetched * 9 / 10);
        assertThat(fetched).as("fetches").isGreaterThan(fed / 10);
        assertThat(shown).as("cards with posts").isGreaterThan(asked / 10);
    }

    @Test
    void anAnswerThatIsForgottenIsFound() {
        Setup setup = Setup.of(1, new AnyInput(1, IN_A_RUN));
        Report report = Simulation.run(
                setup.with((id, role) -> id.equals("CategorizerFunction") ? _ -> Verdict.DONE : role), false);

        assertThat(report.broken()).extracting(Broken::breach).contains(Breach.UNFINISHED, Breach.UNANSWERED);
    }

    @Test
    void aFunctionThatFailsAtAnInputIsFound() {
        Setup setup = Setup.of(1, new AnyInput(1, IN_A_RUN));
        Report report = Simulation.run(
                setup.with((id, role) -> id.equals("BotFunction") ? AnyInputTest::failsAtOne : role), false);

        assertThat(report.broken()).extracting(Broken::breach).contains(Breach.DEAD_LETTER);
    }

    private static Verdict failsAtOne(Delivery<?> delivery) {
        if (delivery.id().endsWith("13")) {
            throw new ClassCastException("an odd input");
        }
        return Verdict.DONE;
    }

    @Test
    void aSeedGivesTheSameRunEachTime() {
        List<String> first = lines(1);

        assertThat(first).hasSizeGreaterThan(100);
        assertThat(lines(1)).isEqualTo(first);
        assertThat(lines(2)).isNotEqualTo(first);
    }

    private static List<String> lines(long seed) {
        return Simulation.run(Setup.of(seed, new AnyInput(seed, IN_A_RUN)), true)
                .lines();
    }
}
