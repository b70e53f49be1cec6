package tidings.cards;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.telegram.Texts;

/// Finds topics by what people call them.
public final class TopicNames {
    private static final String LABEL = "topic.label.";
    private static final Texts ENGLISH = Texts.of("en");

    private TopicNames() {}

    /// The topic's id: by that itself, else by words of its name in English or in the language of the texts, if no
    /// other topic has them.
    public static Optional<String> find(String typed, Texts texts) {
        String id = typed.strip().toLowerCase(Locale.ROOT);
        if (ENGLISH.has(LABEL + id)) {
            return Optional.of(id);
        }
        Set<String> wanted = words(typed);
        List<String> named = ENGLISH.keys().stream()
                .filter(key -> key.startsWith(LABEL) && !wanted.isEmpty())
                .filter(key -> Stream.of(ENGLISH, texts)
                        .anyMatch(one -> words(one.get(key)).containsAll(wanted)))
                .map(key -> key.substring(LABEL.length()))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    /// Without emoji and signs.
    private static Set<String> words(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }
}
