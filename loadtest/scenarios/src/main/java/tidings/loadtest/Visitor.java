package tidings.loadtest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Somebody who writes before the load begins, and waits for each answer.
record Visitor(SandboxTelegram telegram, Receipts receipts) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PEER_CHATS = 20;

    /// Starts a process of each function that people wait for, and makes known what journeys follow.
    void warmUp() {
        long chat = chat("Warm-up");
        Mix.read().warmUp().forEach(text -> say(chat, text));
    }

    /// The same for empty handlers. In another chat each, for nothing there keeps a chat's limit.
    void warmUp(Chats chats) {
        chats.ids().stream().limit(PEER_CHATS).forEach(chat -> say(chat, "warm-up"));
    }

    long chat(String name) {
        return telegram.post("chats", Map.of("name", name)).path("id").asLong();
    }

    Ask say(long chat, String text) {
        Ask ask = new Ask(text, chat, Optional.empty(), 0);
        receipts.expect(ask);
        telegram.post("chats/" + chat + "/messages", Map.of("text", text));
        ask.answer().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        return ask;
    }
}
