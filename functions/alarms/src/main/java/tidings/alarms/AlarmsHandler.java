package tidings.alarms;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.domain.ChatId;
import tidings.aws.AwsClients;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.SqsQueue;
import tidings.aws.Verdict;

/// Drains the queue of alarms: what rings and what operators press goes in, cards come out.
public final class AlarmsHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmsHandler.class);

    private final InstantSource clock = InstantSource.system();
    private final SqsBatch<AlarmEvent> batch;
    private final Optional<Alarms> alarms;

    public AlarmsHandler() {
        AlarmsConfig config = AlarmsConfig.from(Env.system());
        SqsClient sqs = AwsClients.sqs();
        this.batch = new SqsBatch<>(
                AlarmEvent::read, new SqsInbox(sqs, config.alarmsQueueUrl(), config.alarmsDeadLetterQueueUrl()));
        this.alarms = config.operatorsChat()
                .map(chat -> new Alarms(
                        chat,
                        new DynamoDbIncidents(AwsClients.dynamoDb(), config.chatsTable(), chat),
                        new CloudWatchCharts(
                                AwsClients.client(CloudWatchClient.builder()).build()),
                        new SqsQueue<>(sqs, config.outboxQueueUrl()),
                        new EmfMeter(config.service()),
                        clock));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(context, clock, () -> {
            Set<String> changed = new LinkedHashSet<>();
            SQSBatchResponse response = batch.each(event, delivery -> handle(delivery.message(), changed));
            // If this fails, the whole batch comes back, and is shown then.
            alarms.ifPresent(known -> known.show(changed, context.getAwsRequestId()));
            return response;
        });
    }

    private Verdict handle(AlarmEvent news, Set<String> changed) {
        alarms.ifPresentOrElse(
                known -> known.handle(news, changed),
                () -> LOG.info("there is no operators' chat to show an alarm in"));
        return Verdict.DONE;
    }

    /// Shows an alarm through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        List<Incident> stored = new ArrayList<>();
        Incidents rehearsed = new Incidents() {
            @Override
            public List<Incident> all() {
                return List.copyOf(stored);
            }

            @Override
            public boolean save(Incident incident) {
                return stored.add(Json.read(Json.write(incident), Incident.class));
            }
        };
        Alarms rehearsal = new Alarms(
                new ChatId(0),
                rehearsed,
                _ -> Optional.empty(),
                messages -> messages.forEach(Json::write),
                Meter.silent(),
                clock);
        Set<String> changed = new LinkedHashSet<>();
        rehearsal.handle(AlarmEvent.read("""
                        {"AlarmName": "rehearsal", "AlarmDescription": "A rehearsal.", "NewStateValue": "ALARM",
                         "NewStateReason": "Threshold Crossed", "StateChangeTime": "2026-11-21T13:03:39.123+0000",
                         "Trigger": {"MetricName": "Errors", "Namespace": "AWS/Lambda", "Statistic": "SUM",
                                     "Dimensions": [], "Period": 60, "Threshold": 0.0}}"""), changed);
        rehearsal.show(changed, "rehearsal");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        LOG.debug("restored");
    }
}
