package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import tidings.domain.ChatId;
import tidings.store.BriefStore;
import tidings.store.DatabaseUnavailableException;

/// When a brief comes if many chats want theirs at the same time. Thread-safe.
///
/// @param sendsASecond all messages that are sent
public record BriefQueue(BriefStore store, IntSupplier sendsASecond) {
    /// What is sent without being asked for gets so much of all; answers to people overtake it.
    private static final double SHARE = 0.8;

    /// Nobody is told of a brief that comes sooner.
    private static final Duration TOLD = Duration.ofMinutes(2);

    /// Briefs are made once a minute, on average so long after they are due.
    private static final Duration MADE = Duration.ofSeconds(30);

    /// About when the brief of a chat comes; empty if that is its time, or cannot be known now.
    public Optional<Instant> comes(ChatId chat, Instant dueAt) {
        try {
            Duration late = store.late(chat, dueAt, SHARE * sendsASecond.getAsInt());
            return late.compareTo(TOLD) < 0
                    ? Optional.empty()
                    : Optional.of(dueAt.plus(late).plus(MADE));
        } catch (DatabaseUnavailableException _) {
            return Optional.empty();
        }
    }
}
