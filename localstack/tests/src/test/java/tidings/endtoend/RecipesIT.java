package tidings.endtoend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/// What the runbook tells operators to do, done with the calls that it names.
@ExtendWith(SharedTidings.class)
class RecipesIT {
    private final Tidings tidings;
    private final TelegramSandbox telegram;

    RecipesIT(Tidings tidings) {
        this.tidings = tidings;
        this.telegram = tidings.telegram().orElseThrow();
    }

    /// Also those that an older version left behind: the message is as the first version wrote it.
    @Test
    void deadLettersAreReplayedByMovingThemBack() {
        Person ada = telegram.person("Ada");
        SqsClient sqs = tidings.stack().queues().client();
        String url = url(sqs, "ScrapeDeadLetterQueue");
        String request = """
                {"type": "scrape-requested/1", "listing": {"subreddit": "hiking", "period": "day"}, "run": "910000001",
                 "waiting": [{"chat": %d, "card": "u:910000001", "cause": "910000001"}]}""".formatted(ada.chat().value());
        sqs.sendMessage(sent -> sent.queueUrl(url).messageBody(request));
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
            assertThat(chat.ask("/help").text()).contains("Here’s what I can do");
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
