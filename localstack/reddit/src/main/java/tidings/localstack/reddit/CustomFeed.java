package tidings.localstack.reddit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// The one custom feed of the sandbox. Its last subreddit has no posts.
final class CustomFeed {
    static final String PATH = "/api/multi/";
    private static final String NAME = "user/quiet-otter/m/outdoors";
    private static final List<String> SUBREDDITS = List.of("hiking", "photography", "empty_club");
    private static final ObjectMapper JSON = new ObjectMapper();

    private CustomFeed() {}

    /// Those of a custom feed; empty if there is none of that name.
    static List<String> subreddits(String name) {
        return name.equalsIgnoreCase(NAME) ? SUBREDDITS : List.of();
    }

    /// Of a private one Reddit says what it says of one that does not exist.
    static RedditResponse answer(RedditRequest request) {
        List<Map<String, String>> subreddits = subreddits(request.path().substring(PATH.length())).stream()
                .map(name -> Map.of("name", name))
                .toList();
        if (subreddits.isEmpty()) {
            return RedditResponse.refusal(404, "Not Found", "MULTI_NOT_FOUND");
        }
        Map<String, Object> feed = Map.of("path", "/" + NAME, "visibility", "public", "subreddits", subreddits);
        try {
            return RedditResponse.json(200, JSON.writeValueAsString(Map.of("kind", "LabeledMulti", "data", feed)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
