package tidings.endtoend;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What happens to a stack, as SQS, Postgres and the local CloudWatch count it, becomes a suggestion with its
/// evidence, and what is usual does not: at first all goes well, then much goes wrong at the same time.
/// `SuggestionsTest` says which rules cannot be tried here, and why.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SuggestionsIT {
    /// How the id of each suggestion begins, and what was seen.
    private static final Map<String, Pattern> FAULTS = Map.ofEntries(
            fault("use-cache", "use-cache is 0"),
            fault("cache-ttl", "% of \\d+ lookups hit"),
            fault("scrape-interval", "\\d+ scheduled fetches wait, 20 are made a minute"),
            fault("sends-per-second", "\\d+ messages wait to be sent"),
            fault("reclassify-batch", "\\d+ parts of feeds wait, now; with each, up to"),
            fault("wasted-requests", "brought \\d+ new posts, in the last hour; \\d+ were refused"),
            fault("categorizer-gate", "\\d+ parts of feeds wait, now, and the database's processor"),
            fault("bot-concurrency", "the bot ran in \\d+ of 2 environments at once"),
            fault("categorizer-concurrency", "the categorizer ran in \\d+ of 2 environments at once"),
            fault("sender-concurrency", "the sender ran in \\d+ of 2 environments at once"),
            fault(
                    "pool-size",
                    "\\d\\d+ waits of 100 ms or more for one of 3 connections in the bot and \\d+ in the categorizer"),
            fault("log-volume", "MB of logs, in the last hour"),
            fault("larger-profile", "1 calls were throttled"),
            fault("index-select-ledger-", "average of 6 calls, since counts began, and reads all 20000 rows of ledger"),
            fault("unused-ledger_by_padding", "no scan of ledger_by_padding \\(\\d+ MB\\)"),
            fault("vacuum-worn", "50 % of the rows of worn are dead"));

    private final Map<String, String> onALargeProfile = new TreeMap<>();
    private final Map<String, String> whenAllIsWell = new TreeMap<>();
    private final Map<String, String> underFaults = new TreeMap<>();
    private TroubledStack stack;

    private static Map.Entry<String, Pattern> fault(String id, String seen) {
        return Map.entry(id, Pattern.compile(seen));
    }

    @BeforeAll
    void firstAllGoesWellThenMuchGoesWrong(@TempDir Path large, @TempDir Path small) throws Exception {
        stack = new TroubledStack(new OtherVersion(large)
                .saying("SERVICE_NAME: api, PROFILE: !Ref Profile", "SERVICE_NAME: api, PROFILE: production"));
        stack.onePersonWrites();
        await("the profile").atMost(Chat.PATIENCE).until(() -> {
            onALargeProfile.putAll(stack.operators().suggestions());
            return onALargeProfile.containsKey("smaller-profile");
        });
        stack.becomes(new OtherVersion(small));
        stack.lightLoad();
        whenAllIsWell.putAll(stack.operators().suggestions());

        stack.wasteRequests();
        stack.neglectTheDatabase();
        stack.missTheCache();
        stack.awaitRefusals();
        // A minute of the scheduler fetches feeds that bring posts.
        await("wasted requests").atMost(Chat.PATIENCE).until(() -> {
            underFaults.putAll(stack.operators().suggestions());
            return isNamed("wasted-requests");
        });
        stack.throttle();
        stack.waitForConnections();
        try {
            stack.fallBehindUntil(() -> {
                underFaults.putAll(stack.operators().suggestions());
                return FAULTS.keySet().stream().allMatch(this::isNamed);
            });
        } catch (ConditionTimeoutException _) {
            // The test of each fault that is not named fails.
        }
    }

    private boolean isNamed(String id) {
        return underFaults.keySet().stream().anyMatch(named -> named.startsWith(id));
    }

    @AfterAll
    void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    /// The memory is that of this machine, of which anything may be used.
    @Test
    void whereAllIsWellNothingIsSuggested() {
        assertThat(whenAllIsWell.keySet())
                .filteredOn(id -> !id.startsWith("api-"))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> eachFaultIsNamedWithItsEvidence() {
        return FAULTS.entrySet().stream()
                .map(fault -> DynamicTest.dynamicTest(
                        fault.getKey(),
                        () -> assertThat(underFaults).anySatisfy((id, seen) -> {
                            assertThat(id).startsWith(fault.getKey());
                            assertThat(seen).containsPattern(fault.getValue());
                        })));
    }

    /// A slow statement that finds its rows by an index needs no other, and that index is used.
    @Test
    void aTableThatIsInOrderIsLeftAlone() {
        assertThat(underFaults.keySet()).noneMatch(id -> id.contains("book"));
    }

    @Test
    void aProfileThatIsTooLargeIsNamed() {
        assertThat(onALargeProfile.get("smaller-profile")).isEqualTo("1 updates, in the last hour");
    }
}
