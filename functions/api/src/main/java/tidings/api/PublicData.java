package tidings.api;

import java.util.Map;
import tidings.aws.HttpResponse;

/// Responses that are the same for everybody, so that caches between us and people may keep them for a moment.
final class PublicData {
    private static final Map<String, String> SHARED =
            Map.of("cache-control", "public, max-age=30, stale-while-revalidate=300");

    private PublicData() {}

    static HttpResponse of(Object body) {
        return HttpResponse.json(200, body).with(SHARED);
    }
}
