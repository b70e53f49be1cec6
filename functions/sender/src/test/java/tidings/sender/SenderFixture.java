package tidings.sender;

import java.util.ArrayList;
import java.util.List;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Verdict;
import tidings.botapi.Telegram;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.UpdatesMessage;
import tidings.ratelimit.RateLimiter;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.testing.ManualClock;

/// A sender with what surrounds it, in memory.
abstract class SenderFixture {
    static final ChatId ADA = new ChatId(7);

    final List<UpdatesMessage> updates = new ArrayList<>();
    final RecordingTelegram telegram = new RecordingTelegram();
    final ManualClock clock = new ManualClock();
    final ForgetfulChats chats = new ForgetfulChats();
    final Sender sender = sender(telegram, updates::addAll, chats, clock);

    /// Nobody else uses its rate limits, and its pauses pass at once.
    static Sender sender(Telegram telegram, Queue<UpdatesMessage> updates, Chats chats, ManualClock clock) {
        return new Sender(
                telegram,
                updates,
                chats,
                new Pacer(
                        chats,
                        RateLimiter.inMemory(Pacer.INTERVAL),
                        RateLimiter.inMemory(Pacer.DELIVERY_INTERVAL),
                        clock::advanceTo,
                        clock),
                new Outcomes("bot:1", Meter.silent(), clock));
    }

    final Verdict show(String card) {
        return show(card(card));
    }

    final Verdict show(OutboxMessage message) {
        return sender.handle(delivery(message));
    }

    static ShowCardV1 card(String card) {
        return card(Place.of(ADA), card);
    }

    static ShowCardV1 card(Place place, String card) {
        return new ShowCardV1(place, new CardId(card), "1/done", Card.of("text"));
    }

    static Delivery<OutboxMessage> delivery(OutboxMessage message) {
        return delivery(message, 1, 0);
    }

    static Delivery<OutboxMessage> delivery(OutboxMessage message, int attempt, int behind) {
        return new Delivery<>(message, "id", attempt, behind);
    }
}
