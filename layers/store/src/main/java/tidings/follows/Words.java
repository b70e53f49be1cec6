package tidings.follows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tidings.domain.Resources;

/// The words that the grammar knows, of all languages at once, for people mix them. Thread-safe.
final class Words {
    /// As many words make up the longest expression.
    static final int LONGEST = 4;

    private final Map<String, List<Meaning>> meanings = new HashMap<>();

    /// @param value of the term, if it has one
    record Meaning(Term term, String value) {}

    /// @param languages IETF tags of the resources `words.<language>.properties`
    Words(List<String> languages) {
        languages.forEach(this::add);
    }

    private void add(String language) {
        Resources.properties(Words.class, "words." + language + ".properties")
                .forEach((key, words) -> add(key.split("\\.", 2), words));
    }

    private void add(String[] key, String words) {
        Meaning meaning = new Meaning(Term.valueOf(key[0].toUpperCase(Locale.ROOT)), key.length > 1 ? key[1] : "");
        for (String word : words.strip().split("\\s+")) {
            meanings.computeIfAbsent(word.replace('_', ' '), _ -> new ArrayList<>())
                    .add(meaning);
        }
    }

    /// What a word or an expression means; empty if it is none of the grammar's.
    List<Meaning> of(String typed) {
        return meanings.getOrDefault(typed.toLowerCase(Locale.ROOT).replace('’', '\''), List.of());
    }
}
