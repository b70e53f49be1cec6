package tidings.localstack.trigger;

import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The signer of a SigV4 request. There are no accounts here, so only the shape of the signature is checked.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
final class Signature {
    private static final Pattern SIGNED = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/,]+)/[^,]+, *SignedHeaders=[^,]+, *Signature=[0-9a-f]{64}");

    private Signature() {}

    /// The access key; empty for a request that is not signed.
    static Optional<String> signer(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(SIGNED::matcher)
                .filter(Matcher::matches)
                .map(signed -> signed.group(1));
    }
}
