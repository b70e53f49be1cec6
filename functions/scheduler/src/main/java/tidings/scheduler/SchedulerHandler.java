package tidings.scheduler;

import tidings.state.DynamoDbTunableStore;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.messages.ScrapeMessage;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Community;
import tidings.aws.AwsClients;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.aws.SqsQueue;
import tidings.store.Archive;
import tidings.store.Listings.Due;
import tidings.settings.Tunables;

/// Woken every minute. What EventBridge Scheduler says with it is not needed; it does not fit the event library's class
/// either, for its `detail` is a text.
public final class SchedulerHandler implements RequestHandler<Map<String, Object>, Void>, Resource {
    private final InstantSource clock = InstantSource.system();
    private final Archive archive;
    private final Scheduler scheduler;

    public SchedulerHandler() {
        SchedulerConfig config = SchedulerConfig.from(Env.system());
        Meter meter = new EmfMeter(config.service());
        DynamoDbClient dynamoDb = AwsClients.client(DynamoDbClient.builder()).build();
        this.archive = Archive.of(config.database(), config.cache(), meter, clock);
        this.scheduler = new Scheduler(
                new ArchiveAgenda(archive),
                new SqsQueue<ScrapeMessage>(AwsClients.sqs(), config.scrapeQueueUrl()),
                RequestBudget.of(config.redditMode(), dynamoDb, config.sourcesTable(), clock)::outlook,
                new Tunables(new DynamoDbTunableStore(dynamoDb, config.tunablesTable()), config.database().profile(), clock),
                meter,
                clock);
        Core.getGlobalContext().register(this);
    }

    @Override
    public Void handleRequest(Map<String, Object> event, Context context) {
        return Invocation.run(context, clock, () -> {
            scheduler.tick();
            return null;
        });
    }

    /// Does a minute's work on a made-up agenda, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        List<Feed> java = List.of(new Feed(new Community("java"), Period.DAY));
        Agenda rehearsal = new Agenda() {
            @Override
            public List<Feed> noteAsked(int most) {
                return java;
            }

            @Override
            public void warm(Feed feed) {
                // There is nothing to warm.
            }

            @Override
            public List<Due> due(Instant askedSince, Instant readBefore, int most) {
                return List.of(new Due(java.getFirst(), readBefore, OptionalDouble.empty(), 1));
            }

            @Override
            public int expire(Instant limit, int most) {
                return 0;
            }
        };
        new Scheduler(
                        rehearsal,
                        messages -> messages.forEach(Json::write),
                        () -> new Outlook(SourceHealth.ALIVE, Optional.empty(), 1),
                        Tunables.fixed(Profile.all().get("production")),
                        Meter.silent(),
                        clock)
                .tick();
        archive.rehearse();
        archive.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // The first question opens a connection with a token of its own.
    }
}
