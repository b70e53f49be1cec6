package tidings.endtoend;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.telegram.CardId;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.ScrapeRequestedV1;
import tidings.messages.PendingCard;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Community;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What the runbook tells operators to do, done with the calls that it names.
@ExtendWith(SharedTidings.class)
class RecipesIT {
    private final Tidings tidings;
    private final TelegramSandbox telegram;

    RecipesIT(Tidings tidings) {
        this.tidings = tidings;
        this.telegram = tidings.telegram().orElseThrow();
    }

    @Test
    void deadLettersAreReplayedByMovingThemBack() {
        Person ada = telegram.person("Ada");
        SqsClient sqs = tidings.stack().queues().client();
        String url = url(sqs, "ScrapeDeadLetterQueue");
        PendingCard waiting = new PendingCard(new ChatId(ada.chat().value()), CardId.ofUpdate("910000001"), "910000001");
        Feed feed = new Feed(new Community("hiking"), Period.DAY);
        ScrapeMessage message = new ScrapeRequestedV1(feed, "910000001", List.of(waiting));
        sqs.sendMessage(sent -> sent.queueUrl(url).messageBody(Json.write(message)));
        String from = arn(sqs, url);
        String to = arn(sqs, url(sqs, "ScrapeQueue"));

        sqs.startMessageMoveTask(task -> task.sourceArn(from).destinationArn(to));

        assertThat(new Chat(ada).awaitAnswer(0).text()).contains("r/hiking");
    }

    private String url(SqsClient sqs, String id) {
        String name = tidings.stack().model().queues().stream()
                .filter(queue -> queue.id().equals(id))
                .findFirst()
                .orElseThrow()
                .name();
        return sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
    }

    private static String arn(SqsClient sqs, String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    @Test
    void anotherTokenOfTheBotServesAsSoonAsItIsInItsSecret() {
        Person ada = telegram.person("Ada");
        Chat chat = new Chat(ada);
        String old = tidings.stack().secrets().text("BotTokenSecret");
        String renewed = old.substring(0, old.indexOf(':')) + ":AnotherTokenOfTheSandboxThatIsGoodNowhere";
        try (SecretsManagerClient secrets = SecretsManagerClient.builder()
                .endpointOverride(tidings.stack().secrets().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")))
                .build()) {
            chat.ask("/help");
            telegram.renewToken(renewed);
            int before = ada.hears().size();
            ada.says("/topics");
            putToken(secrets, renewed);

            assertThat(chat.awaitAnswer(before).text()).contains("Programming");

            telegram.renewToken(old);
            putToken(secrets, old);
            await("the first token serves again")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !chat.ask("/help").text().isEmpty());
        }
    }

    private void putToken(SecretsManagerClient secrets, String token) {
        secrets.putSecretValue(request -> request.secretId(secretName()).secretString(token));
    }

    private String secretName() {
        return tidings.stack().model().secrets().stream()
                .filter(secret -> secret.id().equals("BotTokenSecret"))
                .findFirst()
                .orElseThrow()
                .arn();
    }
}
