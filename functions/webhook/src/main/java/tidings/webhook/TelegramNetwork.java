package tidings.webhook;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The addresses that Telegram posts updates from (https://core.telegram.org/bots/webhooks#the-short-version), and this
/// machine, where the local stack plays its part.
final class TelegramNetwork {
    private TelegramNetwork() {}

    /// @param address in digits, as AWS gives it; may be null
    static boolean contains(String address) {
        if (address == null) {
            return false;
        }
        InetAddress parsed = InetAddress.ofLiteral(address);
        if (parsed.isLoopbackAddress() || parsed.getAddress().length != Integer.BYTES) {
            return parsed.isLoopbackAddress();
        }
        int bits = ByteBuffer.wrap(parsed.getAddress()).getInt();
        boolean first = (bits & 0xFFFFF000) == 0x959AA000; // 149.154.160.0/20
        boolean second = (bits & 0xFFFFFC00) == 0x5B6C0400; // 91.108.4.0/22
        return first || second;
    }
}
