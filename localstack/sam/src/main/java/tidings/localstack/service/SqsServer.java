package tidings.localstack.service;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.rest.sqs.TheSQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import tidings.localstack.template.PseudoParameters;
import tidings.localstack.template.StackModel;

/// SQS: an ElasticMQ in this JVM, in memory. Its client may be used from many threads.
public final class SqsServer implements AutoCloseable {
    private final SQSRestServer server;
    private final URI endpoint;
    private final SqsClient client;

    private SqsServer(SQSRestServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
        this.client = LocalAws.client(SqsClient.builder(), endpoint).build();
    }

    /// Listens on a free loopback port.
    public static SqsServer start() {
        TheSQSRestServerBuilder builder = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion(PseudoParameters.LOCAL.region())
                .withAWSAccountId(PseudoParameters.LOCAL.account());
        SQSRestServer server = builder.start();
        int port = server.waitUntilStarted().localAddress().getPort();
        return new SqsServer(server, URI.create("http://127.0.0.1:" + port));
    }

    public URI endpoint() {
        return endpoint;
    }

    public SqsClient client() {
        return client;
    }

    /// Creates these queues with their attributes, and then the redrive policies between them.
    public void create(List<StackModel.Queue> queues) {
        for (StackModel.Queue queue : queues) {
            client.createQueue(CreateQueueRequest.builder()
                    .queueName(queue.name())
                    .attributesWithStrings(queue.attributes())
                    .build());
        }
        for (StackModel.Queue queue : queues) {
            queue.redrive().ifPresent(redrive -> redrive(queue, redrive));
        }
    }

    private void redrive(StackModel.Queue queue, StackModel.Redrive redrive) {
        String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(redrive.deadLetterArn(), redrive.maxReceiveCount());
        client.setQueueAttributes(SetQueueAttributesRequest.builder()
                .queueUrl(queue.url())
                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy))
                .build());
    }

    /// The queue's attributes as SQS reports them.
    public Map<QueueAttributeName, String> attributes(StackModel.Queue queue) {
        return new HashMap<>(
                client.getQueueAttributes(r -> r.queueUrl(queue.url()).attributeNames(QueueAttributeName.ALL))
                        .attributes());
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
