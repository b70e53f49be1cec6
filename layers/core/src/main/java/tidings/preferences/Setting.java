package tidings.preferences;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A choice that a chat has.
///
/// @param name in texts, button data and the table
/// @param offered the texts of the choices that have a button, besides automatic
/// @param read makes a choice of its text; empty for a text that is none
/// @param write makes the text of a choice
public record Setting<T>(
        String name, List<String> offered, Function<String, Optional<T>> read, Function<T, String> write) {
    static Setting<String> oneOf(String name, List<String> choices) {
        return new Setting<>(name, choices, text -> Optional.of(text).filter(choices::contains), Function.identity());
    }

    static Setting<Integer> number(String name, List<String> offered, int min, int max) {
        return new Setting<>(
                name,
                offered,
                text -> Optional.of(text)
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .filter(number -> number >= min && number <= max),
                Object::toString);
    }

    /// @throws IllegalArgumentException if a text is no choice
    String valid(String text) {
        if (read.apply(text).isEmpty()) {
            throw new IllegalArgumentException(name + " cannot be " + text);
        }
        return text;
    }
}
