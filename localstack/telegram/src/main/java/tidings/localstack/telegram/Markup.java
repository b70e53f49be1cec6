package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The rules of a `reply_markup` beyond its types.
final class Markup {
    private static final int MAX_DATA_BYTES = 64;
    private static final int MAX_BUTTONS = 100;
    /// An inline button has exactly one of these.
    private static final List<String> ACTIONS = List.of(
            "url",
            "callback_data",
            "web_app",
            "login_url",
            "switch_inline_query",
            "switch_inline_query_current_chat",
            "switch_inline_query_chosen_chat",
            "copy_text",
            "callback_game",
            "pay");
    private static final Set<String> SCHEMES = Set.of("http", "https", "tg", "ton", "tonsite");

    private Markup() {}

    /// The given markup, or nothing if it has no button.
    static Optional<JsonNode> checked(Optional<JsonNode> given) {
        given.filter(markup -> markup.has("inline_keyboard")).ifPresent(Markup::check);
        return given.filter(markup ->
                !markup.has("inline_keyboard") || buttons(markup).findAny().isPresent());
    }

    static Stream<JsonNode> buttons(JsonNode keyboard) {
        return StreamSupport.stream(keyboard.get("inline_keyboard").spliterator(), false)
                .flatMap(row -> StreamSupport.stream(row.spliterator(), false));
    }

    private static void check(JsonNode keyboard) {
        if (buttons(keyboard).count() > MAX_BUTTONS) {
            throw ApiError.badRequest("REPLY_MARKUP_TOO_LONG");
        }
        ArrayNode rows = (ArrayNode) keyboard.get("inline_keyboard");
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                checkButton(rows.get(row).get(column), "inline_keyboard[%d][%d]".formatted(row, column));
            }
        }
    }

    private static void checkButton(JsonNode button, String path) {
        if (button.get("text").asText().isBlank()) {
            throw ApiError.badRequest("can't parse inline keyboard button: the text of %s is empty".formatted(path));
        }
        long actions = ACTIONS.stream().filter(button::hasNonNull).count();
        if (actions == 0) {
            throw ApiError.badRequest(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        if (actions > 1) {
            throw ApiError.badRequest(
                    "can't parse inline keyboard button: %s needs exactly one of %s".formatted(path, ACTIONS));
        }
        if (button.hasNonNull("callback_data")) {
            int bytes = button.get("callback_data").asText().getBytes(StandardCharsets.UTF_8).length;
            if (bytes < 1 || bytes > MAX_DATA_BYTES) {
                throw ApiError.badRequest("BUTTON_DATA_INVALID");
            }
        }
        if (button.hasNonNull("url") && !isAddress(button.get("url").asText())) {
            throw ApiError.badRequest("inline keyboard button URL '%s' is invalid: Wrong HTTP URL"
                    .formatted(button.get("url").asText()));
        }
    }

    private static boolean isAddress(String url) {
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "http" : url.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
        return SCHEMES.contains(scheme) && Entities.link(url).isPresent();
    }
}
