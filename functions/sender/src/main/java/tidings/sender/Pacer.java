package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import tidings.aws.Deadline;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.ratelimit.RateLimiter;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SharedState.Change;

/// Lets each message wait for its turn: no more to a chat, and no more to all chats together, than Telegram takes.
///
/// A turn is taken before the message is sent, so an environment that dies wastes turns and exceeds nothing.
/// Thread-safe.
final class Pacer {
    /// Between two messages to whatever chats: 25 a second, for Telegram takes about 30
    /// (https://core.telegram.org/bots/faq#broadcasting-to-users).
    static final Duration INTERVAL = Duration.ofMillis(40);

    /// For the turn of its chat a message waits no longer in here: others need the environment.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /// Kept of the invocation's time for sending what has its turn.
    private static final Duration SENDING = Duration.ofSeconds(8);

    /// What the function has at most.
    private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(20);

    /// Another environment may take the chat's turn at the same moment, which is rare: a chat is a group of the queue.
    private static final int ATTEMPTS = 5;

    private final Chats chats;
    private final RateLimiter limiter;
    private final Sleeper sleeper;
    private final InstantSource clock;

    /// What becomes of a message that wants to be sent.
    sealed interface Turn {
        /// It is to be sent now, there.
        record Now(ChatId chat) implements Turn {}

        /// Not now: all that came with it for this chat may go after the pause.
        record Later(Duration pause) implements Turn {}

        /// Nobody there wants it.
        record Unwanted() implements Turn {}
    }

    Pacer(Chats chats, RateLimiter limiter, Sleeper sleeper, InstantSource clock) {
        this.chats = chats;
        this.limiter = limiter;
        this.sleeper = sleeper;
        this.clock = clock;
    }

    /// Waits for the turn of a message, if that is soon.
    ///
    /// @param behind how many messages for the same chat wait behind it. What is sent away comes back when all
    ///     of them may go, so that waiting does not use up the times that the queue delivers a message
    Turn await(ChatId asked, int behind) {
        ChatId chat = asked;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SharedState<ChatState> shared = chats.state(chat);
            ChatState state = shared.get().orElse(ChatState.NEW);
            Instant now = clock.instant();
            if (state.moved().isPresent()) {
                chat = state.moved().get().to();
                continue;
            } else if (state.isBlocked(now)) {
                return new Turn.Unwanted();
            }
            Instant free = state.free(chat, 1, now);
            if (free.isAfter(now.plus(LONGEST_WAIT))) {
                return new Turn.Later(Duration.between(now, state.free(chat, 1 + behind, now)));
            }
            sleeper.until(free);
            switch (limiter.reserve(clock.instant(), lastStart())) {
                case RateLimiter.Reservation.Full(Instant next) -> {
                    Duration wait = Duration.between(clock.instant(), next);
                    return new Turn.Later(wait.compareTo(LONGEST_WAIT) > 0 ? wait : LONGEST_WAIT);
                }
                case RateLimiter.Reservation.Slot(Instant at) -> {
                    if (takes(shared, chat, at)) {
                        sleeper.until(at);
                        return new Turn.Now(chat);
                    }
                }
            }
        }
        return new Turn.Later(LONGEST_WAIT);
    }

    /// Telegram wants nothing more for this chat for a while.
    void quiet(ChatId chat, Duration time) {
        change(chat, state -> state.quietUntil(clock.instant().plus(time)));
    }

    /// Nobody there wants anything until somebody writes to us.
    void blocked(ChatId chat) {
        change(chat, state -> state.blockedAt(clock.instant()));
    }

    void moved(ChatId chat, ChatId to) {
        change(chat, state -> state.movedTo(to, clock.instant()));
    }

    /// Takes the chat's turn at that moment, unless somebody else took it meanwhile.
    private static boolean takes(SharedState<ChatState> shared, ChatId chat, Instant at) {
        return shared.change(latest -> {
            ChatState state = latest.orElse(ChatState.NEW);
            return state.free(chat, 1, at).isAfter(at) ? Change.none(false) : Change.to(state.sentAt(at), true);
        });
    }

    private void change(ChatId chat, UnaryOperator<ChatState> change) {
        chats.state(chat).change(state -> Change.to(change.apply(state.orElse(ChatState.NEW)), true));
    }

    /// The last moment at which sending may begin.
    private Instant lastStart() {
        Duration left = Deadline.current().within(LONGEST_INVOCATION).left();
        return clock.instant().plus(left).minus(SENDING);
    }
}
