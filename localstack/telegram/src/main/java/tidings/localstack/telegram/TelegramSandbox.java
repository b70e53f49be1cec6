package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A sandbox Telegram on the loopback address: the Bot API with Telegram's validation and errors, updates by
/// webhook or long poll, and a chat page for people at [#page]. Nothing is stored on disk, and nothing leaves this
/// machine except updates to the bot's webhook.
///
/// Stricter than Telegram, so that mistakes are found: unknown fields and unknown named HTML references are
/// rejected. Methods and fields that are valid but not implemented here are rejected with 501. Plain HTTP webhooks
/// to this machine are accepted. Thread-safe.
public final class TelegramSandbox implements AutoCloseable {
    private final Chats chats;
    private final ChatActions chatActions;
    private final UserActions actions;
    private final PendingQueries queries;
    private final ChangeFeed changeFeed;
    private final Photos photos = new Photos();
    private final BotFaults faults = new BotFaults();
    private final Refusals refusals = new Refusals();
    private final BotApiDispatcher api;
    private final WebhookDelivery delivery;
    private final ChatPage chatPage = new ChatPage();
    private final UpdateQueue updates;
    private final MiniApp miniApp;
    private final HttpEdge edge;

    private TelegramSandbox(TelegramSettings settings) {
        User bot = settings.bot();
        changeFeed = new ChangeFeed(settings.clock());
        updates = new UpdateQueue(changeFeed);
        chats = new Chats(settings.clock());
        queries = new PendingQueries(settings.clock());
        Conversations conversations = new Conversations(changeFeed);
        delivery = new WebhookDelivery(updates, settings.redelivery(), settings.clock(), this::announceBot);
        chatActions = new ChatActions(chats, conversations, updates, changeFeed, bot, settings.clock());
        actions = new UserActions(conversations, updates, queries, photos, bot, settings.clock());
        CommandLists commands = new CommandLists();
        miniApp = new MiniApp(bot, settings.clock());
        Recipients recipients = new Recipients(chats, new SendRateLimiter(settings.limits(), settings.clock()));
        api = new BotApiDispatcher(
                settings.token(),
                BotApiFacts.load(),
                List.of(
                        new SendMethods(bot, recipients, conversations, photos, changeFeed).methods(),
                        new EditMethods(recipients, conversations, photos, settings.clock()).methods(),
                        new UpdateMethods(updates, delivery, this::announceBot).methods(),
                        new InfoMethods(bot, recipients, commands, queries, photos, changeFeed, this::announceBot)
                                .methods(),
                        miniApp.methods()));
        BotRoutes botRoutes = new BotRoutes(api, photos, faults, refusals);
        SandboxRoutes sandboxRoutes =
                new SandboxRoutes(actions, chatActions, chats, changeFeed, queries, commands, photos, miniApp, () -> {
                    ObjectNode status = bot.json();
                    status.set("webhook", delivery.info());
                    return status;
                });
        edge = new HttpEdge(settings.port(), botRoutes::call, botRoutes::file, sandboxRoutes::answer, chatPage::answer);
    }

    /// Accepts requests as soon as this returns.
    public static TelegramSandbox start(TelegramSettings settings) {
        return new TelegramSandbox(settings);
    }

    /// The URL before `/bot<token>/`, to be used in place of `https://api.telegram.org`.
    public URI apiAddress() {
        return edge.address();
    }

    /// The URL of the chat page.
    public URI page() {
        return edge.address().resolve("/");
    }

    /// The public key with which it signs who opens a page, in hexadecimal.
    public String key() {
        return miniApp.key();
    }

    /// The page of the bot's menu button as it opens for a person; an empty address without one.
    public URI opens(Person person) {
        return URI.create(miniApp.opened(person.user()).path("url").asText());
    }

    /// Redirects `/<name>` to another page.
    public void lead(String name, URI to) {
        chatPage.lead(name, to);
    }

    /// A new person with a private chat with the bot.
    public Person person(String name) {
        Chat chat = chatActions.arrives(name);
        return new Person(
                actions, chatActions, queries, chats, chat, chat.members().getFirst(), Optional.empty());
    }

    /// A new group of these people and the bot; each writes there with [Person#in]. The first is its creator.
    public ChatId group(String title, Person... members) {
        return chatActions
                .found(title, Arrays.stream(members).map(Person::user).toList())
                .id();
    }

    /// A new public channel of these people; each is there with [Person#in]. The first is its creator, who makes
    /// the bot an administrator.
    public ChatId channel(String title, String username, Person... members) {
        return chatActions
                .openChannel(
                        title,
                        username,
                        Arrays.stream(members).map(Person::user).toList())
                .id();
    }

    /// Replaces the bot's token, as @BotFather does on /revoke; the previous one is no longer valid.
    public void renewToken(String token) {
        api.renew(token);
    }

    /// What goes wrong with the bot's calls.
    public BotFaults faults() {
        return faults;
    }

    /// The bot's calls that were refused for what they are, each once, with the reason.
    public List<String> refused() {
        return refusals.all();
    }

    /// How many updates the webhook has not taken yet.
    public int pendingUpdates() {
        return updates.count();
    }

    private void announceBot() {
        changeFeed.add("bot", delivery.info());
    }

    @Override
    public void close() {
        changeFeed.close();
        delivery.close();
        edge.close();
        photos.close();
    }
}
