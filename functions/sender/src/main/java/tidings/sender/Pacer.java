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

/// Delays each message so that neither its chat nor all chats together get more than Telegram allows.
///
/// A turn is reserved before the message is sent, so an environment that dies wastes turns and never exceeds a limit.
/// Thread-safe.
final class Pacer {
    /// Between two messages to any chats: 25 a second, for Telegram allows about 30
    /// (https://core.telegram.org/bots/faq#broadcasting-to-users).
    static final Duration INTERVAL = Duration.ofMillis(40);

    /// A message waits no longer than this for its chat's turn, for others need the environment.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /// The part of the invocation's time that is kept for sending.
    private static final Duration SENDING = Duration.ofSeconds(8);

    /// The function's timeout.
    private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(20);

    /// Another environment may reserve the chat's turn at the same moment, which is rare: a chat is a group of the
    /// queue.
    private static final int ATTEMPTS = 5;

    private final Chats chats;
    private final RateLimiter limiter;
    private final Sleeper sleeper;
    private final InstantSource clock;

    /// The decision about a message.
    sealed interface Turn {
        /// Send it now, to that chat.
        record Now(ChatId chat) implements Turn {}

        /// Not now: after the pause, all messages that came with it for this chat may be sent.
        record Later(Duration pause) implements Turn {}

        /// The chat blocked the bot.
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
    /// @param behind how many messages for the same chat wait behind it. A postponed message comes back when all of
    ///     them may be sent, so that waiting does not use up the queue's maximum receive count
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
                    if (reserves(shared, chat, at)) {
                        sleeper.until(at);
                        return new Turn.Now(chat);
                    }
                }
            }
        }
        return new Turn.Later(LONGEST_WAIT);
    }

    /// Telegram accepts nothing more for this chat for a while.
    void quiet(ChatId chat, Duration time) {
        change(chat, state -> state.quietUntil(clock.instant().plus(time)));
    }

    /// The chat blocked the bot; it gets nothing until somebody there writes.
    void blocked(ChatId chat) {
        change(chat, state -> state.blockedAt(clock.instant()));
    }

    void moved(ChatId chat, ChatId to) {
        change(chat, state -> state.movedTo(to, clock.instant()));
    }

    /// Reserves the chat's turn at that moment, unless another environment did so first.
    private static boolean reserves(SharedState<ChatState> shared, ChatId chat, Instant at) {
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
