package tidings.sender;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.aws.Breaker;
import tidings.aws.CachedSecrets;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Delivery;
import tidings.aws.LoggedId;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.botapi.CallResult;
import tidings.botapi.HttpTelegram;
import tidings.botapi.Telegram;
import tidings.chats.ChatState;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.chats.Tombstone;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.UpdatesMessage;
import tidings.sender.Pacer.Turn;
import tidings.state.DynamoDb;

/// Sends what the outbox holds to Telegram.
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /// How often a chat is asked that may be refused by mistake: for about three quarters of an hour.
    private static final int DOUBTS = 60;

    /// How often an answer without words is tried: half a minute later, nobody looks at it any more.
    private static final int ANSWERS = 5;

    private static final ChatId NOBODY = new ChatId(0);

    private static final Duration NEXT_INVOCATION = Duration.ofSeconds(1);

    private final Telegram telegram;
    private final Chats chats;
    private final Exchange exchange;
    private final Cards cards;
    private final Waits waits;
    private final Pacer pacer;
    private final Spread forbidden = new Spread();
    private final Spread slowed = new Spread();
    private final Outcomes outcomes;

    Sender(Telegram telegram, Queue<UpdatesMessage> updates, Chats chats, Pacer pacer, Outcomes outcomes) {
        this.telegram = telegram;
        this.chats = chats;
        this.exchange = new Exchange(telegram, updates);
        this.cards = new Cards(telegram, chats);
        this.waits = new Waits(chats);
        this.pacer = pacer;
        this.outcomes = outcomes;
    }

    static Sender of(SenderConfig config, Wiring wiring) {
        Chats chats = new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        Telegram telegram = wiring.isSilent() ? Telegram.silent() : telegram(config, wiring);
        wiring.onSmokeTest(() -> chats.state(NOBODY).get());
        wiring.onSmokeTest(() -> telegram.call(new GetMe()));
        return new Sender(
                telegram,
                wiring.queue(config.updatesQueueUrl()),
                chats,
                Pacer.of(config, wiring, chats),
                new Outcomes(config.newestBot(), wiring.meter(), wiring.clock()));
    }

    private static Telegram telegram(SenderConfig config, Wiring wiring) {
        CachedSecrets secrets = wiring.secrets();
        return new GuardedTelegram(
                wiring.shared(
                        Telegram.class,
                        () -> new HttpTelegram(config.telegramApiUrl(), () -> secrets.get(config.botTokenSecretArn()))),
                new Breaker("telegram", GuardedTelegram.BREAKER, wiring.clock()),
                secrets::forget);
    }

    /// What was under way for a chat when it was erased is not shown. An alarm is, for it belongs to the
    /// operators.
    Verdict handle(Delivery<OutboxMessage> delivery) {
        OutboxMessage message = delivery.message();
        Optional<ChatId> chat = message.chatOf().filter(_ -> Lane.of(message) != Lane.ALARM);
        if (chat.isEmpty()) {
            return send(delivery);
        } else if (chats.stops(chat.get(), Tombstone.cause(message.named()), delivery.sentAt())) {
            return counted("erased", Verdict.DONE);
        }
        Verdict verdict = send(delivery);
        try {
            chats.settle(chat.get());
        } catch (RuntimeException e) { // what was sent must not be sent again
            LOG.error("whether {} was erased meanwhile is not known", logged(chat.get()), e);
        }
        return verdict;
    }

    private Verdict send(Delivery<OutboxMessage> delivery) {
        try {
            return switch (delivery.message()) {
                case ShowCardV1 card when !waits.apply(card) -> counted("over", Verdict.DONE);
                case ShowCardV1 card ->
                    inTurn(card.chat(), (chat, state) -> show(card, card.place().in(chat), state), delivery);
                case ShowAlbumV1 album -> inTurn(album.chat(), (chat, _) -> cards.show(album, chat), delivery);
                case ShowPictureV1 picture ->
                    inTurn(
                            picture.chat(),
                            (chat, _) -> telegram.call(
                                    Calls.send(picture, picture.place().in(chat))),
                            delivery);
                case AnswerCallbackV1 answer -> answer(Calls.answer(answer), answer.late(), delivery);
                case AnswerInlineV1 answer -> answer(Calls.answer(answer), Optional.empty(), delivery);
                case TelegramCallV1 call -> {
                    BiFunction<ChatId, ChatState, CallResult> make = (chat, _) -> exchange.make(call, chat);
                    yield call.call().shown()
                            ? inTurn(call.chat(), make, delivery)
                            : verdict(call.chat(), exchange.make(call, call.chat()), make, delivery);
                }
            };
        } catch (DeadlinePassedException _) {
            return counted("no-time", new Verdict.Retry(NEXT_INVOCATION));
        }
    }

    private Verdict inTurn(
            ChatId asked, BiFunction<ChatId, ChatState, CallResult> show, Delivery<OutboxMessage> delivery) {
        OutboxMessage message = delivery.message();
        return switch (pacer.await(asked, delivery.behind(), Lane.of(message), message.messages())) {
            case Turn.Now turn -> {
                CallResult result = show.apply(turn.chat(), turn.state());
                if (isCounted(result)) {
                    pacer.sent(turn, state -> Cards.after(message, turn.chat(), result, state));
                }
                yield verdict(turn.chat(), result, show, delivery);
            }
            case Turn.Later(Duration pause) -> counted("paced", new Verdict.Retry(pause));
            case Turn.Unwanted _ -> counted("unwanted", Verdict.DONE);
        };
    }

    /// A reply shows what nobody saw or waited for before, so nothing is to be looked up for it.
    private CallResult show(ShowCardV1 card, Place place, ChatState state) {
        CallResult result = card.repliesAtOnce() && state.message(card.card()).isEmpty()
                ? cards.send(card, place)
                : waits.show(card, () -> cards.show(pacer.now(card), place, state));
        cards.endIfErased(card, place, result);
        if (!(result instanceof CallResult.TopicGone) || !card.fallsBack()) {
            return result;
        }
        exchange.threadGone(card);
        return cards.show(card, Place.of(place.chat()), state);
    }

    /// Whether Telegram may have taken it. What keeps a chat from taking anything is noted by itself.
    private static boolean isCounted(CallResult result) {
        return switch (result) {
            case CallResult.SlowDown _,
                    CallResult.Blocked _,
                    CallResult.WriteForbidden _,
                    CallResult.Moved _,
                    CallResult.MediaRefused _,
                    CallResult.UnknownToken _ -> false;
            case CallResult.Done _,
                    CallResult.NotModified _,
                    CallResult.MessageGone _,
                    CallResult.NoText _,
                    CallResult.TopicGone _,
                    CallResult.MediaForbidden _,
                    CallResult.BadMarkup _,
                    CallResult.Refused _,
                    CallResult.Unavailable _ -> true;
        };
    }

    /// @param show shows it in the chat that its chat became
    private Verdict verdict(
            ChatId chat,
            CallResult result,
            BiFunction<ChatId, ChatState, CallResult> show,
            Delivery<OutboxMessage> delivery) {
        return switch (result) {
            case CallResult.Done _, CallResult.NotModified _ -> {
                forbidden.clear();
                slowed.clear();
                yield counted("done", Verdict.DONE);
            }
            case CallResult.Moved(ChatId to) -> {
                LOG.info("{} moved to {}", logged(chat), logged(to));
                if (to.equals(chat)) {
                    yield counted("refused", new Verdict.DeadLetter("the chat moved to itself"));
                }
                pacer.moved(chat, to);
                yield inTurn(to, show, delivery);
            }
            case CallResult.MessageGone _, CallResult.NoText _ -> counted("gone", Verdict.DONE);
            case CallResult.TopicGone _ -> unheard("topic-gone", chat, "has closed the topic", delivery);
            case CallResult.SlowDown(Duration pause) -> {
                pacer.quiet(chat, pause);
                if (slowed.isWide(chat)) {
                    LOG.warn("Telegram wants nothing for {}", pause);
                    pacer.quietForAll(pause);
                }
                yield counted("slow-down", new Verdict.Retry(pause));
            }
            case CallResult.Blocked _ -> {
                pacer.blocked(chat);
                yield unheard("blocked", chat, "blocked the bot or removed it", delivery);
            }
            case CallResult.WriteForbidden(String description) -> {
                if (forbidden.isWide(chat) && delivery.attempt() < DOUBTS) {
                    yield unavailable("it refuses all chats: " + description, delivery);
                }
                pacer.blocked(chat);
                yield unheard("write-forbidden", chat, "does not let the bot write: " + description, delivery);
            }
            case CallResult.MediaForbidden(String description) ->
                unheard("media-forbidden", chat, "takes no pictures: " + description, delivery);
            case CallResult.MediaRefused _
            when delivery.message() instanceof ShowAlbumV1 -> counted("media-refused", Verdict.DONE);
            case CallResult.MediaRefused(String description) -> refused(400, description);
            case CallResult.BadMarkup(String description) -> refused(400, description);
            case CallResult.Refused(int code, String description) -> refused(code, description);
            case CallResult.UnknownToken _ -> unavailable("it does not know the bot's token", delivery);
            case CallResult.Unavailable(String what) -> unavailable(what, delivery);
        };
    }

    /// Nobody in the chat can be told: that is their own wish, unless they are the operators, to whom an alarm has to
    /// come some other way.
    private Verdict unheard(String outcome, ChatId chat, String why, Delivery<OutboxMessage> delivery) {
        LOG.info("{} {}", logged(chat), why);
        return counted(
                outcome,
                Lane.of(delivery.message()) == Lane.ALARM
                        ? new Verdict.DeadLetter("an alarm is not shown: its chat " + why)
                        : Verdict.DONE);
    }

    private Verdict refused(int code, String description) {
        return counted("refused", new Verdict.DeadLetter("Telegram refused it: " + code + " " + description));
    }

    /// Telegram takes an answer for a few seconds only. It is not a message, so no rate limit applies. The
    /// results of an inline query that come too late have no other place: it names no chat, and by then something
    /// else is typed.
    ///
    /// @param late the card that says the same where it comes too late; shown once, for cards have ids
    private Verdict answer(PartialBotApiMethod<?> answer, Optional<ShowCardV1> late, Delivery<OutboxMessage> delivery) {
        return switch (telegram.call(answer)) {
            case CallResult.Done _ -> counted("done", Verdict.DONE);
            case CallResult.SlowDown(Duration pause) -> counted("slow-down", new Verdict.Retry(pause));
            case CallResult.UnknownToken _, CallResult.Unavailable _
            when late.isPresent() || delivery.attempt() < ANSWERS ->
                counted("unavailable", Verdict.whileAway(delivery.attempt()));
            case CallResult.Refused _ when late.isPresent() -> handle(delivery.with(late.get()));
            case CallResult other -> {
                LOG.info("a query was not answered: {}", other);
                yield counted("late", Verdict.DONE);
            }
        };
    }

    private Verdict unavailable(String what, Delivery<OutboxMessage> delivery) {
        LOG.warn("Telegram is unavailable: {}", what);
        return counted("unavailable", Verdict.whileAway(delivery.attempt()));
    }

    private Verdict counted(String outcome, Verdict verdict) {
        return outcomes.counted(outcome, verdict);
    }

    private static String logged(ChatId chat) {
        return "chat " + LoggedId.of(chat.value());
    }
}
