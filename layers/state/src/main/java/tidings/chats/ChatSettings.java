package tidings.chats;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidings.telegram.Texts;

/// What a chat chose, as the names of settings and of their choices. What it did not choose is automatic.
///
/// To add a setting: a constant here, its line in [#ALL], and its texts.
public record ChatSettings(@JsonProperty("chosen") Map<String, String> chosen) {
    /// The language of what the bot writes; automatically, the language of whoever writes to it.
    public static final Setting LANGUAGE = new Setting("language", Texts.LANGUAGES);

    public static final List<Setting> ALL = List.of(LANGUAGE);

    public static final ChatSettings NONE = new ChatSettings(Map.of());

    public ChatSettings {
        chosen = Map.copyOf(chosen);
    }

    /// A choice that a chat has.
    ///
    /// @param name in texts, button data and the table
    public record Setting(String name, List<String> choices) {
        public Setting {
            choices = List.copyOf(choices);
        }
    }

    /// Empty for automatic, and for a choice that this version does not know.
    public Optional<String> get(Setting setting) {
        return Optional.ofNullable(chosen.get(setting.name())).filter(setting.choices()::contains);
    }

    /// @param choice empty for automatic
    /// @throws IllegalArgumentException naming the choices, if there is none of that name
    public ChatSettings with(Setting setting, Optional<String> choice) {
        choice.filter(name -> !setting.choices().contains(name)).ifPresent(name -> {
            throw new IllegalArgumentException(
                    setting.name() + " must be one of " + setting.choices() + ", not " + name);
        });
        Map<String, String> next = new TreeMap<>(chosen);
        choice.ifPresentOrElse(name -> next.put(setting.name(), name), () -> next.remove(setting.name()));
        return new ChatSettings(next);
    }
}
