package tidings.localstack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import tidings.localstack.reddit.RedditSandboxSettings;

/// The values of the template's parameters on one machine.
final class LocalParameters {
    private final Map<String, String> values = new LinkedHashMap<>();

    LocalParameters() {
        values.put("Profile", "development");
        // What only larger profiles have is to be seen and tested here as well.
        values.put("Watched", "true");
        values.put("UseDatabaseProxy", "true");
        // Functions, the database and the cache share this machine.
        values.put("DatabaseSslMode", "disable");
        values.put("CacheMode", "plain");
    }

    LocalParameters useCache(boolean use) {
        values.put("UseCache", Boolean.toString(use));
        return this;
    }

    /// @param updates `webhook`, or `polling` where Telegram cannot reach this machine
    LocalParameters telegram(String token, URI api, String updates) {
        values.put("BotToken", token);
        values.put("TelegramUpdates", updates);
        values.put("TelegramApiUrl", withoutSlash(api));
        return this;
    }

    /// @param key with which Telegram signs who opens a page
    LocalParameters signedBy(String key) {
        values.put("TelegramKey", key);
        return this;
    }

    LocalParameters operators(long chat) {
        values.put("OperatorsChat", Long.toString(chat));
        return this;
    }

    LocalParameters sandboxReddit(RedditSandboxSettings settings, URI uri) {
        values.put("RedditMode", "sandbox");
        values.put("RedditClientId", settings.clientId());
        values.put("RedditClientSecret", settings.clientSecret());
        values.put("RedditApiUrl", withoutSlash(uri));
        values.put("RedditUrl", withoutSlash(uri));
        return this;
    }

    LocalParameters realReddit(String mode, Map<String, String> given) {
        values.put("RedditMode", mode);
        values.putAll(given);
        return this;
    }

    Map<String, String> values() {
        return values;
    }

    private static String withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
