package tidings.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.aws.CachedSecrets;
import tidings.aws.SimulatedWiring;
import tidings.aws.Wiring;
import tidings.botapi.Telegram;
import tidings.localstack.cloudwatch.SimulatedCloudWatch;
import tidings.scraper.source.Transport;
import tidings.sender.DeployedSender;
import tidings.store.BriefStore;
import tidings.store.ChatRegistry;
import tidings.store.CommunityStore;
import tidings.store.DeliveryStore;
import tidings.store.FeedStore;
import tidings.store.FollowStore;
import tidings.store.HistoryStore;
import tidings.store.Lessons;
import tidings.store.NoticeStore;
import tidings.store.Outcomes;
import tidings.store.PointStore;
import tidings.store.PostStore;
import tidings.store.ReminderStore;
import tidings.store.SavedPosts;
import tidings.store.SharedLists;
import tidings.store.SimulatedStores;
import tidings.store.Stores;
import tidings.store.ThreadStore;
import tidings.topics.TopicModel;

/// Everything that functions are connected to, once for all environments.
record Services(
        VirtualTime time,
        Calls calls,
        SimulatedSqs sqs,
        SimulatedDynamoDb tables,
        SimulatedTelegram telegram,
        SimulatedCloudWatch cloudWatch,
        Transport reddit,
        Stores stores,
        CachedFeeds.Entries cache) {
    static final TopicModel MODEL = TopicModel.load();

    /// Knows of nothing.
    private static final CloudWatchClient NO_METRICS =
            Wiring.silent().client(CloudWatchClient.builder()).build();

    /// What functions send their queue messages to.
    SqsClient queues() {
        return calls.to(Service.SQS, SqsClient.class, sqs);
    }

    /// For a new environment of a function, with its clock.
    Wiring wiring(String function, InstantSource clock) {
        SecretsManagerClient secrets = secrets();
        CachedSecrets token = CachedSecrets.of(secrets, clock);
        Turn turn = new Turn(time);
        Telegram there = calls.to(Service.TELEGRAM, Telegram.class, telegram);
        Map<Class<?>, Object> clients = new HashMap<>(DeployedSender.sleeper(clock, time::sleep));
        clients.put(TopicModel.class, MODEL);
        clients.put(SqsClient.class, queues());
        clients.put(DynamoDbClient.class, calls.to(Service.DYNAMODB, DynamoDbClient.class, tables));
        clients.put(SecretsManagerClient.class, secrets);
        clients.put(CloudWatchClient.class, calls.to(Service.DYNAMODB, CloudWatchClient.class, NO_METRICS));
        clients.put(Transport.class, calls.to(Service.REDDIT, Transport.class, reddit));
        clients.put(Telegram.class, (Telegram) method -> {
            turn.take(() -> token.get("token"));
            return there.call(method);
        });
        clients.put(
                Stores.class,
                SimulatedStores.of(
                        new CachedFeeds(
                                        calls.to(Service.POSTGRES, FeedStore.class, stores.feeds()),
                                        calls.to(Service.VALKEY, FeedStore.class, stores.feeds()),
                                        calls.to(Service.VALKEY, CachedFeeds.Entries.class, cache),
                                        Duration.ofMinutes(30),
                                        clock)
                                .store(),
                        calls.to(Service.POSTGRES, PostStore.class, stores.posts()),
                        calls.to(Service.POSTGRES, CommunityStore.class, stores.communities()),
                        calls.to(Service.POSTGRES, FollowStore.class, stores.follows()),
                        calls.to(Service.POSTGRES, ChatRegistry.class, stores.chats()),
                        calls.to(Service.POSTGRES, DeliveryStore.class, stores.deliveries()),
                        calls.to(Service.POSTGRES, BriefStore.class, stores.briefs()),
                        calls.to(Service.POSTGRES, NoticeStore.class, stores.notices()),
                        calls.to(Service.POSTGRES, ReminderStore.class, stores.reminders()),
                        calls.to(Service.POSTGRES, ThreadStore.class, stores.threads()),
                        calls.to(Service.POSTGRES, SharedLists.class, stores.lists()),
                        calls.to(Service.POSTGRES, SavedPosts.class, stores.saved()),
                        calls.to(Service.POSTGRES, Outcomes.class, stores.outcomes()),
                        calls.to(Service.POSTGRES, Lessons.class, stores.lessons()),
                        calls.to(Service.POSTGRES, HistoryStore.class, stores.history()),
                        calls.to(Service.POSTGRES, PointStore.class, stores.points())));
        return SimulatedWiring.of(cloudWatch.meter(function), clock, clients);
    }

    SecretsManagerClient secrets() {
        return calls.to(Service.SECRETS, SecretsManagerClient.class, new GivenSecrets());
    }

    static final class GivenSecrets implements SecretsManagerClient {
        static final String TEXT = "{\"clientId\": \"client\", \"clientSecret\": \"secret\"}";

        @Override
        public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
            return GetSecretValueResponse.builder().secretString(TEXT).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // There is nothing open.
        }
    }
}
