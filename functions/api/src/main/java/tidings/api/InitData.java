package tidings.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// Reads what Telegram tells a page that it opens about who opened it. Telegram signs that, so that who has its
/// public key can verify it without the bot's token
/// (<https://core.telegram.org/bots/webapps#validating-data-for-third-party-use>). Thread-safe.
final class InitData {
    /// What was signed longer ago may have been copied from somewhere.
    private static final Duration MAX_AGE = Duration.ofHours(1);

    /// Clocks differ.
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /// What comes before the 32 bytes of a public key in its usual form (RFC 8410).
    private static final String KEY_FORM = "302a300506032b6570032100";

    /// Where there is no test Telegram.
    private static final String REAL_KEY = "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d";

    private final PublicKey key;
    private final String bot;
    private final InstantSource clock;

    private record User(long id, Optional<String> language_code) {}

    /// @param key Telegram's, in hexadecimal; `real` for that of the real one
    /// @param bot the bot's id
    InitData(String key, String bot, InstantSource clock) {
        try {
            byte[] form = HexFormat.of().parseHex(KEY_FORM + (key.equals("real") ? REAL_KEY : key));
            this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(form));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Telegram's key must be the 64 hexadecimal digits of an Ed25519 public key", e);
        }
        this.bot = bot;
        this.clock = clock;
    }

    /// @param text as `tgWebAppData` in the fragment of the page's address, decoded once
    /// @throws ProblemException 401 if Telegram did not sign it for this bot, or longer ago than an hour
    Caller.Person person(String text) {
        Map<String, String> fields = fields(text);
        if (!isSigned(fields)) {
            throw ProblemException.unauthorized("Telegram did not sign this for the bot");
        }
        Instant now = clock.instant();
        Instant at = at(fields);
        if (at.isBefore(now.minus(MAX_AGE)) || at.isAfter(now.plus(AHEAD))) {
            throw ProblemException.unauthorized("this was signed at " + at
                    + " and is valid for an hour; close the page and open it in Telegram again");
        }
        try {
            User user = Json.read(fields.getOrDefault("user", ""), User.class);
            if (user.id() > 0) {
                return new Caller.Person(user.id(), user.language_code());
            }
        } catch (UnreadableException _) {
            // Told below.
        }
        throw ProblemException.unauthorized("Telegram does not say who opened the page");
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : text.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length < 2 || fields.putIfAbsent(decoded(parts[0]), decoded(parts[1])) != null) {
                throw unreadable();
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw unreadable();
        }
    }

    private static ProblemException unreadable() {
        return ProblemException.unauthorized("the header must be Authorization: tma <tgWebAppData>, whose fields are"
                + " name=value, each once, joined by &");
    }

    private boolean isSigned(Map<String, String> fields) {
        String signed = fields.entrySet().stream()
                .filter(field ->
                        !field.getKey().equals("hash") && !field.getKey().equals("signature"))
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("\n", bot + ":WebAppData\n", ""));
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getUrlDecoder().decode(fields.getOrDefault("signature", "")));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false; // no signature at all
        }
    }

    private static Instant at(Map<String, String> fields) {
        String seconds = fields.getOrDefault("auth_date", "");
        if (!seconds.matches("[0-9]{1,11}")) {
            throw ProblemException.unauthorized("Telegram does not say when it signed this");
        }
        return Instant.ofEpochSecond(Long.parseLong(seconds));
    }
}
