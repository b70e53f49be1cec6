package tidings.scraper.reddit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.PostId;

/// One page of a feed in the API's JSON, without its entries.
///
/// @param after cursor of the next page; empty on the last one
/// @param entries how many Reddit says there are; empty if it does not say
record ApiPage(Optional<PostId> after, OptionalInt entries) {
    /// Lenient where a single post would otherwise cost all others: its nesting, its numbers, its characters.
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(1_000_000)
                    .build())
            .build();

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    /// Parses a page from its stream, with one entry in memory at a time.
    ///
    /// @return empty if the JSON is well formed but not a listing
    /// @throws com.fasterxml.jackson.core.JsonProcessingException if the JSON is invalid or truncated
    static Optional<ApiPage> parse(InputStream body, Entries entries) throws IOException {
        Reader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        try (JsonParser json = JSON.createParser(text)) {
            Optional<ApiPage> page = Optional.empty();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return page;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT && field.equals("data")) {
                    page = data(json, entries);
                } else {
                    json.skipChildren();
                }
            }
            return page;
        }
    }

    private static Optional<ApiPage> data(JsonParser json, Entries entries) throws IOException {
        Optional<PostId> after = Optional.empty();
        OptionalInt dist = OptionalInt.empty();
        boolean isListing = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("children") && value == JsonToken.START_ARRAY) {
                isListing = true;
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    child(json, entries);
                }
            } else if (field.equals("after") && value == JsonToken.VALUE_STRING) {
                after = Optional.of(json.getText())
                        .filter(name -> name.matches("t3_[0-9a-z]{1,13}"))
                        .map(name -> new PostId(name.substring(3)));
            } else if (field.equals("dist") && value == JsonToken.VALUE_NUMBER_INT) {
                dist = OptionalInt.of((int) json.getValueAsDouble());
            } else {
                json.skipChildren();
            }
        }
        return isListing ? Optional.of(new ApiPage(after, dist)) : Optional.empty();
    }

    /// The kind says what an entry is; without one it is a post.
    private static void child(JsonParser json, Entries entries) throws IOException {
        Optional<ApiEntry> entry = Optional.empty();
        String kind = "t3";
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT && field.equals("data")) {
                    entry = Optional.of(ApiEntry.parse(json));
                } else if (value == JsonToken.VALUE_STRING && field.equals("kind")) {
                    kind = json.getText();
                } else {
                    json.skipChildren();
                }
            }
        } else {
            json.skipChildren();
        }
        if (entry.isPresent()) {
            entries.accept(entry.get().as(kind));
        } else {
            entries.skip();
        }
    }
}
