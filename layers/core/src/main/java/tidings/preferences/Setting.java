package tidings.preferences;

import java.util.List;
import java.util.Locale;
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

    /// @param choices of which the first one is what automatic means
    static <E extends Enum<E>> Setting<E> of(String name, Class<E> choices) {
        Function<E, String> write = choice -> choice.name().toLowerCase(Locale.ROOT);
        List<E> all = List.of(choices.getEnumConstants());
        return new Setting<>(
                name,
                all.stream().skip(1).map(write).toList(),
                text -> all.stream()
                        .filter(choice -> write.apply(choice).equals(text))
                        .findFirst(),
                write);
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
