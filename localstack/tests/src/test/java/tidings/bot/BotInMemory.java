package tidings.bot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tidings.aws.Delivery;
import tidings.aws.Meter;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.chats.Chats;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.messages.ScrapeMessage;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.store.Stores;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// The bot on whatever it is connected to.
public final class BotInMemory {
    private BotInMemory() {}

    /// @return handles bodies of the updates queue
    public static Role<String> of(
            Stores stores,
            Chats chats,
            TopicModel model,
            Queue<OutboxMessage> outbox,
            Queue<ScrapeMessage> scrapes,
            Queue<PostsMessage> posts,
            InstantSource clock) {
        Explainer explainer = new Explainer(
                model, ShippedTopics.load(), stores.posts(), stores.communities(), (_, make) -> make.get());
        Services services = new Services(
                stores,
                chats,
                explainer,
                Taxonomy.load(),
                () -> Duration.ofMinutes(10),
                () -> 25,
                Optional.empty(),
                ShippedTopics.load(),
                new Packs(stores.posts(), (_, draw) -> draw.get()),
                () -> new Outlook(SourceHealth.ALIVE, Optional.empty(), 0),
                Duration.ofHours(48),
                Duration.ofDays(7));
        Bot bot = new Bot(
                new Commands(services),
                new Dispatcher(outbox, scrapes, posts, _ -> {}, _ -> {}),
                new Registrations(stores.chats(), _ -> {}),
                new ForumThreads(stores.threads(), new Preferences(stores.chats(), chats), outbox),
                chats,
                Meter.silent(),
                clock);
        return delivery -> bot.handle(new Delivery<>(
                Incoming.read(delivery.message()), delivery.id(), delivery.attempt(), delivery.behind()));
    }

    /// An update: somebody says something in a chat of their own.
    public static String said(long update, long chat, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 1, "date": 1, "text": "%s",
                 "from": {"id": %d, "is_bot": false, "first_name": "Ada", "language_code": "en"},
                 "chat": {"id": %d, "type": "private"}}}""".formatted(update, text, chat, chat);
    }
}
