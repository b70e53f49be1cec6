package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A person, or the bot.
///
/// @param username without the `@`
record User(UserId id, String firstName, String username, boolean bot) {
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id.value())
                .put("is_bot", bot)
                .put("first_name", firstName)
                .put("username", username);
        return bot ? json : json.put("language_code", "en");
    }
}
