package tidings.sender;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.aws.Breaker;
import tidings.aws.CachedSecrets;
import tidings.aws.DeadlinePassedException;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Verdict;
import tidings.aws.Wiring;
import tidings.botapi.CallResult;
import tidings.botapi.HttpTelegram;
import tidings.botapi.SentMessage;
import tidings.botapi.Telegram;
import tidings.chats.Chats;
import tidings.chats.ChatsTable;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.ratelimit.DynamoDbRateLimiter;
import tidings.ratelimit.RateLimiter;
import tidings.sender.Pacer.Turn;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDb;
import tidings.state.DynamoDbTunableStore;
import tidings.telegram.Place;

/// Sends what the outbox holds to Telegram.
final class Sender {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    /// The pauses of an outage before attempts 2, 3, 4 …: more than twenty minutes before the queue gives up.
    private static final List<Duration> OUTAGE = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));

    private static final Duration NEXT_INVOCATION = Duration.ofSeconds(1);

    private final Telegram telegram;
    private final Exchange exchange;
    private final Chats chats;
    private final Pacer pacer;
    private final Meter meter;

    Sender(Telegram telegram, Exchange exchange, Chats chats, Pacer pacer, Meter meter) {
        this.telegram = telegram;
        this.exchange = exchange;
        this.chats = chats;
        this.pacer = pacer;
        this.meter = meter;
    }

    static Sender of(SenderConfig config, Wiring wiring) {
        Chats chats = new ChatsTable(DynamoDb.of(wiring), config.chatsTable(), wiring.clock());
        Telegram telegram = wiring.isSilent() ? Telegram.silent() : telegram(config, wiring);
        Pacer pacer = new Pacer(
                chats,
                wiring.isSilent() ? RateLimiter.inMemory(Pacer.INTERVAL) : limiter(config, wiring),
                wiring.shared(Sleeper.class, () -> Sleeper.on(wiring.clock())),
                wiring.clock());
        return new Sender(
                telegram, new Exchange(telegram, wiring.queue(config.updatesQueueUrl())), chats, pacer, wiring.meter());
    }

    private static Telegram telegram(SenderConfig config, Wiring wiring) {
        CachedSecrets secrets = wiring.secrets();
        return new GuardedTelegram(
                wiring.shared(
                        Telegram.class,
                        () -> new HttpTelegram(config.telegramApiUrl(), () -> secrets.get(config.botTokenSecretArn()))),
                new Breaker("telegram", GuardedTelegram.BREAKER, wiring.meter(), wiring.clock()),
                secrets::forget);
    }

    private static RateLimiter limiter(SenderConfig config, Wiring wiring) {
        Tunables tunables = new Tunables(
                new DynamoDbTunableStore(DynamoDb.of(wiring), config.tunablesTable()),
                config.profile(),
                wiring.clock());
        return new DynamoDbRateLimiter(
                DynamoDb.of(wiring),
                config.sourcesTable(),
                Map.of("source", AttributeValue.fromS("telegram")),
                () -> Duration.ofMillis(Math.ceilDiv(1000, tunables.get(Tunable.SENDS_PER_SECOND))));
    }

    Verdict handle(Delivery<OutboxMessage> delivery) {
        try {
            return switch (delivery.message()) {
                case ShowCardV1 card ->
                    inTurn(card.chat(), chat -> show(card, card.place().in(chat)), delivery);
                case OutboxMessage.ShowPictureV1 picture ->
                    inTurn(
                            picture.chat(),
                            chat -> telegram.call(
                                    Calls.send(picture, picture.place().in(chat))),
                            delivery);
                case AnswerCallbackV1 answer -> answer(answer, delivery);
                case TelegramCallV1 call -> exchange(call, delivery);
            };
        } catch (DeadlinePassedException _) {
            return counted("no-time", new Verdict.Retry(NEXT_INVOCATION));
        }
    }

    private Verdict exchange(TelegramCallV1 call, Delivery<OutboxMessage> delivery) {
        Function<ChatId, CallResult> make = chat -> exchange.make(call, chat);
        return switch (call.call()) {
            case TelegramCall.Document _, TelegramCall.Picture _ -> inTurn(call.chat(), make, delivery);
            case TelegramCall.ChatMember _, TelegramCall.FilePath _, TelegramCall.NewForumTopic _ ->
                verdict(call.chat(), make, delivery);
        };
    }

    private Verdict inTurn(ChatId asked, Function<ChatId, CallResult> show, Delivery<OutboxMessage> delivery) {
        return switch (pacer.await(asked, delivery.behind())) {
            case Turn.Now(ChatId chat) -> verdict(chat, show, delivery);
            case Turn.Later(Duration pause) -> counted("paced", new Verdict.Retry(pause));
            case Turn.Unwanted _ -> counted("unwanted", Verdict.DONE);
        };
    }

    private Verdict verdict(ChatId chat, Function<ChatId, CallResult> show, Delivery<OutboxMessage> delivery) {
        return switch (show.apply(chat)) {
            case CallResult.Done _, CallResult.NotModified _ -> counted("done", Verdict.DONE);
            case CallResult.Moved(ChatId to) -> {
                LOG.info("{} moved to {}", chat, to);
                if (to.equals(chat)) {
                    yield counted("refused", new Verdict.DeadLetter("the chat moved to itself"));
                }
                pacer.moved(chat, to);
                yield inTurn(to, show, delivery);
            }
            case CallResult.MessageGone _, CallResult.NoText _ -> counted("gone", Verdict.DONE);
            case CallResult.SlowDown(Duration pause) -> {
                pacer.quiet(chat, pause);
                yield counted("slow-down", new Verdict.Retry(pause));
            }
            case CallResult.Blocked _ -> {
                LOG.info("{} blocked the bot or does not let it write", chat);
                pacer.blocked(chat);
                yield counted("blocked", Verdict.DONE);
            }
            case CallResult.Refused(int code, String description) ->
                counted("refused", new Verdict.DeadLetter("Telegram refused it: " + code + " " + description));
            case CallResult.UnknownToken _ -> unavailable("it does not know the bot's token", delivery);
            case CallResult.Unavailable(String what) -> unavailable(what, delivery);
        };
    }

    private CallResult show(ShowCardV1 card, Place place) {
        OptionalInt named = card.card().message();
        OptionalInt known = named.isPresent() ? named : chats.message(place.chat(), card.card());
        if (known.isPresent()) {
            CallResult result = telegram.call(Calls.edit(card, place, known.getAsInt()));
            return result instanceof CallResult.NoText
                    ? telegram.call(Calls.editCaption(card, place, known.getAsInt()))
                    : result;
        }
        CallResult result = telegram.call(Calls.send(card, place));
        if (result instanceof CallResult.Done done) {
            chats.shown(place.chat(), card.card(), done.as(SentMessage.class).id());
        }
        return result;
    }

    /// Telegram takes an answer for a few seconds only; one that comes too late does no harm. It is not a message, so
    /// no rate limit applies.
    private Verdict answer(AnswerCallbackV1 answer, Delivery<OutboxMessage> delivery) {
        return switch (telegram.call(Calls.answer(answer))) {
            case CallResult.Refused(int code, String description) -> {
                LOG.info("a callback query was not answered: {} {}", code, description);
                yield counted("late", Verdict.DONE);
            }
            case CallResult.SlowDown(Duration pause) -> counted("slow-down", new Verdict.Retry(pause));
            case CallResult.UnknownToken _ -> unavailable("it does not know the bot's token", delivery);
            case CallResult.Unavailable(String what) -> unavailable(what, delivery);
            case CallResult.Done _,
                    CallResult.NotModified _,
                    CallResult.MessageGone _,
                    CallResult.NoText _,
                    CallResult.Blocked _,
                    CallResult.Moved _ -> counted("done", Verdict.DONE);
        };
    }

    private Verdict unavailable(String what, Delivery<OutboxMessage> delivery) {
        LOG.warn("Telegram is unavailable: {}", what);
        Duration pause = OUTAGE.get(Math.min(delivery.attempt(), OUTAGE.size()) - 1);
        return counted("unavailable", new Verdict.Retry(pause));
    }

    private Verdict counted(String outcome, Verdict verdict) {
        meter.count("MessageSent", outcome, 1);
        return verdict;
    }
}
