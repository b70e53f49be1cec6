package tidings.sender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import tidings.aws.Json;

/// The arguments of a call as Telegram takes them: a JSON object or, where one of them is bytes, a multipart form with
/// a file (https://core.telegram.org/bots/api#making-requests).
record CallBody(String contentType, byte[] bytes) {
    /// @param boundary stands in none of the arguments
    static CallBody of(JsonNode arguments, String boundary) throws IOException {
        Set<Map.Entry<String, JsonNode>> properties = arguments.properties();
        return properties.stream().anyMatch(property -> property.getValue().isBinary())
                ? new CallBody("multipart/form-data; boundary=" + boundary, form(properties, boundary))
                : new CallBody("application/json", Json.mapper().writeValueAsBytes(arguments));
    }

    private static byte[] form(Set<Map.Entry<String, JsonNode>> properties, String boundary) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Map.Entry<String, JsonNode> property : properties) {
            String name = property.getKey();
            JsonNode value = property.getValue();
            String file = value.isBinary() ? "; filename=\"" + name + ".png\"\r\nContent-Type: image/png" : "";
            form.writeBytes(ascii(
                    "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n"));
            form.writeBytes(value.isBinary() ? value.binaryValue() : text(value));
            form.writeBytes(ascii("\r\n"));
        }
        form.writeBytes(ascii("--" + boundary + "--\r\n"));
        return form.toByteArray();
    }

    private static byte[] text(JsonNode value) throws JsonProcessingException {
        String text = value.isTextual() ? value.textValue() : Json.mapper().writeValueAsString(value);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
