package tidings.scraper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tidings.domain.Post;
import tidings.aws.Json;

/// What a page of a listing says beside its posts.
///
/// @param after where the next page begins; empty on the last one
/// @param skipped how many posts could not be taken over, such as those without a title
record ApiPage(Optional<String> after, int skipped) {
    /// Reads a page from its stream, one post at a time in memory.
    ///
    /// @return empty if the JSON is well formed and yet no listing
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON, or ends before its end
    static Optional<ApiPage> read(InputStream body, Consumer<Post> posts) throws IOException {
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
                    Optional<Post> post = ApiPost.read(json).toPost();
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
