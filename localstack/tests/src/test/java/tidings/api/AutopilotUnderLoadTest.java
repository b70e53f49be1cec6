package tidings.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tidings.api.AutopilotStep.Outcome;
import tidings.aws.Declared;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.insights.InsightsOf;
import tidings.localstack.cloudwatch.CloudWatch;
import tidings.localstack.cloudwatch.CloudWatchServer;
import tidings.messages.OutboxMessage;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Insights;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.UsualHours;
import tidings.store.Catalog;
import tidings.store.Database;
import tidings.store.DatabaseReport;
import tidings.store.Stores;
import tidings.store.cache.CacheConfig;
import tidings.testing.ManualClock;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;

/// Hours of a stack whose load changes, as the local CloudWatch counts it and insights reads it: what Reddit is
/// asked for, and what that brings. The profile asks for a feed every fifteen minutes at most.
class AutopilotUnderLoadTest {
    private static final String NAMESPACE = "Tidings/tidings";
    private static final int EVERY = 900;

    private final ManualClock clock = new ManualClock();
    private final CloudWatchServer server = CloudWatchServer.listen(clock);
    private final CloudWatch cloudWatch =
            CloudWatch.of(Declared.model(), _ -> Map.of(), new CloudWatch.Settings(1, clock, _ -> {}), server);
    private final Supplier<Insights> insights = InsightsOf.cloudWatch(server.endpoint(), NAMESPACE, clock);
    private final InMemoryTunableStore store = new InMemoryTunableStore();
    private final Tunables tunables = new Tunables(store, Profile.all().get("testing"), clock);
    private final List<OutboxMessage> told = new ArrayList<>();
    private Optional<Insights> latest = Optional.empty();
    private final AutopilotStep autopilot = new AutopilotStep(
            performance(),
            new TunableChanges(tunables, store, clock),
            new Operators(Optional.of(new ChatId(-4711)), new InMemoryChats(), told::addAll));

    private Performance performance() {
        Version version = new Version("1.0.0", "7", "testing");
        Stores stores = Stores.inMemory(clock);
        Catalog catalog = Catalog.inMemory(stores);
        TextClassifier classifier = TextClassifier.of(TopicModel.load());
        HealthCheck health =
                new HealthCheck(List.of(new Dependency("cache", false, Optional::empty)), version.label(), clock);
        SystemMetrics metrics = new SystemMetrics(
                new SystemMetrics.Sources(
                        () -> new Machine(10, 2_000, 1_500),
                        Map::of,
                        () -> new Database.Pool(1, 1, 0),
                        3,
                        () -> DatabaseReport.EMPTY,
                        () -> ModelMetrics.of(classifier, catalog.statistics(), catalog.accuracy()),
                        health,
                        CacheConfig.Mode.PLAIN,
                        new CacheCounts(),
                        () -> latest),
                version,
                clock);
        return new Performance(metrics, health, tunables, new UsualHours(_ -> List.of(), _ -> List.of()));
    }

    /// An hour of load, in which insights reads every quarter and the autopilot takes a step every five minutes.
    private List<Outcome> hour(int requestsAMinute, double newPostsAMinute) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int minute = 1; minute <= 60; minute++) {
            clock.advance(Duration.ofMinutes(1));
            count("ListingRead", "scraper", "published", requestsAMinute);
            count("PostsFound", "categorizer", "new", newPostsAMinute);
            if (minute % 15 == 0) {
                latest = Optional.of(insights.get());
            }
            if (minute % 5 == 0) {
                outcomes.add(autopilot.run());
            }
        }
        return outcomes;
    }

    private void count(String metric, String service, String outcome, double value) {
        cloudWatch.put("AWS/Lambda", "Duration", Map.of("FunctionName", service), 40);
        cloudWatch.put(NAMESPACE, metric, Map.of("service", service, "outcome", outcome), value);
    }

    private void allow(String kind) {
        store.save(store.autopilot().allowing(List.of(kind)), Optional.empty());
    }

    private int interval() {
        return tunables.get(Tunable.SCRAPE_INTERVAL);
    }

    @AfterEach
    void stop() {
        cloudWatch.close();
        server.close();
    }

    @Test
    void whereTheLoadGetsBetterTheChangeIsKept() {
        allow("wasted-requests");
        assertThat(hour(20, 10)).as("enough new posts").containsOnly(Outcome.NOTHING_TO_DO);

        hour(20, 1);
        assertThat(hour(20, 1)).containsOnlyOnce(Outcome.APPLIED);
        assertThat(interval()).isEqualTo(2 * EVERY);
        assertThat(hour(10, 1)).as("until an hour lies behind it").containsOnly(Outcome.WATCHING);
        assertThat(hour(10, 1)).containsOnlyOnce(Outcome.KEPT).doesNotContain(Outcome.TAKEN_BACK);
        assertThat(interval()).isEqualTo(2 * EVERY);
        assertThat(store.history(Tunable.SCRAPE_INTERVAL, 9).getLast().reason()).contains("requests to Reddit brought");
    }

    @Test
    void whereItGetsWorseTheChangeIsTakenBackAndTheTunableRests() {
        allow("wasted-requests");
        hour(20, 10);
        hour(20, 1);
        assertThat(hour(20, 1)).containsOnlyOnce(Outcome.APPLIED);

        assertThat(hour(20, 0.2)).containsOnly(Outcome.WATCHING);
        assertThat(hour(20, 0.2)).containsOnlyOnce(Outcome.TAKEN_BACK).endsWith(Outcome.NOTHING_TO_DO);
        assertThat(interval()).isEqualTo(EVERY);
        assertThat(hour(20, 0.2)).containsOnly(Outcome.NOTHING_TO_DO);
        assertThat(told).extracting(message -> message.named()).anyMatch(name -> name.endsWith("/back"));
    }

    @Test
    void offNothingHappensUnderAnyLoad() {
        assertThat(hour(20, 0.2)).containsOnly(Outcome.OFF);
        assertThat(hour(50, 0)).containsOnly(Outcome.OFF);

        assertThat(store.latest()).isEmpty();
        assertThat(told).isEmpty();
    }
}
