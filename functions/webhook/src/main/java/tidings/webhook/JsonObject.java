package tidings.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Objects in JSON, written and read without trees of them.
final class JsonObject {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_BYTES = 2_048;

    /// Writes the fields of an object.
    @FunctionalInterface
    interface Fields {
        void write(JsonGenerator object) throws IOException;
    }

    private JsonObject() {}

    static byte[] bytes(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        try (JsonGenerator object = JSON.createGenerator(bytes)) {
            object.writeStartObject();
            fields.write(object);
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes whatever is written", e);
        }
        return bytes.toByteArray();
    }

    /// A text of the object; empty where it has none of that name, or where it is no object.
    static Optional<String> text(byte[] object, String name) {
        try (JsonParser in = JSON.createParser(object)) {
            return Optional.ofNullable(member(in, name));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Enters the object that comes next, and returns the name of its first field; null if it has none, or if
    /// something else comes.
    static String enter(JsonParser in) throws IOException {
        if (in.nextToken() == JsonToken.START_OBJECT) {
            return in.nextFieldName();
        }
        in.skipChildren();
        return null;
    }

    /// The text in one field of the object that comes next; null if it has no such field.
    static String member(JsonParser in, String name) throws IOException {
        String value = null;
        for (String field = enter(in); field != null; field = in.nextFieldName()) {
            if (field.equals(name)) {
                value = text(in);
            } else {
                skip(in);
            }
        }
        return value;
    }

    /// The text that comes next; null if something else comes.
    static String text(JsonParser in) throws IOException {
        boolean isText = in.nextToken() == JsonToken.VALUE_STRING;
        in.skipChildren();
        return isText ? in.getText() : null;
    }

    static void skip(JsonParser in) throws IOException {
        in.nextToken();
        in.skipChildren();
    }
}
