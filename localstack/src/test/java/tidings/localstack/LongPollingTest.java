package tidings.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;
import tidings.localstack.telegram.TelegramSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Long polling against the sandbox Telegram in the place of the real one.
class LongPollingTest {
    private static final TelegramSettings SETTINGS = TelegramSettings.local();

    private final TelegramSandbox telegram = TelegramSandbox.start(SETTINGS);
    private final BotCalls calls = new BotCalls(telegram.apiAddress(), SETTINGS.token());
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer webhook;

    @BeforeEach
    void listen() throws IOException {
        ObjectMapper json = new ObjectMapper();
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            try (exchange) {
                JsonNode update = json.readTree(exchange.getRequestBody().readAllBytes());
                if (failures.getAndDecrement() > 0) {
                    exchange.sendResponseHeaders(502, -1);
                    return;
                }
                secrets.add(exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
                taken.add(update.at("/message/text").asText());
                exchange.sendResponseHeaders(200, -1);
            }
        });
        webhook.start();
    }

    @AfterEach
    void stop() {
        webhook.stop(0);
        telegram.close();
    }

    @Test
    void bringsUpdatesInOrderAndRepeatsWhatWasNotTaken() {
        Person ada = telegram.person("Ada");
        failures.set(1);
        ada.says("one");
        ada.says("two");

        URI address = URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/");
        try (LongPolling _ = LongPolling.start(calls, address, "the-secret")) {
            await().atMost(Duration.ofSeconds(20)).until(() -> taken.size() >= 2);
            ada.says("three");
            await().atMost(Duration.ofSeconds(20)).until(() -> taken.size() >= 3);
        }

        assertThat(taken).containsExactly("one", "two", "three");
        assertThat(secrets).containsOnly("the-secret");
    }
}
