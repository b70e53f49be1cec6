package tidings.localstack;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;
import tidings.testing.RecordingWebhook;
import tidings.testing.RecordingWebhook.Received;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Long polling against the sandbox Telegram in the place of the real one.
class LongPollingTest {
    private static final TelegramSettings SETTINGS = TelegramSettings.local();

    @AutoClose
    private final TelegramSandbox telegram = TelegramSandbox.start(SETTINGS);

    private final BotCalls calls = new BotCalls(telegram.apiAddress(), SETTINGS.token());
    private final AtomicInteger failures = new AtomicInteger();

    @AutoClose
    private final RecordingWebhook webhook = new RecordingWebhook(_ -> failures.getAndDecrement() > 0 ? 502 : 200);

    @Test
    void forwardsUpdatesInOrderAndRetriesThoseNotAccepted() {
        Person ada = telegram.person("Ada");
        failures.set(1);
        ada.says("one");
        ada.says("two");

        try (LongPolling _ = LongPolling.start(calls, URI.create(webhook.url()), "the-secret")) {
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() >= 3);
            ada.says("three");
            await().atMost(Duration.ofSeconds(90))
                    .until(() -> webhook.received().size() >= 4);
        }

        assertThat(webhook.received()).extracting(Received::text).containsExactly("one", "one", "two", "three");
        assertThat(webhook.received()).extracting(Received::secret).containsOnly("the-secret");
    }
}
