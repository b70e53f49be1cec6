package tidings.api;

import java.util.Arrays;
import java.util.Map;
import tidings.aws.HttpResponse;
import tidings.domain.Sha256;

/// Adds a strong `ETag` to each successful GET and answers 304 to a client that has that body already
/// (<https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2>). It hashes the body as it is sent: a compressed one has a
/// tag of its own.
final class ConditionalGet implements Filter {
    private static final int HASH_BYTES = 16;

    @Override
    public HttpResponse apply(Request request, Handler next) {
        HttpResponse response = next.handle(request);
        if (!request.method().equals("GET") || response.status() != 200) {
            return response;
        }
        HttpResponse tagged = kept(response).with(Map.of("etag", tag(response.body())));
        boolean isKnown = request.header("if-none-match")
                .map(known -> matches(known, tagged.headers().get("etag")))
                .orElse(false);
        return isKnown ? new HttpResponse(304, tagged.headers(), "", false) : tagged;
    }

    /// A client may keep what no cache between us may.
    private static HttpResponse kept(HttpResponse response) {
        return response.headers().getOrDefault("cache-control", "").equals("no-store")
                ? response.with(Map.of("cache-control", "private, no-cache"))
                : response;
    }

    private static boolean matches(String known, String tag) {
        return Arrays.stream(known.split(","))
                .map(one -> one.strip().replaceFirst("^W/", ""))
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }

    private static String tag(String body) {
        return '"' + hash(body) + '"';
    }

    /// Of 32 hexadecimal digits.
    static String hash(String body) {
        return Sha256.hex(body, HASH_BYTES);
    }
}
