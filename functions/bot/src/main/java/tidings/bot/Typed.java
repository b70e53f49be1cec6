package tidings.bot;

import java.text.Normalizer;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.telegram.Texts;

/// Reads what people write for a setting, such as `22-7`, `8am and 6pm`, `berlin` or `off`.
///
/// @param cards name choices in the chat's language
record Typed(SettingCards cards) {
    /// An hour, perhaps minutes, perhaps which half of the day.
    private static final Pattern TIME = Pattern.compile(
            "(?<![\\d:.])(\\d{1,2})(?:[:.h](\\d{2}))?\\s*(?:([ap])\\.?m\\.?|uhr|h|o[’']clock)?(?![\\d:.\\p{L}])");

    private static final Pattern BETWEEN = Pattern.compile("\\s*(?:[-–—]|\\b(?:to|till|until|bis)\\b)\\s*");
    private static final Pattern AND = Pattern.compile("\\s*(?:[,;+&/]|\\b(?:and|und)\\b)\\s*");
    private static final Pattern FILLER =
            Pattern.compile("\\b(?:from|at|on|every|each|daily|von|um|ab|am|jeden|jede|täglich)\\b\\.?");
    private static final Pattern DAY = Pattern.compile("\\p{L}+\\.?");

    /// The setting that somebody names.
    Optional<Setting<?>> setting(String word) {
        return ChatSettings.ALL.stream()
                .filter(setting ->
                        setting.name().equals(word.toLowerCase(Locale.ROOT)) || isAmong("words", setting, word))
                .findFirst();
    }

    private boolean isAmong(String part, Setting<?> setting, String typed) {
        return words(SettingCards.key(setting, part)).contains(lower(typed));
    }

    /// The choice's text; empty text for automatic, nothing if there is no such choice.
    Optional<String> read(Setting<?> setting, String typed) {
        String wanted = lower(typed);
        if (isAmong("yes", setting, wanted)) {
            return Optional.of(setting.offered().getFirst());
        }
        if (words("setting.automatic").contains(wanted)
                || wanted.equals(lower(cards.label(setting, Optional.empty())))) {
            return Optional.of("");
        }
        return Stream.of(wanted, typed.strip(), typed.strip().toUpperCase(Locale.ROOT), times(wanted))
                .filter(text -> setting.read().apply(text).isPresent())
                .findFirst()
                .or(() -> setting.offered().stream()
                        .filter(offered -> lower(cards.label(setting, Optional.of(offered)))
                                .equals(wanted))
                        .findFirst())
                .or(() -> setting == ChatSettings.ZONE ? zone(wanted) : Optional.empty());
    }

    /// A zone by its id or its city, in any case, with or without accents.
    private static Optional<String> zone(String typed) {
        String wanted = plain(typed).replaceAll("[ _-]+", "_");
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id -> {
                    String known = plain(id).replace('-', '_');
                    return known.equals(wanted) || known.endsWith("/" + wanted);
                })
                .min(Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    /// Times as settings write them: `22 to 7` is `22:00-07:00`, `mondays at 6pm` is `mon 18:00`.
    private String times(String typed) {
        String text = TIME.matcher(typed).replaceAll(Typed::time);
        text = FILLER.matcher(text).replaceAll(" ").strip();
        text = AND.matcher(BETWEEN.matcher(text).replaceAll("-")).replaceAll(",");
        text = DAY.matcher(text).replaceAll(found -> day(found.group()).orElse(found.group()));
        return text.strip().replaceAll("\\s+", " ").replaceAll("(:\\d\\d) ", "$1,");
    }

    private static String time(MatchResult found) {
        int hour = Integer.parseInt(found.group(1));
        String half = found.group(3);
        String minutes = found.group(2) == null ? "00" : found.group(2);
        if (half == null) {
            return hour == 24 && minutes.equals("00") ? "00:00" : "%02d:%s".formatted(hour, minutes);
        }
        boolean is = hour >= 1 && hour <= 12;
        return is ? "%02d:%s".formatted(hour % 12 + (half.equals("p") ? 12 : 0), minutes) : found.group();
    }

    /// By its name in the chat's language or in English, or the beginning of it.
    private Optional<String> day(String typed) {
        String wanted = typed.replaceAll("\\.$", "");
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> wanted.length() > 1
                        && Stream.of(cards.texts().locale(), Locale.ENGLISH)
                                .map(locale -> day.getDisplayName(TextStyle.FULL, locale)
                                        .toLowerCase(locale))
                                .anyMatch(name -> (name + "s").equals(wanted) || name.startsWith(wanted)))
                .findFirst()
                .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT));
    }

    private List<String> words(String key) {
        Texts texts = cards.texts();
        return texts.has(key) ? List.of(texts.get(key).split(" ")) : List.of();
    }

    private String lower(String text) {
        return text.strip().toLowerCase(cards.texts().locale());
    }
}
