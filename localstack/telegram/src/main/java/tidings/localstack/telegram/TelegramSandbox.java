package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// A Telegram of one's own on the loopback address: the Bot API with Telegram's checks and refusals, updates by
/// webhook or long poll, and a chat page for people at [#page]. Nothing is kept on disk, and nothing leaves this
/// machine but updates to the webhook that the bot names.
///
/// Stricter than Telegram, so that mistakes are found: unknown fields are refused, as are named HTML references that
/// it does not know. Methods and fields that are valid but do nothing here are refused with 501. Plain HTTP webhooks
/// to this machine are accepted. Thread-safe.
public final class TelegramSandbox implements AutoCloseable {
    private final Chats chats;
    private final UserActions actions;
    private final PendingQueries queries;
    private final ChangeFeed changeFeed = new ChangeFeed();
    private final Photos photos = new Photos();
    private final BotApiDispatcher api;
    private final WebhookDelivery delivery;
    private final ChatPage chatPage = new ChatPage();
    private final HttpEdge edge;

    private TelegramSandbox(TelegramSettings settings) {
        User bot = settings.bot();
        chats = new Chats(settings.clock());
        queries = new PendingQueries(settings.clock());
        UpdateQueue updates = new UpdateQueue();
        Conversations conversations = new Conversations(changeFeed);
        delivery = new WebhookDelivery(updates, settings.redelivery(), settings.clock(), this::announceBot);
        actions = new UserActions(chats, conversations, updates, queries, changeFeed, bot, settings.clock());
        CommandLists commands = new CommandLists();
        Recipients recipients = new Recipients(chats, new SendRateLimiter(settings.limits(), settings.clock()));
        api = new BotApiDispatcher(
                settings.token(),
                BotApiFacts.load(),
                List.of(
                        new SendMethods(bot, recipients, conversations, photos, changeFeed).methods(),
                        new EditMethods(recipients, conversations, settings.clock()).methods(),
                        new UpdateMethods(updates, delivery, this::announceBot).methods(),
                        new InfoMethods(bot, recipients, commands, queries, photos, changeFeed, this::announceBot)
                                .methods()));
        BotRoutes botRoutes = new BotRoutes(api, photos);
        SandboxRoutes sandboxRoutes = new SandboxRoutes(actions, chats, changeFeed, queries, commands, photos, () -> {
            ObjectNode status = bot.json();
            status.set("webhook", delivery.info());
            return status;
        });
        edge = new HttpEdge(settings.port(), botRoutes::call, botRoutes::file, sandboxRoutes::answer, chatPage::answer);
    }

    /// Answers as soon as this returns.
    public static TelegramSandbox start(TelegramSettings settings) {
        return new TelegramSandbox(settings);
    }

    /// What stands before `/bot<token>/` in calls: the setting in place of `https://api.telegram.org`.
    public URI apiAddress() {
        return edge.address();
    }

    /// Where people chat.
    public URI page() {
        return edge.address().resolve("/");
    }

    /// Lets `/<name>` beside the chat page lead to another page.
    public void lead(String name, URI to) {
        chatPage.lead(name, to);
    }

    /// A new person with a private chat with the bot.
    public Person person(String name) {
        Chat chat = actions.arrives(name);
        return new Person(actions, queries, chats, chat, chat.members().getFirst());
    }

    /// A new group of these people and the bot; each speaks there by [Person#in].
    public ChatId group(String title, Person... members) {
        return actions.found(title, Arrays.stream(members).map(Person::user).toList())
                .id();
    }

    /// Another token for the bot, as @BotFather gives with /revoke; the one before is good no more.
    public void renewToken(String token) {
        api.renew(token);
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
