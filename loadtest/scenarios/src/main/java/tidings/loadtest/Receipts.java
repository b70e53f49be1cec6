package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/// What the sandbox Telegram receives from the bot, told to those who wait for it. In a chat one waits at a time,
/// but where answers have a mark of what they answer.
/// Thread-safe.
final class Receipts implements AutoCloseable {
    private static final int PATIENCE = 20;

    /// So many requests in a row may not fail.
    private static final int FAILURES = 5;

    /// The first sign on a button of a post that was followed: nobody asked for it now.
    private static final String DELIVERED = "🔕";

    private final SandboxTelegram telegram;
    private final Map<Long, Ask> waiting = new ConcurrentHashMap<>();
    private final List<Ask> asks = new ArrayList<>();
    private final Map<Long, Queue<Ask>> notTaken = new HashMap<>();
    private final Map<Long, Map<String, Ask>> marked = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, Ask>> late = new ConcurrentHashMap<>();
    private final Map<Long, JsonNode> edited = new ConcurrentHashMap<>();
    private final List<Message> seen = new ArrayList<>();
    private final List<Message> deliveries = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private final Thread listening;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile boolean closed;

    /// What the bot sent to a chat.
    ///
    /// @param at in milliseconds since 1970
    record Message(long chat, long at, String text) {}

    Receipts(SandboxTelegram telegram) {
        this.telegram = telegram;
        long last = telegram.get("state").path("last").asLong();
        this.listening = Thread.ofVirtual().name("receipts").start(() -> listen(last));
    }

    SandboxTelegram telegram() {
        return telegram;
    }

    /// From now on answers in the chat are for this one, until there is another.
    void expect(Ask ask) {
        add(ask);
        waiting.put(ask.chat, ask);
    }

    /// From now on answers in the chat that have the mark are for this one.
    void expect(Ask ask, String mark) {
        add(ask);
        marked.computeIfAbsent(ask.chat, _ -> new ConcurrentHashMap<>()).put(mark, ask);
    }

    private void add(Ask ask) {
        synchronized (asks) {
            asks.add(ask);
            notTaken.computeIfAbsent(ask.chat, _ -> new ArrayDeque<>()).add(ask);
        }
    }

    /// Telegram did not take it.
    void withdraw(Ask ask) {
        synchronized (asks) {
            notTaken.get(ask.chat).remove(ask);
        }
    }

    private void taken(long chat, long update) {
        synchronized (asks) {
            Queue<Ask> asked = notTaken.getOrDefault(chat, new ArrayDeque<>());
            if (!asked.isEmpty()) {
                asked.remove().became(update);
            }
        }
    }

    /// An answer that Telegram takes no longer: its words have to come as a message, and until then the press is
    /// not answered, whatever is asked meanwhile. Of the presses in a chat, answers come in their order.
    private void late(long chat, long at, String words) {
        Collection<Ask> told =
                late.computeIfAbsent(chat, _ -> new ConcurrentHashMap<>()).values();
        asks().stream()
                .filter(ask -> ask.chat == chat && ask.isPress() && !ask.isAnswered() && !told.contains(ask))
                .findFirst()
                .ifPresent(ask -> {
                    if (words.isEmpty()) {
                        ask.toast(at, "");
                    } else {
                        late.get(chat).put(words, ask);
                    }
                });
    }

    /// A card of a chat as it is now, if it was the last one there to be edited.
    JsonNode latest(long chat, JsonNode card) {
        return Optional.ofNullable(edited.get(chat))
                .filter(last -> last.path("message_id").equals(card.path("message_id")))
                .orElse(card);
    }

    /// @throws IllegalStateException if receipts are missing
    List<Ask> asks() {
        failure.ifPresent(cause -> {
            throw new IllegalStateException("what the bot sent could not be read", cause);
        });
        synchronized (asks) {
            return List.copyOf(asks);
        }
    }

    /// The answers with a mark, in their order.
    List<Message> seen() {
        return copy(seen);
    }

    /// Posts that were followed, each with all that Telegram has of its message.
    List<Message> deliveries() {
        return copy(deliveries);
    }

    /// When Telegram took each message and each edit of the bot, in milliseconds since 1970.
    List<Long> sent() {
        return copy(sent);
    }

    private static <T> List<T> copy(List<T> kept) {
        synchronized (kept) {
            return List.copyOf(kept);
        }
    }

    private void listen(long from) {
        try {
            follow(from);
        } catch (RuntimeException e) {
            if (!closed) {
                failure = Optional.of(e);
            }
        }
    }

    /// On an overloaded machine a request may time out. Nothing is lost: the next one asks for the same changes.
    private void follow(long from) {
        long last = from;
        int failures = 0;
        while (!closed) {
            JsonNode page;
            try {
                page = telegram.get("changes?after=" + last + "&seconds=" + PATIENCE);
                failures = 0;
            } catch (UncheckedIOException e) {
                if (closed || ++failures == FAILURES) {
                    throw e;
                }
                continue;
            }
            if (page.path("behind").asBoolean()) {
                throw new IllegalStateException("more was sent than the sandbox Telegram keeps: receipts are missing");
            }
            last = page.path("last").asLong();
            page.path("changes").forEach(this::changed);
        }
    }

    void changed(JsonNode change) {
        long at = change.path("at").asLong();
        JsonNode body = change.path("body");
        long chat = body.path("chat").asLong();
        Ask ask = waiting.get(chat);
        switch (change.path("kind").asText()) {
            case "message" -> {
                JsonNode message = body.path("message");
                boolean ofBot = message.path("from").path("is_bot").asBoolean();
                if (ofBot) {
                    keep(sent, at);
                }
                Ask pressed = ofBot
                        ? late.getOrDefault(chat, new HashMap<>())
                                .remove(message.path("text").asText())
                        : null;
                if (pressed != null) {
                    pressed.message(at, message);
                } else if (ofBot && isDelivery(message)) {
                    keep(deliveries, new Message(chat, at, message.toString()));
                } else if (ofBot && marked.containsKey(chat)) {
                    keep(seen, new Message(chat, at, message.path("text").asText()));
                    marked.get(chat).forEach((mark, one) -> {
                        if (message.path("text").asText().contains(mark)) {
                            one.message(at, message);
                        }
                    });
                } else if (ofBot && ask != null) {
                    ask.message(at, message);
                }
            }
            case "update" ->
                taken(body.path("lane").asLong(), body.path("update").asLong());
            case "edited" -> {
                keep(sent, at);
                edited.put(chat, body.path("message"));
                if (ask != null) {
                    ask.edited(at, body.path("message"));
                }
            }
            case "answer" -> {
                if (ask != null) {
                    ask.toast(at, body.path("text").asText());
                }
            }
            case "late" -> late(chat, at, body.path("text").asText());
            case "inline" -> {
                if (ask != null) {
                    ask.offered(at);
                }
            }
            default -> {
                // what people do, and typing
            }
        }
    }

    /// The pictures of a gallery come before the card that has the buttons, and as no answer.
    private static boolean isDelivery(JsonNode message) {
        return message.has("media_group_id")
                || message.path("reply_markup").findValuesAsText("text").stream()
                        .anyMatch(label -> label.startsWith(DELIVERED));
    }

    private static <T> void keep(List<T> kept, T one) {
        synchronized (kept) {
            kept.add(one);
        }
    }

    @Override
    public void close() {
        closed = true;
        listening.interrupt();
        try {
            listening.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
