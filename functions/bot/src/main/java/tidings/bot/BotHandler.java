package tidings.bot;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.objects.Update;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
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
import tidings.store.Archive;
import tidings.topics.Subreddits;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// Drains the queue of updates: what people ask goes in, cards and requests for readings come out.
public final class BotHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(BotHandler.class);

    private final InstantSource clock = InstantSource.system();
    private final Archive archive;
    private final Taxonomy taxonomy = Taxonomy.load();
    private final Classifier classifier;
    private final Bot bot;
    private final Operators operators;
    private final HandledUpdates handled;
    private final Meter meter;
    private final SqsBatch<Update> batch;

    public BotHandler() {
        BotConfig config = BotConfig.from(Env.system());
        SqsClient sqs = AwsClients.sqs();
        this.meter = new EmfMeter(config.service());
        this.archive = Archive.of(config.database(), config.cache(), meter, clock);
        this.classifier = new Classifier(TopicModel.load(), Subreddits.load(), taxonomy);
        DynamoDbClient dynamoDb = AwsClients.dynamoDb();
        Tunables tunables =
                Tunables.of(dynamoDb, config.tunablesTable(), config.database().profile(), clock);
        this.bot = new Bot(
                new Library.Stored(archive),
                classifier,
                taxonomy,
                new SqsQueue<>(sqs, config.outboxQueueUrl()),
                new SqsQueue<>(sqs, config.scrapeQueueUrl()),
                () -> tunables.seconds(Tunable.LISTING_TTL),
                clock);
        this.operators = new Operators(
                config.operatorsChat(),
                new SqsQueue<>(sqs, config.alarmsQueueUrl()),
                new SqsQueue<>(sqs, config.outboxQueueUrl()));
        this.handled = new DynamoDbHandledUpdates(dynamoDb, config.chatsTable(), clock);
        this.batch = new SqsBatch<>(
                body -> Json.read(body, Update.class),
                new SqsInbox(sqs, config.updatesQueueUrl(), config.updatesDeadLetterQueueUrl()));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(context, clock, () -> batch.each(event, delivery -> handle(delivery.message())));
    }

    private Verdict handle(Update update) {
        Optional<Asked> asked = Asked.of(update);
        if (asked.isEmpty()) {
            meter.count("UpdateHandled", "ignored", 1);
        } else if (handled.cameBefore(asked.get().chat(), asked.get().updateId())) {
            meter.count("UpdateHandled", "repeated", 1);
        } else {
            if (!operators.took(asked.get())) {
                bot.answer(asked.get());
            }
            handled.add(asked.get().chat(), asked.get().updateId());
            meter.count("UpdateHandled", "answered", 1);
            LOG.info("update answered");
        }
        return Verdict.DONE;
    }

    /// Takes sample updates through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Bot rehearsal = new Bot(
                new Library.Empty(clock),
                classifier,
                taxonomy,
                messages -> messages.forEach(Json::write),
                messages -> messages.forEach(Json::write),
                () -> Duration.ofMinutes(10),
                clock);
        for (String text : List.of("/start", "/top java", "/topics", "/topic music", "/classify a new chess opening")) {
            Update update = Json.read(
                    "{\"update_id\":0,\"message\":{\"message_id\":1,\"date\":1,\"text\":\"" + text
                            + "\",\"chat\":{\"id\":1,\"type\":\"private\"}}}",
                    Update.class);
            Asked.of(update).ifPresent(rehearsal::answer);
        }
        archive.rehearse();
        archive.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // The first question opens a connection with a token of its own.
    }
}
