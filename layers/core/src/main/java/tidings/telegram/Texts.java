package tidings.telegram;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tidings.domain.Resources;

/// What people read, in one language. The texts are `texts/<language>.properties`; a text is a [MessageFormat] pattern,
/// with its plural forms as `{0,choice,…}`. Thread-safe.
public final class Texts {
    /// In the order in which people choose. A language is complete, or it is not listed.
    public static final List<String> LANGUAGES = List.of("en", "de");

    /// What people get whose language we do not speak.
    public static final String DEFAULT = "en";

    private static final Map<String, Texts> ALL =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Texts::load));

    private final Locale locale;
    private final Map<String, String> patterns;

    private Texts(Locale locale, Map<String, String> patterns) {
        this.locale = locale;
        this.patterns = patterns;
    }

    /// The texts for an IETF language tag as Telegram's `language_code` has it, such as `de` or `pt-br`; those of the
    /// default language if there are none for it.
    public static Texts of(String tag) {
        return ALL.getOrDefault(Locale.forLanguageTag(tag).getLanguage(), ALL.get(DEFAULT));
    }

    /// @param arguments HTML where the text is shown as HTML
    /// @throws IllegalArgumentException if there is no such text
    public String get(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no text " + key + " in " + language());
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    public Set<String> keys() {
        return patterns.keySet();
    }

    /// The language, such as `en`.
    public String language() {
        return locale.getLanguage();
    }

    public Locale locale() {
        return locale;
    }

    private static Texts load(String language) {
        Map<String, String> patterns = Resources.properties(Texts.class, "/texts/" + language + ".properties");
        return new Texts(Locale.of(language), Map.copyOf(patterns));
    }
}
