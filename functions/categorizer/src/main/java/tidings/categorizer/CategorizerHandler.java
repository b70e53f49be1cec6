package tidings.categorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage;
import tidings.aws.AwsClients;
import tidings.aws.Delivery;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Json;
import tidings.aws.Meter;
import tidings.messages.Samples;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.SqsQueue;
import tidings.aws.Verdict;
import tidings.store.Archive;
import tidings.store.DatabaseUnavailableException;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicModel;

/// Drains the posts queue: what a source gave goes in, sorted posts are kept, cards come out.
public final class CategorizerHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(CategorizerHandler.class);

    /// Four times as long from attempt to attempt.
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);

    private final InstantSource clock = InstantSource.system();
    private final Archive archive;
    private final PostClassifier sorter;
    private final Categorizer categorizer;
    private final SqsBatch<PostsMessage> batch;

    public CategorizerHandler() {
        CategorizerConfig config = CategorizerConfig.from(Env.system());
        SqsClient sqs = AwsClients.sqs();
        Meter meter = new EmfMeter(config.service());
        this.archive = Archive.of(config.database(), config.cache(), meter, clock);
        this.sorter = new PostClassifier(TopicModel.load(), ShippedTopics.load());
        this.categorizer = new Categorizer(
                sorter, new ArchiveShelf(archive), new SqsQueue<>(sqs, config.outboxQueueUrl()), meter, clock);
        this.batch = SqsBatch.of(
                PostsMessage.class, new SqsInbox(sqs, config.postsQueueUrl(), config.postsDeadLetterQueueUrl()));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(context, clock, () -> batch.each(event, this::handle));
    }

    /// Outlasts the minutes that replacing a database takes; the queue's own pauses would soon end among the dead
    /// letters.
    private Verdict handle(Delivery<PostsMessage> delivery) {
        try {
            categorizer.handle(delivery.message());
            return Verdict.DONE;
        } catch (DatabaseUnavailableException e) {
            Duration pause = SHORTEST_PAUSE.multipliedBy(1L << (2 * Math.min(delivery.attempt() - 1, 3)));
            LOG.warn("posts come back in {} s", pause.toSeconds(), e);
            return new Verdict.Retry(pause);
        }
    }

    /// Sorts a sample through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        PostsFoundV1 sample = (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
        sorter.learned(
                sample.feed().community(),
                sample.posts(),
                Set.of(sample.posts().getFirst().id()),
                Optional.empty());
        new Categorizer(
                        sorter,
                        new RehearsalShelf(),
                        messages -> messages.forEach(Json::write),
                        Meter.silent(),
                        InstantSource.system())
                .handle(sample);
        archive.rehearse();
        archive.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // The first question opens a connection with a token of its own.
    }
}
