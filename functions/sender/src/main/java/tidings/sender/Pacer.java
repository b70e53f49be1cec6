package tidings.sender;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Deadline;
import tidings.aws.LoggedId;
import tidings.aws.Wiring;
import tidings.botapi.HttpTelegram;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.ratelimit.DynamoDbRateLimiter;
import tidings.ratelimit.RateLimiter;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;

/// Delays each message so that neither its chat nor all chats together get more than Telegram allows.
///
/// What was sent is noted afterwards, together with the message that shows it. An environment that dies in between
/// leaves it uncounted, and the queue gives nothing of the chat until its visibility timeout is over, which is
/// longer than any limit of a chat counts. Where a chat has messages on two queues, one of them more than the
/// limit may be on its way; the limits are below Telegram's by more than that. Thread-safe.
final class Pacer {
    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

    /// Between two messages to any chats: 25 a second, for Telegram allows about 30
    /// (https://core.telegram.org/bots/faq#broadcasting-to-users).
    static final Duration INTERVAL = Duration.ofMillis(40);

    /// So many messages more may come at once as fit in it, for few come evenly: 28 within a second. Without bursts
    /// every message waits for those just before it, at 17 a second one in twenty for longer than 160 ms.
    static final Duration BURST = Duration.ofMillis(120);

    /// Between two deliveries, which take four fifths of that at most.
    static final Duration DELIVERY_INTERVAL = deliveries(INTERVAL);

    /// A message waits no longer than this for its chat's turn, for others need the environment.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /// A message with a later turn comes back so long before it: queues count in seconds, and take a moment.
    private static final Duration EARLY = Duration.ofSeconds(5);

    /// The part of the invocation's time that is kept for sending, and for noting what was sent.
    private static final Duration SENDING = HttpTelegram.LONGEST.plusSeconds(2);

    /// The function's timeout.
    private static final Duration LONGEST_INVOCATION = Duration.ofSeconds(20);

    /// Another environment may reserve the chat's turn at the same moment, which is rare: a chat is a group of the
    /// queue.
    private static final int ATTEMPTS = 5;

    private final Chats chats;
    private final RateLimiter limiter;
    private final RateLimiter share;
    private final Sleeper sleeper;
    private final InstantSource clock;
    private volatile Instant paused = Instant.MIN;

    /// The decision about a message.
    sealed interface Turn {
        /// Send it now.
        ///
        /// @param chat what its chat is now
        /// @param at the turn
        /// @param state of the chat
        /// @param shared where the state is changed without being read again
        /// @param messages as many as are sent
        record Now(ChatId chat, Instant at, ChatState state, SharedState<ChatState> shared, int messages)
                implements Turn {}

        /// Not now, but after the pause; it may have its turn already.
        record Later(Duration pause) implements Turn {}

        /// The chat blocked the bot.
        record Unwanted() implements Turn {}
    }

    /// @param deliveries how fast messages may be that nobody waits for
    Pacer(Chats chats, RateLimiter limiter, RateLimiter deliveries, Sleeper sleeper, InstantSource clock) {
        this.chats = chats;
        this.limiter = limiter;
        this.share = new Share(deliveries, limiter, sleeper, clock);
        this.sleeper = sleeper;
        this.clock = clock;
    }

    static Pacer of(SenderConfig config, Wiring wiring, Chats chats) {
        return new Pacer(
                chats,
                wiring.isSilent()
                        ? RateLimiter.inMemory(INTERVAL)
                        : limiter(config, wiring, "telegram", all -> all, BURST),
                wiring.isSilent()
                        ? RateLimiter.inMemory(DELIVERY_INTERVAL)
                        : limiter(config, wiring, "telegram-deliveries", Pacer::deliveries, Duration.ZERO),
                wiring.shared(Sleeper.class, () -> Sleeper.on(wiring.clock())),
                wiring.clock());
    }

    /// @param name of the limiter's item
    private static RateLimiter limiter(
            SenderConfig config, Wiring wiring, String name, UnaryOperator<Duration> interval, Duration burst) {
        Tunables tunables = DynamoDbTunableStore.tunables(wiring, config.tunablesTable(), config.profile());
        return new DynamoDbRateLimiter(
                DynamoDb.of(wiring),
                config.sourcesTable(),
                Map.of("source", AttributeValue.fromS(name)),
                () -> interval.apply(Duration.ofMillis(Math.ceilDiv(1000, tunables.get(Tunable.SENDS_PER_SECOND)))),
                burst);
    }

    static Duration deliveries(Duration interval) {
        return interval.multipliedBy(5).dividedBy(4);
    }

