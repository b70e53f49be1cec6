package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The behaviour of a Bot API method, called with valid arguments.
@FunctionalInterface
interface BotMethod {
    Answer call(CallArguments arguments) throws InterruptedException;

    /// @param description the description that some methods return with their result
    record Answer(JsonNode result, Optional<String> description) {
        static Answer of(JsonNode result) {
            return new Answer(result, Optional.empty());
        }

        static Answer done() {
            return of(BooleanNode.TRUE);
        }

        static Answer done(String description) {
            return new Answer(BooleanNode.TRUE, Optional.of(description));
        }

        ObjectNode envelope() {
            ObjectNode envelope = Json.object().put("ok", true);
            envelope.set("result", result);
            description.ifPresent(words -> envelope.put("description", words));
            return envelope;
        }
    }
}
