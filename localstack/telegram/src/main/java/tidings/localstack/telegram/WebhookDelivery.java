package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tidings.localstack.telegram.TelegramSettings.Redelivery;
import tidings.localstack.telegram.UpdateQueue.Update;

/// Delivers updates to the webhook as Telegram does: those of one chat in order, chats in parallel up to the
/// webhook's connections, each retried with growing waits until the webhook responds with 2xx. Thread-safe.
final class WebhookDelivery implements AutoCloseable {
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    private final UpdateQueue updates;
    private final Redelivery redelivery;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Runnable onStatus;

    private final Set<Long> running = new HashSet<>();
    private Optional<Target> target = Optional.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean closed;

    private record Target(WebhookTarget webhook, Semaphore connections) {}

    record Failure(Instant when, String message) {}

    /// @param onStatus called after an update was delivered or failed
    WebhookDelivery(UpdateQueue updates, Redelivery redelivery, InstantSource clock, Runnable onStatus) {
        this.updates = updates;
        this.redelivery = redelivery;
        this.clock = clock;
        this.onStatus = onStatus;
        updates.onAdded(this::wake);
    }

    /// Changes the webhook, or stops delivery; updates are kept until they are delivered.
    void set(Optional<WebhookTarget> webhook) {
        synchronized (this) {
            target = webhook.map(given -> new Target(given, new Semaphore(given.connections(), true)));
            failure = Optional.empty();
            notifyAll();
        }
        updates.lanes().forEach(this::wake);
    }

    synchronized Optional<WebhookTarget> webhook() {
        return target.map(Target::webhook);
    }

    /// The latest one since the webhook was set.
    synchronized Optional<Failure> failure() {
        return failure;
    }

    private synchronized void wake(long lane) {
        if (target.isPresent() && !closed && running.add(lane)) {
            Thread.ofVirtual().name("telegram-delivery").start(() -> drain(lane));
        }
    }

    private void drain(long lane) {
        int failures = 0;
        try {
            while (true) {
                Optional<Work> work = next(lane);
                if (work.isEmpty()) {
                    return;
                }
                Optional<String> problem = deliver(work.get());
                failures = problem.isPresent() ? failures + 1 : 0;
                if (problem.isEmpty()) {
                    updates.remove(work.get().update());
                } else {
                    failed(work.get(), problem.get(), redelivery.after(failures));
                }
                onStatus.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Work(Update update, Target target) {}

    /// The check and the removal of the lane happen under one lock, so that an update added in the meantime
    /// restarts the lane.
    private synchronized Optional<Work> next(long lane) {
        Optional<Work> work = closed
                ? Optional.empty()
                : target.flatMap(to -> updates.first(lane).map(update -> new Work(update, to)));
        if (work.isEmpty()) {
            running.remove(lane);
        }
        return work;
    }

    /// The problem, or nothing.
    private Optional<String> deliver(Work work) throws InterruptedException {
        WebhookTarget webhook = work.target().webhook();
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .timeout(redelivery.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Json.bytes(work.update().json())));
        if (!webhook.secret().isEmpty()) {
            request.header(SECRET_HEADER, webhook.secret());
        }
        work.target().connections().acquire();
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("Wrong response from the webhook: " + status);
        } catch (java.net.http.HttpTimeoutException e) {
            return Optional.of("Read timeout expired");
        } catch (java.net.ConnectException e) {
            return Optional.of("Connection refused");
        } catch (IOException e) {
            return Optional.of("Connection closed: " + e.getClass().getSimpleName());
        } finally {
            work.target().connections().release();
        }
    }

    private synchronized void failed(Work work, String problem, Duration wait) throws InterruptedException {
        if (target.filter(to -> to == work.target()).isPresent()) {
            failure = Optional.of(new Failure(clock.instant(), problem));
        }
        long end = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < end
                && !closed
                && target.filter(to -> to == work.target()).isPresent()) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
    }

    /// The result of `getWebhookInfo`.
    ObjectNode info() {
        Optional<WebhookTarget> webhook = webhook();
        ObjectNode info = Json.object()
                .put("url", webhook.map(to -> to.url().toString()).orElse(""))
                .put("has_custom_certificate", false)
                .put("pending_update_count", updates.count());
        webhook.ifPresent(to -> info.put("max_connections", to.connections()));
        failure()
                .ifPresent(latest -> info.put("last_error_date", latest.when().getEpochSecond())
                        .put("last_error_message", latest.message()));
        if (!updates.allowed().isEmpty()) {
            info.set(
                    "allowed_updates",
                    updates.allowed().stream()
                            .sorted()
                            .map(kind -> (JsonNode) TextNode.valueOf(kind))
                            .collect(Json.toArray()));
        }
        return info;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        http.shutdownNow();
    }
}
