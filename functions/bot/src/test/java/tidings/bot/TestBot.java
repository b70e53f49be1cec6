package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Message;
import tidings.aws.Queue;
import tidings.chats.InMemoryChats;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceProblem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.ActivityMessage;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.PostsMessage.NewPostsFoundV1.Found;
import tidings.messages.PostsMessage.NewPostsFoundV1.Span;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.UpdatesMessage;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;
import tidings.store.ChatRegistry;
import tidings.store.CommunityStore;
import tidings.store.DeliveryStore;
import tidings.store.FeedStore;
import tidings.store.FollowStore;
import tidings.store.ReminderStore;
import tidings.store.SavedPosts;
import tidings.store.SharedLists;
import tidings.store.Stores;
import tidings.store.cache.Key;
import tidings.telegram.Button;
import tidings.testing.ManualClock;
import tidings.testing.RecordingMeter;
import tidings.topics.ShippedTopics;
import tidings.topics.Taxonomy;
import tidings.topics.TopicModel;

/// The bot on stores in memory, and people who use it.
final class TestBot {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final Feed JAVA = new Feed(new Community("java"), Period.DAY);
    static final Duration TTL = Duration.ofMinutes(10);
    static final int SENDS_A_SECOND = 25;
    static final ChatId ADA = new ChatId(7);
    static final ChatId OPERATORS = new ChatId(-4711);
    static final TopicModel MODEL = TopicModel.load();

    final RecordingMeter meter = new RecordingMeter();
    final List<OutboxMessage> outbox = new ArrayList<>();
    /// How often something was put into the outbox.
    int requests;

    final List<ScrapeMessage> scrapes = new ArrayList<>();
    final List<Message> alarms = new ArrayList<>();
    final List<PostsMessage> posts = new ArrayList<>();
    final List<ActivityMessage> acted = new ArrayList<>();
    Queue<ActivityMessage> activity = acted::addAll;
    final InMemoryChats chats = new InMemoryChats(InstantSource.fixed(NOON));
    final ManualClock clock = new ManualClock();
    final Stores stores = Stores.inMemory(clock);
    final FeedStore store = stores.feeds();
    final CommunityStore communities = stores.communities();
    final Outage feeds = new Outage(store);
    final Guarded database = new Guarded();
    final ChatRegistry registry = database.guarded(ChatRegistry.class, stores.chats());
    final FollowStore follows = database.guarded(FollowStore.class, stores.follows());
    final SharedLists lists = database.guarded(SharedLists.class, stores.lists());
    Outlook outlook = new Outlook(SourceHealth.ALIVE, Optional.of(NOON.minusSeconds(120)), 0);
    final List<UpdatesMessage> later = new ArrayList<>();
    final Map<Key, Explained> explained = new HashMap<>();
    final Map<Key, Packs.Picture> drawn = new HashMap<>();
    private final Stores guarded = new Stores(
            feeds,
            stores.posts(),
            communities,
            Optional.empty(),
            follows,
            registry,
            database.guarded(DeliveryStore.class, stores.deliveries()),
            stores.briefs(),
            stores.notices(),
            database.guarded(ReminderStore.class, stores.reminders()),
            stores.threads(),
            lists,
            database.guarded(SavedPosts.class, stores.saved()),
            stores.outcomes(),
            stores.lessons(),
            stores.history(),
            stores.points());
    final Services services = new Services(
            guarded,
            chats,
            new Explainer(
                    MODEL,
                    ShippedTopics.load(),
                    stores.posts(),
                    communities,
                    (key, make) -> explained.computeIfAbsent(key, _ -> make.get())),
            Taxonomy.load(),
            () -> TTL,
            () -> SENDS_A_SECOND,
            Optional.of(OPERATORS),
            ShippedTopics.load(),
            new Packs(stores.posts(), (key, draw) -> drawn.computeIfAbsent(key, _ -> draw.get())),
            () -> outlook,
            Duration.ofHours(36),
            Duration.ofDays(5));
    private final Bot bot = new Bot(
            new Commands(services),
            new Dispatcher(
                    messages -> {
                        requests++;
                        outbox.addAll(messages);
                    },
                    scrapes::addAll,
                    posts::addAll,
                    alarms::addAll,
                    acted -> activity.send(acted)),
            new Registrations(registry, later::addAll),
            new ForumThreads(stores.threads(), new Preferences(registry, chats), outbox::addAll),
            chats,
            meter,
            InstantSource.fixed(NOON));
    private long updates = 41;

    /// In a chat with one person, who speaks English.
    void says(String text) {
        handle(text(++updates, 7, "private", "en", text));
    }

    void says(String language, String text) {
        handle(text(++updates, 7, "private", language, text));
    }

