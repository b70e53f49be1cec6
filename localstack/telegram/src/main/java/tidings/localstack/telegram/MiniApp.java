package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidings.localstack.telegram.BotMethod.Answer;

/// The page that a bot's menu button opens, and what Telegram signs about whoever opens it, with a key that only
/// this sandbox has (https://core.telegram.org/bots/webapps). Thread-safe.
final class MiniApp {
    private static final int KEY_BYTES = 32;
    private static final int MAX_TEXT = 64;

    private final KeyPair keys;
    private final User bot;
    private final InstantSource clock;
    private volatile JsonNode button = Json.object().put("type", "default");

    MiniApp(User bot, InstantSource clock) {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
        this.bot = bot;
        this.clock = clock;
    }

    /// The public key, in hexadecimal.
    String key() {
        byte[] form = keys.getPublic().getEncoded();
        return HexFormat.of().formatHex(form, form.length - KEY_BYTES, form.length);
    }

    Map<String, BotMethod> methods() {
        return Map.of("setChatMenuButton", this::set, "getChatMenuButton", arguments -> {
            forAllChats(arguments);
            return Answer.of(button);
        });
    }

    private Answer set(CallArguments arguments) {
        forAllChats(arguments);
        JsonNode wanted =
                arguments.json("menu_button").orElseGet(() -> Json.object().put("type", "default"));
        String text = wanted.path("text").asText("-");
        if (text.isBlank() || text.length() > MAX_TEXT) {
            throw ApiError.badRequest("BUTTON_TEXT_INVALID");
        }
        String url = wanted.at("/web_app/url").asText("");
        if (wanted.has("web_app") && !url.matches("https://.+|http://127\\.0\\.0\\.1[:/].*")) {
            throw ApiError.badRequest("menu button Web App URL '" + url + "' is invalid: Only HTTPS links are allowed");
        }
        button = wanted;
        return Answer.done();
    }

    private static void forAllChats(CallArguments arguments) {
        if (arguments.json("chat_id").isPresent()) {
            throw ApiError.withoutBehaviour("a menu button for one chat");
        }
    }

    /// The button's text, and the page with what the person's Telegram tells it; empty without a page.
    JsonNode opened(User person) {
        if (!button.has("web_app")) {
            return Json.object();
        }
        String data = "tgWebAppData=" + encoded(initData(person)) + "&tgWebAppVersion=9.1&tgWebAppPlatform=web";
        return Json.object()
                .put("text", button.get("text").asText())
                .put("url", button.at("/web_app/url").asText() + "#" + data);
    }

    private String initData(User person) {
        ObjectNode user = person.json().put("language_code", "en");
        Map<String, String> fields = new TreeMap<>(Map.of(
                "auth_date", Long.toString(clock.instant().getEpochSecond()),
                "query_id", "sandbox-" + person.id().value(),
                "user", user.toString()));
        String signed = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n", bot.id().value() + ":WebAppData\n", ""));
        fields.put("signature", signature(signed));
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String signature(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key of its own signs", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
