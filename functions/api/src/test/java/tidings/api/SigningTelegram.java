package tidings.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Signs who opened a page, as Telegram does.
final class SigningTelegram {
    static final String BOT = "7000000001";

    private static final int KEY_BYTES = 32;

    private final KeyPair keys;

    SigningTelegram() {
        try {
            keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The public one, in hexadecimal.
    String key() {
        byte[] form = keys.getPublic().getEncoded();
        return HexFormat.of().formatHex(form, form.length - KEY_BYTES, form.length);
    }

    static Map<String, String> fields(long person, Instant at) {
        return Map.of(
                "user", "{\"id\":%d,\"first_name\":\"Ada & Co=1\",\"language_code\":\"de\"}".formatted(person),
                "query_id", "AAF_1-x",
                "auth_date", Long.toString(at.getEpochSecond()),
                "hash", "0".repeat(64));
    }

    String initData(Map<String, String> fields) {
        return initData(fields, BOT);
    }

    String initData(Map<String, String> fields, String bot) {
        String signed = new TreeMap<>(fields)
                .entrySet().stream()
                        .filter(field -> !field.getKey().equals("hash"))
                        .map(field -> field.getKey() + "=" + field.getValue())
                        .collect(Collectors.joining("\n"));
        Map<String, String> all = new TreeMap<>(fields);
        all.put("signature", signature(bot + ":WebAppData\n" + signed));
        return query(all);
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String signature(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
