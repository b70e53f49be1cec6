package tidings.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What stands for the id of a chat or a person in logs, and where it was erased: the same for the same id within
/// a deployment, and nothing can be told from it without the deployment's key. Thread-safe.
public final class LoggedId {
    private static final String ALGORITHM = "HmacSHA256";

    /// Of the function; without one in its environment, nothing is comparable with what other environments log.
    private static final LoggedId SYSTEM =
            Env.system().given("LOG_KEY").map(LoggedId::new).orElseGet(LoggedId::random);

    private final SecretKeySpec key;

    /// What a deployment with this key logs.
    public LoggedId(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    private static LoggedId random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new LoggedId(HexFormat.of().formatHex(key));
    }

    public static String of(long id) {
        return SYSTEM.hash(id);
    }

    /// A number that stands for the id where nothing else of it may be kept; no log has it.
    public static long keyed(long id) {
        return ByteBuffer.wrap(SYSTEM.mac(id, "erased")).getLong();
    }

    public String hash(long id) {
        return "#" + HexFormat.of().formatHex(mac(id, ""), 0, 8);
    }

    private byte[] mac(long id, String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
