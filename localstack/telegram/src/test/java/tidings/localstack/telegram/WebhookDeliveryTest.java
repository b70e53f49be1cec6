package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.TelegramSettings.Redelivery;
import tidings.testing.RecordingWebhook;
import tidings.testing.RecordingWebhook.Received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WebhookDeliveryTest {
    @AutoClose
    private final TelegramSandbox sandbox = TelegramSandbox.start(TelegramSettings.local()
            .withRedelivery(new Redelivery(Duration.ofSeconds(5), Duration.ofMillis(20), Duration.ofMillis(80))));

    private final BotClient bot = new BotClient(sandbox);

    @Test
    void deliversMessagesWithTheSecretAndIncreasingIds() {
        try (RecordingWebhook webhook = new RecordingWebhook(_ -> 200)) {
            setWebhook(webhook, "s3cret_-");
            Person ada = sandbox.person("Ada");
            ada.says("/start");
            ada.says("/top java");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() == 2);

            assertThat(webhook.received()).extracting(Received::secret).containsOnly("s3cret_-");
            assertThat(webhook.received()).extracting(Received::text).containsExactly("/start", "/top java");
            assertThat(webhook.received()).extracting(Received::id).isSorted().doesNotHaveDuplicates();
            JsonNode message = webhook.received().getFirst().update().get("message");
            assertThat(message.at("/chat/id").asLong()).isEqualTo(ada.chat().value());
            assertThat(message.at("/chat/type").asText()).isEqualTo("private");
            assertThat(message.at("/from/first_name").asText()).isEqualTo("Ada");
            assertThat(message.at("/entities/0/type").asText()).isEqualTo("bot_command");
        }
    }

    @Test
    void retriesAFailedUpdateBeforeTheNextOfItsChatWhileOtherChatsContinue() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (RecordingWebhook webhook =
                new RecordingWebhook(update -> broken.get() && update.text().equals("one") ? 500 : 200)) {
            setWebhook(webhook, "");
            Person ada = sandbox.person("Ada");
            Person bob = sandbox.person("Bob");
            ada.says("one");
            ada.says("two");
            bob.says("hello");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> count(webhook, "one") >= 3 && count(webhook, "hello") == 1);

            assertThat(count(webhook, "two")).isZero();
            JsonNode info = bot.result("getWebhookInfo", Json.object());
            assertThat(info.get("pending_update_count").asInt()).isEqualTo(2);
            assertThat(info.get("last_error_message").asText()).isEqualTo("Wrong response from the webhook: 500");
            assertThat(info.get("last_error_date").asLong()).isPositive();

            broken.set(false);
            await().atMost(Duration.ofSeconds(90)).until(() -> count(webhook, "two") == 1);
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> bot.result("getWebhookInfo", Json.object())
                                    .get("pending_update_count")
                                    .asInt()
                            == 0);
            assertThat(webhook.received().getFirst().secret()).isNull();
        }
    }

    @Test
    void updatesOfOneChatAreDeliveredInOrderAndChatsInParallelUpToMaxConnections() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        try (RecordingWebhook webhook = new RecordingWebhook(_ -> held(release))) {
            bot.result("setWebhook", Json.object().put("url", webhook.url()).put("max_connections", 3));
            Person ada = sandbox.person("Ada");
            IntStream.range(0, 5).forEach(i -> ada.says("ada " + i));
            IntStream.range(0, 6).forEach(i -> sandbox.person("P" + i).says("hi"));
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() == 3);
            assertThat(webhook.received().stream().filter(one -> one.text().startsWith("ada")))
                    .hasSizeLessThanOrEqualTo(1);
            release.countDown();
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() == 11);

            assertThat(webhook.maxAtOnce()).isEqualTo(3);
            assertThat(webhook.received().stream().map(Received::text).filter(text -> text.startsWith("ada")))
                    .containsExactly("ada 0", "ada 1", "ada 2", "ada 3", "ada 4");
        }
    }

    @Test
    void anUnreachableWebhookIsReported() {
        RecordingWebhook gone = new RecordingWebhook(_ -> 200);
        gone.close();
        setWebhook(gone, "");
        sandbox.person("Ada").says("hello");
        await().atMost(Duration.ofSeconds(90))
                .until(() -> bot.result("getWebhookInfo", Json.object()).has("last_error_message"));
        assertThat(bot.result("getWebhookInfo", Json.object())
                        .get("last_error_message")
                        .asText())
                .isEqualTo("Connection refused");
    }

    @Test
    void updatesWaitForAWebhookAndGoToTheNextOne() {
        Person ada = sandbox.person("Ada");
        ada.says("first");
        ada.says("second");
        try (RecordingWebhook webhook = new RecordingWebhook(_ -> 200)) {
            setWebhook(webhook, "");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() == 2);
        }
    }

    @Test
    void droppedUpdatesAreNotDelivered() {
        sandbox.person("Ada").says("old");
        try (RecordingWebhook webhook = new RecordingWebhook(_ -> 200)) {
            bot.result("setWebhook", Json.object().put("url", webhook.url()).put("drop_pending_updates", true));
            sandbox.person("Bob").says("new");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> !webhook.received().isEmpty());
            assertThat(webhook.received()).extracting(Received::text).containsExactly("new");
        }
    }

    private void setWebhook(RecordingWebhook webhook, String secret) {
        bot.result("setWebhook", Json.object().put("url", webhook.url()).put("secret_token", secret));
    }

    private static long count(RecordingWebhook webhook, String text) {
        return webhook.received().stream()
                .filter(one -> one.text().equals(text))
                .count();
    }

    private static int held(CountDownLatch release) {
        try {
            return release.await(60, TimeUnit.SECONDS) ? 200 : 500;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 500;
        }
    }
}
