package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The latest changes in all chats, numbered, for observers. Older ones are dropped: an observer that is too far
/// behind is told so and reads everything again. Thread-safe.
final class ChangeFeed implements AutoCloseable {
    static final int KEPT = 20_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final InstantSource clock;
    private final Deque<Change> changes = new ArrayDeque<>();
    private long last;
    private boolean closed;

    /// @param kind `message`, `edited`, `deleted`, `chat`, `action`, `answer`, `late`, `inline`, `update` or
    ///     `bot`
    /// @param at in milliseconds since 1970
    record Change(long number, String kind, long at, JsonNode body) {
        ObjectNode json() {
            ObjectNode json =
                    Json.object().put("number", number).put("kind", kind).put("at", at);
            json.set("body", body);
            return json;
        }
    }

    /// @param behind whether changes between the requested and the first one here were dropped
    record Page(List<Change> changes, long last, boolean behind) {
        ObjectNode json() {
            ObjectNode json = Json.object().put("last", last).put("behind", behind);
            json.set("changes", changes.stream().map(Change::json).collect(Json.toArray()));
            return json;
        }
    }

    ChangeFeed(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String kind, JsonNode body) {
        changes.addLast(new Change(++last, kind, clock.millis(), body));
        if (changes.size() > KEPT) {
            changes.removeFirst();
        }
        notifyAll();
    }

    synchronized long last() {
        return last;
    }

    /// The changes after `number`; waits up to `patience` for one.
    synchronized Page after(long number, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (last <= number && System.nanoTime() < end && !closed) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        List<Change> after =
                changes.stream().filter(change -> change.number() > number).toList();
        return new Page(after, last, last - number > after.size());
    }

    /// Sends changes as server-sent events, from those after `number` on, until the feed is closed.
    /// https://html.spec.whatwg.org/multipage/server-sent-events.html
    void stream(HttpExchange exchange, long number) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        long seen = number;
        while (!closed()) {
            Page page = after(seen, HEARTBEAT);
            seen = page.last();
            String event =
                    page.changes().isEmpty() ? ": still here\n\n" : "id: %d\ndata: %s\n\n".formatted(seen, page.json());
            out.write(event.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
