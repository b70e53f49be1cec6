package tidings.categorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.cards.PostCards;
import tidings.contracts.PostsFoundV1;
import tidings.contracts.PostsMessage;
import tidings.platform.Aws;
import tidings.platform.EmfMeter;
import tidings.platform.Env;
import tidings.platform.Invocation;
import tidings.platform.Json;
import tidings.platform.Meter;
import tidings.platform.Samples;
import tidings.platform.SqsBatch;
import tidings.platform.SqsInbox;
import tidings.platform.SqsQueue;
import tidings.platform.Verdict;
import tidings.store.Database;
import tidings.topics.Subreddits;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// Drains the posts queue: what a source gave goes in, sorted posts are kept, cards come out.
public final class CategorizerHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private final InstantSource clock = InstantSource.system();
    private final Database database;
    private final PostSorter sorter;
    private final PostCards cards;
    private final Categorizer categorizer;
    private final SqsBatch<PostsMessage> batch;

    public CategorizerHandler() {
        CategorizerConfig config = CategorizerConfig.from(Env.system());
        SqsClient sqs = Aws.sqs();
        Taxonomy taxonomy = Taxonomy.load();
        this.database = Database.of(config.database());
        this.sorter = new PostSorter(TopicModel.load(), Subreddits.load());
        this.cards =
                new PostCards(id -> taxonomy.find(id).orElse(taxonomy.other()).label());
        this.categorizer = new Categorizer(
                sorter,
                new DatabaseShelf(database, clock),
                cards,
                new SqsQueue<>(sqs, config.outboxQueueUrl()),
                new EmfMeter(config.service()),
                clock);
        this.batch = SqsBatch.of(
                PostsMessage.class, new SqsInbox(sqs, config.postsQueueUrl(), config.postsDeadLetterQueueUrl()));
        Core.getGlobalContext().register(this);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(
                context,
                clock,
                () -> batch.each(event, delivery -> {
                    categorizer.handle(delivery.message());
                    return Verdict.DONE;
                }));
    }

    /// Sorts a sample through everything but the network, so that a restored environment has it all loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        PostsFoundV1 sample = (PostsFoundV1) Samples.read("posts-found.1", PostsMessage.class);
        sorter.learned(sample.posts(), Set.of(sample.posts().getFirst().id()), Optional.empty());
        new Categorizer(
                        sorter,
                        new RehearsalShelf(),
                        cards,
                        messages -> messages.forEach(Json::write),
                        Meter.silent(),
                        InstantSource.system())
                .handle(sample);
        database.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        // The first statement opens a connection with a token of its own.
    }
}
