package tidings.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Forwards updates of the real Telegram to a webhook on a machine that Telegram cannot reach: fetches them by long
/// poll and posts each as Telegram would. It posts one at a time, so those of a chat stay in order, and confirms an
/// update only after the webhook has accepted it.
final class LongPolling implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LongPolling.class.getName());
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(3);

    private final BotCalls telegram;
    private final URI webhook;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread polling = Thread.ofVirtual().name("long polling").unstarted(this::poll);

    private LongPolling(BotCalls telegram, URI webhook, String secret) {
        this.telegram = telegram;
        this.webhook = webhook;
        this.secret = secret;
    }

    static LongPolling start(BotCalls telegram, URI webhook, String secret) {
        LongPolling started = new LongPolling(telegram, webhook, secret);
        started.polling.start();
        return started;
    }

    private void poll() {
        long offset = 0;
        try {
            while (true) {
                try {
                    for (JsonNode update : telegram.getUpdates(offset)) {
                        deliver(update);
                        offset = update.path("update_id").asLong() + 1;
                    }
                } catch (IOException e) {
                    // A bot with a webhook elsewhere gets the same error; removing that webhook is up to its owner.
                    LOG.log(System.Logger.Level.WARNING, "cannot fetch updates, retrying: " + e.getMessage());
                    Thread.sleep(AFTER_FAILURE);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(JsonNode update) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                .POST(HttpRequest.BodyPublishers.ofString(update.toString()))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the webhook function answered " + status);
        }
    }

    @Override
    public void close() {
        polling.interrupt();
        http.shutdownNow();
    }
}