    /// A card as it is sent at its turn.
    ShowCardV1 now(ShowCardV1 card) {
        return card.at(clock.instant());
    }

    /// Waits for the turn of a message, if that is soon. A turn that is not is reserved nevertheless, and the message
    /// comes back for it.
    ///
    /// @param behind how many messages for the same chat wait behind it. Where the chat itself has to wait, it
    ///     comes back when all of them may be sent
    /// @param lane an alarm is also sent to a chat that blocked the bot
    /// @param messages as how many Telegram counts it
    Turn await(ChatId asked, int behind, Lane lane, int messages) {
        ChatId chat = asked;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SharedState<ChatState> shared = chats.state(chat);
            ChatState state = shared.get().orElse(ChatState.NEW);
            Instant now = clock.instant();
            if (state.moved().isPresent()) {
                chat = state.moved().get().to();
                continue;
            } else if (state.isBlocked(now) && lane != Lane.ALARM) {
                return new Turn.Unwanted();
            }
            Optional<Instant> turn = state.turn(now).filter(reserved -> !reserved.isBefore(paused));
            if (turn.isPresent() && turn.get().isAfter(lastStart())) {
                return later(turn.get());
            } else if (turn.isPresent()) {
                sleeper.until(turn.get());
                return new Turn.Now(chat, turn.get(), state, shared, messages);
            }
            int needed = messages + lane.spare();
            Instant free = state.free(chat, needed, now);
            if (free.isAfter(now.plus(LONGEST_WAIT))) {
                return new Turn.Later(Duration.between(now, state.free(chat, needed + behind, now)));
            }
            sleeper.until(free);
            if (clock.instant().isAfter(lastStart())) {
                return new Turn.Later(LONGEST_WAIT);
            }
            Instant slot = (lane == Lane.DELIVERY ? share : limiter).reserve(clock.instant(), messages);
            if (!slot.isAfter(lastStart())) {
                sleeper.until(slot);
                return new Turn.Now(chat, slot, state, shared, messages);
            } else if (reserves(shared, chat, needed, slot, messages)) {
                return later(slot);
            }
        }
        return new Turn.Later(LONGEST_WAIT);
    }

    private Turn later(Instant turn) {
        Duration pause = Duration.between(clock.instant(), turn).minus(EARLY);
        return new Turn.Later(pause.compareTo(LONGEST_WAIT) > 0 ? pause : LONGEST_WAIT);
    }

    /// Notes a message that was sent. What was sent must not be sent again, so a failure is only logged: if the
    /// message comes again nevertheless, it is sent twice.
    ///
    /// @param shown what else is to be noted of it
    void sent(Turn.Now turn, UnaryOperator<ChatState> shown) {
        try {
            turn.shared()
                    .change(latest -> Change.to(
                            shown.apply(counted(latest.orElse(ChatState.NEW), turn.at(), turn.messages())), true));
        } catch (RuntimeException e) {
            LOG.error(
                    "what was sent to chat {} was not noted",
                    LoggedId.of(turn.chat().value()),
                    e);
        }
    }

    /// A turn that was reserved is counted already.
    private static ChatState counted(ChatState state, Instant turn, int messages) {
        ChatState counted = state;
        for (int i = Collections.frequency(state.sent(), turn); i < messages; i++) {
            counted = counted.sentAt(turn);
        }
        return counted;
    }

    /// Telegram accepts nothing more for this chat for a while.
    void quiet(ChatId chat, Duration time) {
        change(chat, state -> state.quietUntil(clock.instant().plus(time)));
    }

    /// Telegram accepts nothing more for any chat for a while.
    void quietForAll(Duration time) {
        paused = clock.instant().plus(time.compareTo(RateLimiter.FARTHEST) > 0 ? RateLimiter.FARTHEST : time);
        limiter.pause(paused);
    }

    /// The chat blocked the bot; it gets nothing until somebody there writes.
    void blocked(ChatId chat) {
        change(chat, state -> state.blockedAt(clock.instant()));
    }

    void moved(ChatId chat, ChatId to) {
        chats.moved(chat, to, clock.instant());
    }

    /// Reserves the chat's turn at a later moment, unless another environment did so first.
    private static boolean reserves(SharedState<ChatState> shared, ChatId chat, int needed, Instant at, int messages) {
        return shared.change(latest -> {
            ChatState state = latest.orElse(ChatState.NEW);
            return state.free(chat, needed, at).isAfter(at)
                    ? Change.none(false)
                    : Change.to(counted(state, at, messages), true);
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