    void saysInAGroup(String text) {
        handle(text(++updates, -7, "group", "en", text));
    }

    void presses(String data) {
        handle(press(++updates, 7, "private", data));
    }

    void pressesInAGroup(long chat, String data) {
        handle(press(++updates, chat, "group", data));
    }

    void handle(String body) {
        bot.handle(new Delivery<>(Incoming.read(body), "m1", 1, 0));
    }

    ShowCardV1 lastCard() {
        return (ShowCardV1) outbox.getLast();
    }

    List<ShowCardV1> cards() {
        return outbox.stream()
                .filter(ShowCardV1.class::isInstance)
                .map(ShowCardV1.class::cast)
                .toList();
    }

    /// The words that answer presses, or none.
    List<String> toasts() {
        return outbox.stream()
                .filter(AnswerCallbackV1.class::isInstance)
                .map(answer -> ((AnswerCallbackV1) answer).text())
                .toList();
    }

    /// The day's feed of r/java, of the moment.
    void posted(String... titles) {
        List<Post> posts = IntStream.range(0, titles.length)
                .mapToObj(i -> post("p" + i, titles[i]))
                .toList();
        store.record(
                new PostsFoundV1(JAVA, "r1", 0, OptionalInt.of(posts.size()), posts, List.of(), SourceApi.OAUTH, NOON),
                posts.stream().map(TestBot::classified).toList());
    }

    /// The buttons under the latest card.
    List<Button> buttons() {
        return cards().getLast().buttons().stream().flatMap(List::stream).toList();
    }

    String button(String label) {
        return buttons().stream()
                .filter(button -> button.label().contains(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError(label + " is not among " + buttons()))
                .press();
    }

    List<String> labels() {
        return buttons().stream().map(Button::label).toList();
    }

    /// A feed of a hundred posts was fetched so long ago.
    void fetched(Duration age) {
        List<Post> posts = IntStream.range(0, 100)
                .mapToObj(rank -> post("p" + rank, "A title"))
                .toList();
        store.record(
                new PostsFoundV1(
                        JAVA, "r" + age, 0, OptionalInt.of(100), posts, List.of(), SourceApi.OAUTH, NOON.minus(age)),
                posts.stream().map(TestBot::classified).toList());
    }

    /// The new posts of a community were fetched so long ago, and a quarter of an hour before it had one.
    void newest(String community, Duration age) {
        Instant at = NOON.minus(age);
        Found found = new Found(new Community(community), 1);
        store.record(
                new NewPostsFoundV1(
                        "n" + community + age,
                        0,
                        List.of(),
                        at,
                        Optional.of(new Span(at.minusSeconds(900), List.of(found)))),
                List.of());
    }

    /// Another chat follows a community of which so many posts were read.
    void othersFollow(String name, CommunityStore.Count read) {
        Community community = new Community(name);
        follows.add(Place.of(new ChatId(8)), FollowQuery.of(new Origin.OfCommunity(community)));
        communities.count(Map.of(community, read));
    }

    /// The source refused a feed so long ago.
    void refused(SourceProblem problem, Duration age) {
        store.record(new FeedRefusedV1(JAVA, "r", problem, List.of(), NOON.minus(age)));
    }

    static Post post(String id, String title) {
        return new Post(
                new PostId(id),
                JAVA.community(),
                title,
                "",
                "https://example.org",
                "example.org",
                "https://www.reddit.com/r/java/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(3),
                OptionalInt.of(1),
                false,
                NOON);
    }

    static ClassifiedPost classified(Post post) {
        return new ClassifiedPost(post, "programming", 0.9f, "m1");
    }

    static String text(long update, long chat, String type, String language, String text) {
        return """
                {"update_id": %d, "message": {"message_id": 1, "date": 1, "text": %s,
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "%s"},
                 "chat": {"id": %d, "type": "%s"}}}""".formatted(update, Json.write(text), language, chat, type);
    }

    static String press(long update, long chat, String type, String data) {
        return """
                {"update_id": %d, "callback_query": {"id": "press-1", "data": %s, "chat_instance": "1",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada", "language_code": "en"},
                 "message": {"message_id": 17, "date": 1, "text": "…", "chat": {"id": %d, "type": "%s"}}}}""".formatted(update, Json.write(data), chat, type);
    }

    /// What whoever delivers to a chat knows of its settings, besides the language that "automatic" means.
    ChatSettings toldToDeliver(ChatId chat) {
        ChatSettings own = chats.settings(chat).get().orElse(ChatSettings.NONE);
        return registry.find(chat).orElseThrow().settings().with(ChatSettings.LANGUAGE, own.get(ChatSettings.LANGUAGE));
    }
}
