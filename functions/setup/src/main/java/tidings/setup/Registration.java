package tidings.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.cards.Command;
import tidings.aws.Json;
import tidings.aws.Secrets;

/// The bot as Telegram knows it: where its updates go, and the menu of its commands. Named after the bot, so when the
/// token becomes another bot's, the former bot is set free. Thread-safe.
///
/// Properties: `BotToken`, `TelegramApiUrl`, `TelegramUpdates` (`webhook`, or `polling` where somebody asks
/// Telegram for updates, so that none is registered), `WebhookUrl`, `WebhookSecretArn`, `MaxConnections`,
/// `AllowedUpdates`.
final class Registration implements CustomResource {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private final Secrets secrets;

    Registration(Secrets secrets) {
        this.secrets = secrets;
    }

    /// A token is the bot's number, a colon and a secret.
    @Override
    public String physicalId(Change change) {
        return "bot-" + change.properties().text("BotToken").replaceFirst("(?s):.*", "");
    }

    @Override
    public void make(Change change) {
        switch (change.kind()) {
            case CREATE, UPDATE -> register(change.properties());
            case DELETE -> setFree(change.properties());
        }
    }

    private void register(Properties properties) {
        BotApi bot = bot(properties);
        bot.call("getMe");
        switch (properties.text("TelegramUpdates")) {
            case "webhook" -> registerWebhook(bot, properties);
            case "polling" -> LOG.info("updates are polled for: no webhook is registered");
            case String other ->
                throw new SetupException("TelegramUpdates must be webhook or polling, not " + other + ".");
        }
        ObjectNode commands = commands();
        bot.call("setMyCommands", commands);
        verify("commands", words(commands.get("commands")), words(bot.call("getMyCommands")));
    }

    private void registerWebhook(BotApi bot, Properties properties) {
        String url = properties.text("WebhookUrl");
        int connections = properties.number("MaxConnections");
        List<String> updates = properties.texts("AllowedUpdates");
        ObjectNode webhook = Json.mapper()
                .createObjectNode()
                .put("url", url)
                .put("secret_token", secrets.get(properties.text("WebhookSecretArn")))
                .put("max_connections", connections);
        webhook.set("allowed_updates", Json.mapper().valueToTree(updates));
        bot.call("setWebhook", webhook);
        JsonNode info = bot.call("getWebhookInfo");
        verify("webhook address", url, info.path("url").asText());
        verify("webhook connections", connections, info.path("max_connections").asInt());
        verify("kinds of updates", new TreeSet<>(updates), new TreeSet<>(texts(info.path("allowed_updates"))));
    }

    /// Leaves alone what somebody else registered since. Behind a token that Telegram does not know there is nothing of
    /// ours, and neither is there where nothing was ever registered for want of a property.
    private void setFree(Properties properties) {
        if (properties.given("BotToken").isEmpty()
                || properties.given("TelegramApiUrl").isEmpty()) {
            return;
        }
        BotApi bot = bot(properties);
        try {
            String registered = bot.call("getWebhookInfo").path("url").asText();
            if (properties.given("WebhookUrl").filter(registered::equals).isEmpty()) {
                LOG.info("the bot's webhook is not this stack's and stays");
                return;
            }
            bot.call("deleteWebhook");
            bot.call("deleteMyCommands");
        } catch (BotApi.UnknownTokenException _) {
            LOG.info("Telegram does not know the token: nothing is registered with it");
        }
    }

    private static BotApi bot(Properties properties) {
        return new BotApi(properties.url("TelegramApiUrl"), properties.text("BotToken"));
    }

    private static ObjectNode commands() {
        ObjectNode body = Json.mapper().createObjectNode();
        ArrayNode menu = body.putArray("commands");
        for (Command command : Command.values()) {
            menu.addObject().put("command", command.word()).put("description", command.description());
        }
        return body;
    }

    private static List<String> words(JsonNode commands) {
        return commands.valueStream()
                .map(command -> command.path("command").asText())
                .toList();
    }

    private static void verify(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            throw new SetupException("Telegram took the " + what + " and shows another: " + found
                    + ". Does another deployment use this bot?");
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
