package tidings.scheduler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import tidings.contracts.ScrapeMessage;
import tidings.domain.Listing;
import tidings.domain.Period;
import tidings.domain.SubredditName;
import tidings.platform.Aws;
import tidings.platform.EmfMeter;
import tidings.platform.Env;
import tidings.platform.Invocation;
import tidings.platform.Json;
import tidings.platform.Meter;
import tidings.platform.SqsQueue;
import tidings.store.Database;
import tidings.store.Listings;

/// Woken every minute. What EventBridge Scheduler says with it is not needed; it does not fit the event library's class
/// either, for its `detail` is a text.
public final class SchedulerHandler implements RequestHandler<Map<String, Object>, Void>, Resource {
    private final InstantSource clock = InstantSource.system();
    private final Database database;
    private final Scheduler scheduler;

    public SchedulerHandler() {
        SchedulerConfig config = SchedulerConfig.from(Env.system());
        Meter meter = new EmfMeter(config.service());
        this.database = Database.of(config.database(), meter, clock);
        this.scheduler = new Scheduler(
                new StoredAgenda(new Listings(database)),
                new SqsQueue<ScrapeMessage>(Aws.sqs(), config.scrapeQueueUrl()),
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

    private record StoredAgenda(Listings listings) implements Agenda {
        @Override
        public List<Listing> due(Instant askedSince, Instant readBefore, int most) {
            return listings.due(askedSince, readBefore, most);
        }

        @Override
        public int expire(Instant limit, int most) {
            return listings.expire(limit, most);
        }
    }

    /// Does a minute's work on a made-up agenda, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Agenda rehearsal = new Agenda() {
            @Override
            public List<Listing> due(Instant askedSince, Instant readBefore, int most) {
                return List.of(new Listing(new SubredditName("java"), Period.DAY));
            }

            @Override
            public int expire(Instant limit, int most) {
                return 0;
            }
        };
        new Scheduler(rehearsal, messages -> messages.forEach(Json::write), Meter.silent(), InstantSource.system())
                .tick();
        database.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // The first statement opens a connection with a token of its own.
    }
}
