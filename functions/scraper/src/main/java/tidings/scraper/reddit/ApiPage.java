package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.aws.Json;
import tidings.domain.Post;

/// One page of a feed in the API's JSON, without its posts.
///
/// @param after cursor of the next page; empty on the last one
/// @param skipped number of invalid posts, such as those without a title
record ApiPage(Optional<String> after, int skipped) {
    /// Parses a page from its stream, with one post in memory at a time.
    ///
    /// @return empty if the JSON is well formed but not a listing
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if the JSON is invalid or truncated
    static Optional<ApiPage> parse(InputStream body, Consumer<Post> posts) throws IOException {
        try (JsonParser json = Json.mapper().getFactory().createParser(body)) {
            Optional<ApiPage> page = Optional.empty();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return page;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT && field.equals("data")) {
                    page = data(json, posts);
                } else {
                    json.skipChildren();
                }
            }
            return page;
        }
    }

    private static Optional<ApiPage> data(JsonParser json, Consumer<Post> posts) throws IOException {
        Optional<String> after = Optional.empty();
        Optional<Integer> skipped = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("children") && value == JsonToken.START_ARRAY) {
                skipped = Optional.of(children(json, posts));
            } else if (field.equals("after") && value == JsonToken.VALUE_STRING) {
                after = Optional.of(json.getText()).filter(name -> name.matches("t3_[0-9a-z]+"));
            } else {
                json.skipChildren();
            }
        }
        Optional<String> next = after;
        return skipped.map(count -> new ApiPage(next, count));
    }

    private static int children(JsonParser json, Consumer<Post> posts) throws IOException {
        int skipped = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT && field.equals("data")) {
                    Optional<Post> post = ApiPost.parse(json).toPost();
                    post.ifPresent(posts);
                    skipped += post.isPresent() ? 0 : 1;
                } else {
                    json.skipChildren();
                }
            }
        }
        return skipped;
    }
}
