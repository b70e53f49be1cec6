package tidings.botapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;
import tidings.aws.Json;

/// The Bot API. Thread-safe.
@FunctionalInterface
public interface Telegram {
    /// Calls a method once; every outcome that Telegram documents, and silence, is a [CallResult].
    CallResult call(PartialBotApiMethod<?> method);

    /// Reads a file that `getFile` told the path of: the result is its content in Base64. One of more than `max`
    /// bytes is refused, as is each where there are no files.
    default CallResult file(String path, int max) {
        return new CallResult.Refused(404, "no such file");
    }

    /// Builds every call and sends none: for priming. Whatever is sent becomes message 1.
    static Telegram silent() {
        ObjectNode sent = Json.mapper().createObjectNode().put("message_id", 1);
        return method -> {
            CallBody.of(method);
            return new CallResult.Done(sent);
        };
    }
}
