package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Callback and inline queries that wait for the bot's answer. Thread-safe.
final class PendingQueries {
    /// Telegram does not publish how long it waits; in its apps a button press times out within half a minute.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int KEPT = 10_000;

    private final InstantSource clock;
    private final AtomicLong next = new AtomicLong(1);
    private final Map<String, Query> queries = new LinkedHashMap<>();
    private final Map<String, JsonNode> answers = new LinkedHashMap<>();

    /// @param message the message whose button was pressed; absent for an inline query
    record Query(String id, Instant asked, UserId asker, Optional<ChatId> chat, Optional<MessageId> message) {}

    PendingQueries(InstantSource clock) {
        this.clock = clock;
    }

    synchronized Query ask(UserId asker, Optional<ChatId> chat, Optional<MessageId> message) {
        Query query = new Query(
                Long.toString(4_000_000_000L + next.getAndIncrement()), clock.instant(), asker, chat, message);
        keep(queries, query.id(), query);
        return query;
    }

    /// Answers a query, once. Rejects an unknown, answered or expired one.
    synchronized Query answer(String id, JsonNode answer) {
        Query query = queries.remove(id);
        if (query == null || isExpired(query)) {
            throw ApiError.badRequest("query is too old and response timeout expired or query ID is invalid");
        }
        keep(answers, id, answer);
        return query;
    }

    /// A query without an answer that nobody waits for any longer.
    synchronized Optional<Query> expired(String id) {
        return Optional.ofNullable(queries.get(id)).filter(this::isExpired);
    }

    private boolean isExpired(Query query) {
        return query.asked().plus(PATIENCE).isBefore(clock.instant());
    }

    synchronized Optional<JsonNode> answerTo(String id) {
        return Optional.ofNullable(answers.get(id));
    }

    private static <T> void keep(Map<String, T> all, String id, T one) {
        all.put(id, one);
        if (all.size() > KEPT) {
            all.remove(all.keySet().iterator().next());
        }
    }
}
