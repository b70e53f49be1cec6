package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The bot's command menus, one per scope and language. Thread-safe.
final class CommandLists {
    private static final int MAX = 100;
    private static final Pattern NAME = Pattern.compile("/?[a-z0-9_]{1,32}");
    private static final String DEFAULT = "default";

    private final Map<Key, ArrayNode> lists = new ConcurrentHashMap<>();

    private record Key(String scope, String language) {}

    void set(CallArguments arguments) {
        JsonNode commands = arguments.json("commands").orElseThrow();
        if (commands.size() > MAX) {
            throw ApiError.badRequest("BOT_COMMANDS_TOO_MUCH");
        }
        ArrayNode list = Json.array();
        for (JsonNode command : commands) {
            String name = command.get("command").asText();
            String description = command.get("description").asText().strip();
            if (!NAME.matcher(name).matches()) {
                throw ApiError.badRequest("BOT_COMMAND_INVALID");
            }
            if (description.isEmpty() || description.length() > 256) {
                throw ApiError.badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
            }
            list.add(Json.object()
                    .put("command", name.startsWith("/") ? name.substring(1) : name)
                    .put("description", description));
        }
        lists.put(key(arguments), list);
    }

    ArrayNode get(CallArguments arguments) {
        return lists.getOrDefault(key(arguments), Json.array());
    }

    void delete(CallArguments arguments) {
        lists.remove(key(arguments));
    }

    /// The menu of a chat: the list of the narrowest scope that has one.
    ArrayNode shown(Chat chat) {
        return List.of("chat " + chat.id().value(), chat.isGroup() ? "all_group_chats" : "all_private_chats", DEFAULT)
                .stream()
                .flatMap(scope -> List.of("en", "").stream().map(language -> new Key(scope, language)))
                .map(lists::get)
                .filter(list -> list != null && !list.isEmpty())
                .findFirst()
                .orElseGet(Json::array);
    }

    private static Key key(CallArguments arguments) {
        Optional<JsonNode> scope = arguments.json("scope");
        String name = scope.map(given -> {
                    String type = given.get("type").asText();
                    return switch (type) {
                        case "chat" -> type + " " + given.get("chat_id").asText();
                        case "chat_administrators", "chat_member" ->
                            throw ApiError.withoutBehaviour("the command scope " + type);
                        default -> type;
                    };
                })
                .orElse(DEFAULT);
        return new Key(name, arguments.optionalText("language_code").orElse(""));
    }
}
