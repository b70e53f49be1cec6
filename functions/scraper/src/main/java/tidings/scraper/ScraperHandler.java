package tidings.scraper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.ratelimit.RequestBudget;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.aws.AwsClients;
import tidings.aws.Breaker;
import tidings.aws.CachedSecrets;
import tidings.aws.Deadline;
import tidings.aws.Delivery;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Inbox;
import tidings.aws.Invocation;
import tidings.aws.Meter;
import tidings.messages.Samples;
import tidings.aws.SqsBatch;
import tidings.aws.SqsInbox;
import tidings.aws.SqsQueue;
import tidings.aws.Verdict;
import tidings.scraper.ScrapeResult.Dropped;
import tidings.scraper.ScrapeResult.Postponed;
import tidings.scraper.ScrapeResult.Published;
import tidings.scraper.ScrapeResult.Notified;

/// Drains the scrape queue: one request in, its posts or a refusal out.
public final class ScraperHandler implements RequestHandler<SQSEvent, SQSBatchResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(ScraperHandler.class);

    /// Kept back from an invocation's time for queueing the answer.
    private static final Duration RESERVE = Duration.ofSeconds(6);

    private final Scraper scraper;
    private final Scraper rehearsal;
    private final SqsBatch<ScrapeMessage> batch;
    private final InstantSource clock;

    /// Called by Lambda. Opens no connection, so it may run before a snapshot is taken.
    public ScraperHandler() {
        this(ScraperConfig.from(Env.system()), AwsClients.sqs(), InstantSource.system());
        Core.getGlobalContext().register(this); // held weakly: nothing else keeps a resource alive
    }

    private ScraperHandler(ScraperConfig config, SqsClient sqs, InstantSource clock) {
        this(
                scraper(config, sqs, new EmfMeter(config.service()), clock),
                Rehearsal.scraper(config, clock),
                new SqsInbox(sqs, config.scrapeQueueUrl(), config.deadLetterQueueUrl()),
                clock);
    }

    private static Scraper scraper(ScraperConfig config, SqsClient sqs, Meter meter, InstantSource clock) {
        RedditGateway gateway = new RedditGateway(
                new UrlTransport(config.userAgent()),
                RequestBudget.of(config.mode(), AwsClients.dynamoDb(), config.sourcesTable(), clock),
                new Breaker("reddit", RedditGateway.BREAKER, meter, clock),
                meter,
                clock);
        return new Scraper(
                Sources.of(config, CachedSecrets.of(AwsClients.secretsManager(), clock), gateway, clock),
                new SqsQueue<>(sqs, config.postsQueueUrl()),
                clock,
                meter);
    }

    /// @param rehearsal what runs before a snapshot in the scraper's place
    ScraperHandler(Scraper scraper, Scraper rehearsal, Inbox inbox, InstantSource clock) {
        this.scraper = scraper;
        this.rehearsal = rehearsal;
        this.batch = SqsBatch.of(ScrapeMessage.class, inbox);
        this.clock = clock;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return Invocation.run(
                context,
                clock,
                () -> handle(
                        event, scraper, Deadline.in(Deadline.current().left().minus(RESERVE), clock)));
    }

    private SQSBatchResponse handle(SQSEvent event, Scraper by, Deadline deadline) {
        return batch.each(event, delivery -> handle(delivery, by, deadline));
    }

    private static Verdict handle(Delivery<ScrapeMessage> delivery, Scraper by, Deadline deadline) {
        return switch (delivery.message()) {
            case ScrapeRequestedV1 request ->
                switch (by.scrape(request, delivery.attempt(), deadline)) {
                    case Published _, Notified _, Dropped _ -> Verdict.DONE;
                    case Postponed(Duration pause) -> new Verdict.Retry(pause);
                };
        };
    }

    /// Everything but the network runs once, so that a restored environment finds it loaded and compiled.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        SQSBatchResponse response = handle(sampleEvent(), rehearsal, Deadline.in(RESERVE, clock));
        if (!response.getBatchItemFailures().isEmpty()) {
            throw new IllegalStateException("the rehearsal before the snapshot failed; the log says why");
        }
    }

    /// The contract's sample as SQS delivers it.
    private static SQSEvent sampleEvent() {
        SQSMessage message = new SQSMessage();
        message.setMessageId("rehearsal");
        message.setBody(Samples.json("scrape-requested.1"));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    /// Connections, token and secret are made by the first request that needs them.
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        LOG.debug("restored");
    }
}
