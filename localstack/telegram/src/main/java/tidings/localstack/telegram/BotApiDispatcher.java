package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tidings.localstack.telegram.ApiError.Reason;
import tidings.localstack.telegram.BotApiFacts.Method;

/// The Bot API (https://core.telegram.org/bots/api) without HTTP: validates a call as Telegram does, then runs the
/// method. Thread-safe.
final class BotApiDispatcher {
    /// Valid fields that have an effect at Telegram but are not implemented here.
    private static final List<String> WITHOUT_BEHAVIOUR = List.of(
            "business_connection_id",
            "direct_messages_topic_id",
            "icon_custom_emoji_id",
            "inline_message_id",
            "suggested_post_parameters",
            "rich_message",
            "certificate");

    private volatile byte[] token;
    private final BotApiFacts facts;
    private final FieldCheck fields;
    private final Map<String, BotMethod> methods = new HashMap<>();

    BotApiDispatcher(String token, BotApiFacts facts, List<Map<String, BotMethod>> methods) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.facts = facts;
        this.fields = new FieldCheck(facts);
        methods.forEach(this.methods::putAll);
    }

    void renew(String newToken) {
        token = newToken.getBytes(StandardCharsets.UTF_8);
    }

    boolean admits(String shownToken) {
        return MessageDigest.isEqual(token, shownToken.getBytes(StandardCharsets.UTF_8));
    }

    /// The envelope of the result; an [ApiError] has one, too.
    ObjectNode call(String methodName, ObjectNode arguments, List<Upload> uploads) throws InterruptedException {
        Method method = facts.method(methodName)
                .orElseThrow(() -> new ApiError(
                        Reason.NOT_FOUND,
                        "method not found; nearest is " + Nearest.of(methodName, facts.methodNames())));
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(arguments.toString())) {
            throw ApiError.badRequest("strings must be encoded in UTF-8");
        }
        Map<String, Upload> files =
                uploads.stream().collect(Collectors.toMap(Upload::name, Function.identity(), (_, later) -> later));
        ObjectNode checked = fields.check(method, arguments, files.keySet());
        BotMethod behaviour = methods.get(method.name());
        if (behaviour == null) {
            throw ApiError.withoutBehaviour(method.name());
        }
        WITHOUT_BEHAVIOUR.stream().filter(checked::has).findFirst().ifPresent(field -> {
            throw ApiError.withoutBehaviour("the field " + field + " of " + method.name());
        });
        return behaviour.call(new CallArguments(checked, files)).envelope();
    }
}
