package tidings.localstack.telegram;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/// The webhook of the bot.
///
/// @param secret empty if the bot gave none; sent as `X-Telegram-Bot-Api-Secret-Token`
/// @param connections how many deliveries run at a time, 1 to 100
record WebhookTarget(URI url, String secret, int connections) {
    static final int DEFAULT_CONNECTIONS = 40;
    private static final int MAX_CONNECTIONS = 100;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]*");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Rejects what Telegram rejects, but accepts plain HTTP to this machine.
    static WebhookTarget of(String address, String secret, long connections) {
        if (secret.length() > 256) {
            throw ApiError.badRequest("secret token is too long");
        }
        if (!SECRET.matcher(secret).matches()) {
            throw ApiError.badRequest("secret token contains unallowed characters");
        }
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw ApiError.badRequest(
                    "max_connections is between 1 and %d, not %d".formatted(MAX_CONNECTIONS, connections));
        }
        URI url;
        try {
            url = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("invalid webhook URL specified");
        }
        if (url.getHost() == null || url.getScheme() == null) {
            throw ApiError.badRequest("invalid webhook URL specified");
        }
        boolean https = url.getScheme().equalsIgnoreCase("https");
        boolean local = url.getScheme().equalsIgnoreCase("http") && LOOPBACK.contains(url.getHost());
        if (!https && !local) {
            throw ApiError.badRequest("bad webhook: An HTTPS URL must be provided for webhook");
        }
        return new WebhookTarget(url, secret, (int) connections);
    }
}
