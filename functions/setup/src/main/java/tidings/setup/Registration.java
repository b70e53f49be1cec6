package tidings.setup;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.commands.DeleteMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.GetMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.methods.menubutton.GetChatMenuButton;
import org.telegram.telegrambots.meta.api.methods.menubutton.SetChatMenuButton;
import org.telegram.telegrambots.meta.api.methods.updates.DeleteWebhook;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButton;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButtonDefault;
import org.telegram.telegrambots.meta.api.objects.menubutton.MenuButtonWebApp;
import org.telegram.telegrambots.meta.api.objects.webapp.WebAppInfo;
import tidings.aws.Secrets;
import tidings.chats.Chats;
import tidings.telegram.Texts;

/// The bot as Telegram knows it: the webhook that receives its updates, and the menu of its commands in each language.
/// Named after the bot, so a token of another bot is another resource, and CloudFormation deletes the former one.
/// Thread-safe.
///
/// Properties: `BotToken`, `TelegramApiUrl`, `TelegramUpdates` (`webhook`, or `polling` where updates are polled, so
/// that no webhook is registered), `WebhookUrl`, `WebhookSecretArn`, `MaxConnections`, `PageUrl` that the menu
/// button opens. Commands and kinds of updates come from the [Menu].
final class Registration implements CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Secrets secrets;
    private final Chats chats;
    private final Menu menu = Menu.read();

    /// @param chats learn the bot's name, for the bot itself cannot ask Telegram
    Registration(Secrets secrets, Chats chats) {
        this.secrets = secrets;
        this.chats = chats;
    }

    /// A token is the bot's number, a colon and a secret.
    @Override
    public String physicalId(ResourceChange change) {
        return "bot-" + change.properties().text("BotToken").replaceFirst("(?s):.*", "");
    }

    @Override
    public void make(ResourceChange change) {
        switch (change.kind()) {
            case CREATE, UPDATE -> register(change.properties());
            case DELETE -> unregister(change.properties());
        }
    }

    private void register(Properties properties) {
        Bot bot = bot(properties);
        chats.botIs(bot.call(new GetMe()).as(User.class).getUserName());
        switch (properties.text("TelegramUpdates")) {
            case "webhook" -> {
                registerWebhook(bot, properties);
                registerPage(bot, properties.text("PageUrl"));
            }
            case "polling" -> LOG.info("updates are polled: no webhook is registered");
            case String other ->
                throw new SetupException("TelegramUpdates must be webhook or polling, not " + other + ".");
        }
        languageCodes().forEach(code -> registerCommands(bot, code));
    }

    private void registerCommands(Bot bot, Optional<String> languageCode) {
        List<BotCommand> commands = menu.languages().get(languageCode.orElse(Texts.DEFAULT));
        bot.call(SetMyCommands.builder()
                .commands(commands)
                .languageCode(languageCode.orElse(null))
                .build());
        GetMyCommands registered =
                GetMyCommands.builder().languageCode(languageCode.orElse(null)).build();
        verify("commands", words(commands), words(List.of(bot.call(registered).as(BotCommand[].class))));
    }

    private void registerWebhook(Bot bot, Properties properties) {
        String url = properties.text("WebhookUrl");
        int connections = properties.number("MaxConnections");
        bot.call(SetWebhook.builder()
                .url(url)
                .secretToken(secrets.get(properties.text("WebhookSecretArn")))
                .maxConnections(connections)
                .allowedUpdates(menu.allowedUpdates())
                .build());
        WebhookInfo info = bot.call(new GetWebhookInfo()).as(WebhookInfo.class);
        verify("webhook address", url, info.getUrl());
        verify("webhook connections", connections, info.getMaxConnections());
        verify(
                "kinds of updates",
                new TreeSet<>(menu.allowedUpdates()),
                new TreeSet<>(Optional.ofNullable(info.getAllowedUpdates()).orElse(List.of())));
    }

    /// Telegram opens pages by HTTPS only, so that where updates are polled there may be none to open.
    private static void registerPage(Bot bot, String url) {
        MenuButton button = MenuButtonWebApp.builder()
                .text(Texts.of(Texts.DEFAULT).get("board.button"))
                .webAppInfo(new WebAppInfo(url))
                .build();
        bot.call(SetChatMenuButton.builder().menuButton(button).build());
        MenuButton registered = bot.call(new GetChatMenuButton()).as(MenuButton.class);
        verify("menu button", button.getType(), registered.getType());
    }

    /// Leaves alone what somebody else registered since. There is nothing of ours behind a token that Telegram does not
    /// know, nor where a missing property kept anything from being registered.
    private void unregister(Properties properties) {
        if (properties.given("BotToken").isEmpty()
                || properties.given("TelegramApiUrl").isEmpty()) {
            return;
        }
        Bot bot = bot(properties);
        try {
            String registered =
                    bot.call(new GetWebhookInfo()).as(WebhookInfo.class).getUrl();
            if (properties.given("WebhookUrl").filter(registered::equals).isEmpty()) {
                LOG.info("the bot's webhook is not this stack's and stays");
                return;
            }
            bot.call(new DeleteWebhook());
            bot.call(SetChatMenuButton.builder()
                    .menuButton(MenuButtonDefault.builder().build())
                    .build());
            languageCodes()
                    .forEach(code -> bot.call(DeleteMyCommands.builder()
                            .languageCode(code.orElse(null))
                            .build()));
        } catch (Bot.UnknownTokenException _) {
            LOG.info("Telegram does not know the token: nothing is registered with it");
        }
    }

    /// Telegram's codes of the languages; none for the menu of everybody else
    /// (https://core.telegram.org/bots/api#setmycommands).
    private Stream<Optional<String>> languageCodes() {
        return menu.languages().keySet().stream()
                .map(language -> Optional.of(language).filter(code -> !code.equals(Texts.DEFAULT)));
    }

    private static Bot bot(Properties properties) {
        return new Bot(properties.url("TelegramApiUrl"), properties.text("BotToken"));
    }

    private static List<String> words(List<BotCommand> commands) {
        return commands.stream().map(BotCommand::getCommand).toList();
    }

    private static void verify(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new SetupException("Telegram accepted the " + what + " and reports others: " + found
                    + ". Does another deployment use this bot?");
        }
    }
}
