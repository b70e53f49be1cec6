package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/// The arguments of a call, after validation of names and types.
record CallArguments(ObjectNode values, Map<String, Upload> uploads) {
    String text(String name) {
        return values.get(name).asText();
    }

    Optional<String> optionalText(String name) {
        return json(name).map(JsonNode::asText);
    }

    long number(String name, long otherwise) {
        return json(name).map(JsonNode::asLong).orElse(otherwise);
    }

    boolean flag(String name) {
        return json(name).map(JsonNode::asBoolean).orElse(false);
    }

    Optional<JsonNode> json(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// The public name of a channel, without its @, if that is what the call names.
    Optional<String> channel() {
        return optionalText("chat_id").filter(name -> name.startsWith("@")).map(name -> name.substring(1));
    }

    ChatId chat() {
        JsonNode id = json("chat_id").orElseThrow(() -> ApiError.badRequest("chat_id is empty"));
        if (!id.isIntegralNumber()) {
            throw ApiError.badRequest("chat not found");
        }
        return new ChatId(id.longValue());
    }

    MessageId message() {
        return new MessageId(json("message_id")
                .orElseThrow(() -> ApiError.badRequest("message identifier is not specified"))
                .asLong());
    }

    FormattedText words(String name, String entities, int max, String tooLong) {
        FormattedText words =
                FormattedText.read(optionalText(name).orElse(""), optionalText("parse_mode"), json(entities));
        if (words.length() > max) {
            throw ApiError.badRequest(tooLong);
        }
        return words;
    }
}
