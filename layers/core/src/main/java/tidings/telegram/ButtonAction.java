package tidings.telegram;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.domain.PostId;

/// What one kind of button does, and how its callback data is written: word, version and fields, such as
/// `top|1|java|day|5`. Whoever changes the fields raises the version, so that old buttons are recognized and answered
/// politely. Thread-safe.
///
/// @param word names the kind; unique among all actions
/// @param fields the fields of a value, none of which has a `|`
/// @param read makes the value of its fields; may throw [IllegalArgumentException] for fields that no button has
public record ButtonAction<T>(
        String word, int version, Function<T, List<String>> fields, Function<List<String>, T> read) {
    /// https://core.telegram.org/bots/api#inlinekeyboardbutton
    private static final int MAX_BYTES = 64;

    private static final String SEPARATOR = "|";

    /// Its one field is a text.
    public static ButtonAction<String> ofText(String word) {
        return new ButtonAction<>(word, 1, List::of, List::getFirst);
    }

    /// Its one field is a number within 0 and `max`.
    public static ButtonAction<Integer> ofNumber(String word, int max) {
        return new ButtonAction<>(
                word, 1, number -> List.of(number.toString()), fields -> number(fields.getFirst(), max));
    }

    /// Its one field is the id of what it is about.
    public static ButtonAction<Long> ofId(String word) {
        return new ButtonAction<>(word, 1, id -> List.of(id.toString()), fields -> Long.parseLong(fields.getFirst()));
    }

    /// Its one field is a post.
    public static ButtonAction<PostId> ofPost(String word) {
        return new ButtonAction<>(word, 1, post -> List.of(post.value()), fields -> new PostId(fields.getFirst()));
    }

    /// @throws IllegalArgumentException if the data does not fit a button
    public String data(T value) {
        if (!fits(value)) {
            throw new IllegalArgumentException("callback data of " + word + " takes more than " + MAX_BYTES + " bytes");
        }
        return text(value);
    }

    /// Whether the data fits a button.
    public boolean fits(T value) {
        return text(value).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    }

    private String text(T value) {
        return prefix() + String.join(SEPARATOR, fields.apply(value));
    }

    public Button button(String label, T value) {
        return new Button(label, data(value));
    }

    /// Empty for data of other buttons and of other versions, and for data that somebody made up.
    public Optional<T> parse(String data) {
        if (!data.startsWith(prefix())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    read.apply(List.of(data.substring(prefix().length()).split("\\|", -1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private String prefix() {
        return word + SEPARATOR + version + SEPARATOR;
    }

    /// Reads a whole number.
    ///
    /// @throws IllegalArgumentException if it is not within 0 and `max`
    public static int number(String digits, int max) {
        int number = Integer.parseInt(digits);
        if (number < 0 || number > max) {
            throw new IllegalArgumentException("not within 0 and " + max + ": " + digits);
        }
        return number;
    }
}
