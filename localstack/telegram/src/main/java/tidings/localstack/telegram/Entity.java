package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A range of text with a type such as `bold` or `text_link`.
///
/// @param offset in UTF-16 units, as `length`
/// @param details the further fields of Telegram's MessageEntity, such as `url`
record Entity(String type, int offset, int length, Map<String, String> details) {
    Entity(String type, int offset, int length) {
        this(type, offset, length, Map.of());
    }

    int end() {
        return offset + length;
    }

    boolean overlaps(Entity other) {
        return offset < other.end() && other.offset < end();
    }

    Entity within(int shift, int textLength) {
        int from = Math.clamp(offset + (long) shift, 0, textLength);
        int to = Math.clamp(end() + (long) shift, 0, textLength);
        return new Entity(type, from, to - from, details);
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("type", type).put("offset", offset).put("length", length);
        details.forEach((name, value) -> {
            if (name.equals("unix_time")) {
                json.put(name, Long.parseLong(value));
            } else {
                json.put(name, value);
            }
        });
        return json;
    }
}
