package tidings.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SequencedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature Version 4 of POST requests to the root of one service
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html). The key of a day
/// is derived once. Thread-safe.
final class SignatureV4 {
    /// The header with the time, such as `20261120T090000Z`.
    static final String TIME = "x-amz-date";

    private static final String MAC = "HmacSHA256";
    private static final String END = "aws4_request";
    private static final int DAY = 8;

    private final String service;
    private final String region;
    private final MessageDigest digest;
    private final Mac mac;
    private String keyOf = "";

    SignatureV4(String service, String region) {
        this.service = service;
        this.region = region;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
            this.mac = Mac.getInstance(MAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The header `authorization`.
    ///
    /// @param headers all that are sent besides, by their names in lower case, in the order of these
    synchronized String of(SequencedMap<String, String> headers, byte[] body, Credentials credentials) {
        String time = headers.get(TIME);
        String day = time.substring(0, DAY);
        String scope = String.join("/", day, region, service, END);
        String names = String.join(";", headers.keySet());
        StringBuilder request = new StringBuilder("POST\n/\n\n");
        headers.forEach(
                (name, value) -> request.append(name).append(':').append(value).append('\n'));
        request.append('\n').append(names).append('\n').append(hash(body));
        String signed = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(bytes(request.toString())));
        try {
            takeKey(day, credentials.secret());
            String signature = HexFormat.of().formatHex(mac.doFinal(bytes(signed)));
            return String.join(
                    "",
                    "AWS4-HMAC-SHA256 Credential=",
                    credentials.keyId(),
                    "/",
                    scope,
                    ", SignedHeaders=",
                    names,
                    ", Signature=",
                    signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a MAC takes every key", e);
        }
    }

    private void takeKey(String day, String secret) throws GeneralSecurityException {
        if (keyOf.equals(day + secret)) {
            return;
        }
        byte[] key = bytes("AWS4" + secret);
        for (String part : new String[] {day, region, service, END}) {
            mac.init(new SecretKeySpec(key, MAC));
            key = mac.doFinal(bytes(part));
        }
        mac.init(new SecretKeySpec(key, MAC));
        keyOf = day + secret;
    }

    private String hash(byte[] bytes) {
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
