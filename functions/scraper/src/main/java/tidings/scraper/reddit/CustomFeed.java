package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tidings.aws.Json;
import tidings.domain.Community;

/// What Reddit's API says of a custom feed, which it calls a multireddit: `{"data": {"subreddits": [{"name":
/// "java"}]}}`.
final class CustomFeed {
    /// Of a hundred subreddits, the most that one can have, and a description of 10,000 characters.
    static final int MAX_BYTES = 500_000;

    private CustomFeed() {}

    /// Its subreddits and profiles, without those that are no names.
    ///
    /// @throws MalformedResponseException if it is anything else
    static List<Community> communities(byte[] json) throws IOException {
        JsonNode listed = read(json).path("data").path("subreddits");
        if (!listed.isArray()) {
            throw new MalformedResponseException("JSON without the subreddits of a custom feed");
        }
        List<Community> named = new ArrayList<>();
        for (JsonNode one : listed) {
            Community.of(one.path("name").asText().toLowerCase(Locale.ROOT))
                    .filter(community -> !community.isMixed())
                    .ifPresent(named::add);
        }
        return List.copyOf(named);
    }

    private static JsonNode read(byte[] json) throws IOException {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedResponseException("invalid or truncated JSON");
        }
    }
}
