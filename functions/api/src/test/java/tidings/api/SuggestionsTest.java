package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.settings.Insights;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.store.DatabaseReport;
import tidings.store.DatabaseReport.Index;
import tidings.store.DatabaseReport.Table;
import tidings.store.cache.Cache.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// Each rule beside what is just not enough for it. The API runs with the profile `testing`.
///
/// `SuggestionsIT` makes real faults on the local stack. These have only the numbers here, because nothing on one
/// machine makes them:
///
/// - `cache-size`: ElastiCache tells its limit and its bytes; the local Valkey is no serverless cache.
/// - `api-memory`, `api-less-memory`: Lambda gives an environment its own memory. Here a function has that of the
///   whole machine, and whoever fills that harms others.
/// - the processor of the database, in `larger-profile` and where `categorizer-gate` narrows: RDS publishes it. The
///   other half of `larger-profile`, throttled calls, is real there.
/// - `categorizer-gate` before a rush: it takes three weeks of updates.
class SuggestionsTest {
    private final ApiCalls api = new ApiCalls();

    /// What makes a suggestion, and what is just not enough.
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("cache-ttl", fault(api -> look(api, 60, 40)), fault(api -> look(api, 30, 70))),
                Arguments.of("scrape-interval", waiting("refresh", 101), waiting("refresh", 100)),
                Arguments.of("sends-per-second", waiting("outbox", 7_501), waiting("outbox", 7_500)),
                Arguments.of(
                        "pool-size",
                        lastHour(Map.of("botConnectionWaits", 20.0, "categorizerConnectionWaits", 10.0)),
                        lastHour(Map.of("botConnectionWaits", 20.0, "categorizerConnectionWaits", 9.0))),
                Arguments.of("pool-size", lastHour(Map.of("botConnectionWaits", 30.0)), lastHour(Map.of())),
                Arguments.of(
                        "api-memory",
                        fault(api -> api.machine = new Machine(1, 1_000, 149)),
                        fault(api -> api.machine = new Machine(1, 1_000, 150))),
                Arguments.of(
                        "vacuum-post",
                        database(new Table("post", 7_900, 2_100, 8192)),
                        database(new Table("post", 8_000, 2_000, 8192))),
                Arguments.of(
                        "index-select-post-00a1",
                        slow(new Table("post", 1_000, 0, 8192), List.of("post")),
                        slow(new Table("post", 999, 0, 8192), List.of("post"))),
                Arguments.of(
                        "index-select-post-00a1",
                        slow(new Table("post", 9_000, 0, 8192), List.of("post")),
                        slow(new Table("post", 9_000, 0, 8192), List.of())),
                Arguments.of("reclassify-batch", waiting("posts", 101), waiting("posts", 100)),
                Arguments.of(
                        "wasted-requests",
                        lastHour(Map.of("feedsFetched", 20.0, "feedsRefused", 41.0, "newPosts", 12.0)),
                        lastHour(Map.of("feedsFetched", 20.0, "feedsRefused", 41.0, "newPosts", 13.0))),
                Arguments.of(
                        "wasted-requests",
                        lastHour(Map.of("feedsFetched", 60.0)),
                        lastHour(Map.of("feedsFetched", 59.0))),
                Arguments.of("log-volume", lastHour(Map.of("logBytes", 5.6e6)), lastHour(Map.of("logBytes", 5.4e6))),
                Arguments.of(
                        "larger-profile",
                        lastHour(Map.of("throttles", 1.0)),
                        lastHour(Map.of("throttles", 0.0, "databaseCpuPercent", 80.0))),
                Arguments.of("larger-profile", lastHour(Map.of("databaseCpuPercent", 81.0)), lastHour(Map.of())),
                Arguments.of(
                        "bot-concurrency",
                        lastHour(Map.of("botConcurrency", 2.0)).andThen(waiting("updates", 21)),
                        lastHour(Map.of("botConcurrency", 2.0)).andThen(waiting("updates", 20))),
                Arguments.of(
                        "sender-concurrency",
                        lastHour(Map.of("senderConcurrency", 2.0)).andThen(waiting("outbox", 21)),
                        lastHour(Map.of("senderConcurrency", 1.0)).andThen(waiting("outbox", 21))),
                Arguments.of(
                        "cache-size", lastHour(Map.of("cacheBytes", 8.1e8)), lastHour(Map.of("cacheBytes", 7.9e8))),
                Arguments.of(
                        "api-less-memory",
                        used(new Machine(10, 1_769, 1_462), Duration.ofMinutes(10)),
                        used(new Machine(10, 1_769, 1_462), Duration.ofMinutes(9))),
                Arguments.of(
                        "api-less-memory",
                        used(new Machine(10, 1_769, 1_160), Duration.ofMinutes(10)),
                        used(new Machine(31, 1_769, 1_160), Duration.ofMinutes(10))),
                Arguments.of(
                        "categorizer-gate",
                        lastHour(Map.of("databaseCpuPercent", 81.0, "answerMillisP95", 2_001.0)),
                        lastHour(Map.of("databaseCpuPercent", 80.0, "answerMillisP95", 2_001.0))),
                Arguments.of(
                        "categorizer-gate",
                        narrow().andThen(waiting("posts", 101)),
                        narrow().andThen(waiting("posts", 100))),
                Arguments.of(
                        "categorizer-gate",
                        narrow().andThen(api -> api.usually(15)),
                        narrow().andThen(api -> api.usually(14))),
                Arguments.of(
                        "categorizer-gate",
                        narrow().andThen(api -> api.usually(30)),
                        narrow().andThen(api -> api.usually(30)).andThen(lastHour(Map.of("databaseCpuPercent", 51.0)))),
                Arguments.of(
                        "categorizer-gate", narrow().andThen(api -> api.usually(30)), fault(api -> api.usually(30))),
                Arguments.of("use-cache", fault(api -> api.store.add(off(api))), fault(_ -> {})),
                Arguments.of(
                        "unused-post_by_url",
                        database(new Index("post_by_url", "post", 0, 5 << 20)),
                        database(new Index("post_by_url", "post", 1, 5 << 20))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsSuggestedAboutWithEvidenceAndAWayBack(String id, Consumer<ApiCalls> fault, Consumer<ApiCalls> almost) {
        almost.accept(api);
        assertThat(suggested()).as("almost").doesNotContain(id);

        ApiCalls other = new ApiCalls();
        fault.accept(other);
        JsonNode suggestions =
                other.get("/performance/suggestions").byAnOperator().json();

        assertThat(suggestions.findValuesAsText("id")).contains(id);
        JsonNode suggestion = Stream.iterate(0, i -> i + 1)
                .map(suggestions::get)
                .filter(one -> one.at("/id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(suggestion.at("/seen").asText()).containsPattern("\\d|no scan");
        assertThat(suggestion.at("/live").isNull())
                .isNotEqualTo(suggestion.at("/command").isNull());
    }

    @Test
    void aLargeProfileWithoutUpdatesIsSuggestedAboutAndASmallOneIsNot() {
        api.insights = Optional.of(new Insights(ApiCalls.NOW, Insights.Cache.UNKNOWN, Map.of("updatesQueued", 3.0)));
        assertThat(suggested()).doesNotContain("smaller-profile");

        ApiCalls large = new ApiCalls("production");
        large.insights = api.insights;
        assertThat(large.get("/performance/suggestions").byAnOperator().json().findValuesAsText("id"))
                .contains("smaller-profile");
    }

    /// What a smaller size would cost and hold, as a measurement of several sizes would find it.
    @Test
    void theLeastMemoryIsProposedThatHoldsWhatIsUsed() {
        used(new Machine(10, 1_769, 1_462), Duration.ofMinutes(20)).accept(api);
        assertThat(change("api-less-memory"))
                .startsWith("set ApiMemory of the profile to 512; the saved query \"memory and restores\"");

        ApiCalls more = new ApiCalls();
        used(new Machine(10, 1_769, 1_161), Duration.ofMinutes(20)).accept(more);
        assertThat(change(more, "api-less-memory")).startsWith("set ApiMemory of the profile to 1024");
    }

    private String change(String id) {
        return change(api, id);
    }

    private static String change(ApiCalls api, String id) {
        return api.get("/performance/suggestions")
                .byAnOperator()
                .json()
                .valueStream()
                .filter(one -> one.at("/id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .at("/change")
                .asText();
    }

    private static Consumer<ApiCalls> used(Machine machine, Duration since) {
        return api -> {
            api.machine = machine;
            api.clock.advance(since);
        };
    }

    private static TunableChange off(ApiCalls api) {
        return new TunableChange(Tunable.USE_CACHE, 0, "a look", "me", api.clock.instant(), Optional.empty());
    }

    private static Consumer<ApiCalls> narrow() {
        return api -> api.store.add(new TunableChange(
                Tunable.CATEGORIZER_GATE, 5, "a busy day", "me", api.clock.instant(), Optional.empty()));
    }

    private static Consumer<ApiCalls> lastHour(Map<String, Double> numbers) {
        return api -> api.insights = Optional.of(new Insights(
                ApiCalls.NOW, new Insights.Cache("available", Optional.of(1), Optional.of(5_000)), numbers));
    }

    private static Consumer<ApiCalls> slow(Table table, List<String> scans) {
        return api -> api.database = new DatabaseReport(
                1,
                List.of(table),
                List.of(),
                List.of(new DatabaseReport.Statement(
                        "select-post-00a1", "select id from post where url = $1", 12, 73.5, scans)));
    }

    private List<String> suggested() {
        return api.get("/performance/suggestions").byAnOperator().json().findValuesAsText("id");
    }

    private static Consumer<ApiCalls> fault(Consumer<ApiCalls> fault) {
        return fault;
    }

    private static Consumer<ApiCalls> waiting(String queue, int messages) {
        return api -> api.queues = Map.of(queue, new Queues.Depth(messages, 0, 0, 0));
    }

    private static Consumer<ApiCalls> database(Table table) {
        return api -> api.database = new DatabaseReport(1, List.of(table), List.of(), List.of());
    }

    private static Consumer<ApiCalls> database(Index index) {
        return api -> api.database = new DatabaseReport(1, List.of(), List.of(index), List.of());
    }

    private static void look(ApiCalls api, int misses, int hits) {
        IntStream.range(0, misses).forEach(_ -> api.lookups.accept(Outcome.MISS));
        IntStream.range(0, hits).forEach(_ -> api.lookups.accept(Outcome.LOCAL));
    }
}
