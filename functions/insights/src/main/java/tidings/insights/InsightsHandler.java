package tidings.insights;

import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import tidings.aws.Env;
import tidings.aws.ScheduledFunction;
import tidings.state.DynamoDb;
import tidings.state.InsightsTable;

/// Invoked every five minutes; most numbers are read once in a quarter of an hour.
public final class InsightsHandler extends ScheduledFunction {
    public InsightsHandler() {
        InsightsConfig config = InsightsConfig.from(Env.system());
        super(config.service(), wiring -> {
            MetricData metrics = MetricData.of(wiring);
            InsightsTable table = new InsightsTable(DynamoDb.of(wiring), config.sourcesTable());
            ElastiCacheClient elastiCache =
                    wiring.client(ElastiCacheClient.builder()).build();
            InsightsReader reader =
                    new InsightsReader(config, metrics, elastiCache, table, wiring.meter(), wiring.clock());
            WeekReader week = new WeekReader(config, metrics, table, wiring.clock());
            Backlogs backlogs = new Backlogs(
                    metrics, new QueueDepths(wiring.sqs()), config.queues(), wiring.meter(), wiring.clock());
            Probe probe = new Probe(config.webhook(), config.api(), wiring.meter());
            return () -> {
                if (!wiring.isSilent()) {
                    probe.run();
                }
                backlogs.look();
                reader.refresh().ifPresent(week::refresh);
            };
        });
    }
}
