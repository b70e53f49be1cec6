package tidings.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidings.telegram.Texts;

/// What a chat chose, as the names of settings and the texts of their choices. What it did not choose is
/// automatic.
///
/// To add a setting: a constant here with the choices that get a button, its entry in [#ALL], and its texts.
public record ChatSettings(@JsonProperty("chosen") Map<String, String> chosen) {
    /// The language of what the bot writes; automatically, the language of whoever writes to it.
    public static final Setting<String> LANGUAGE = Setting.oneOf("language", Texts.LANGUAGES);

    /// The time zone of the chat's hours; automatically UTC. Offered is a large city for each usual offset, from
    /// west to east.
    public static final Setting<ZoneId> ZONE = new Setting<>(
            "zone",
            List.of(
                    "Pacific/Honolulu",
                    "America/Anchorage",
                    "America/Los_Angeles",
                    "America/Denver",
                    "America/Chicago",
                    "America/New_York",
                    "America/Sao_Paulo",
                    "Europe/London",
                    "Europe/Berlin",
                    "Europe/Athens",
                    "Europe/Istanbul",
                    "Asia/Dubai",
                    "Asia/Karachi",
                    "Asia/Kolkata",
                    "Asia/Dhaka",
                    "Asia/Bangkok",
                    "Asia/Shanghai",
                    "Asia/Tokyo",
                    "Australia/Sydney",
                    "Pacific/Auckland"),
            ChatSettings::zone,
            ZoneId::getId);

    /// When nothing is delivered, but held; automatically never.
    public static final Setting<QuietHours> QUIET = new Setting<>(
            "quiet",
            List.of("21:00-07:00", "22:00-07:00", "23:00-08:00", "00:00-09:00"),
            QuietHours::parse,
            QuietHours::toString);

    /// About how many posts a day are delivered; automatically all.
    public static final Setting<Integer> PACE = Setting.number("pace", List.of("5", "12", "30", "60"), 1, 500);

    /// When posts come together as a brief; automatically each comes at once.
    public static final Setting<BriefTimes> BRIEF = new Setting<>(
            "brief",
            List.of("07:00", "08:00", "12:00", "18:00", "20:00", "08:00,18:00", "sun 10:00"),
            BriefTimes::parse,
            BriefTimes::toString);

    /// How single posts look; automatically with their pictures, of which those of spoilers can only then be
    /// hidden.
    public static final Setting<Look> MEDIA = Setting.of("media", Look.class);

    /// Whether posts that are not for minors are shown; automatically not.
    public static final Setting<Boolean> ADULT = new Setting<>(
            "adult",
            List.of("true"),
            text -> text.equals("true") ? Optional.of(true) : Optional.empty(),
            Object::toString);

    /// Whether what the chat does is counted; automatically it is, and briefs say when a level is reached.
    public static final Setting<Points> POINTS = Setting.of("points", Points.class);

    public static final List<Setting<?>> ALL = List.of(LANGUAGE, ZONE, QUIET, PACE, BRIEF, MEDIA, ADULT, POINTS);

    public static final ChatSettings NONE = new ChatSettings(Map.of());

    public ChatSettings {
        chosen = chosen == null ? Map.of() : Map.copyOf(chosen);
    }

    /// How a delivered post looks.
    public enum Look {
        /// Pictures themselves, and previews of everything else.
        MEDIA,
        /// Text, and Telegram's preview of its picture or link.
        PREVIEWS,
        /// Text alone.
        CARDS
    }

    /// What becomes of points.
    public enum Points {
        /// Counted, and told of in briefs.
        ON,
        OFF,
        /// Counted, and shown to those who ask.
        QUIET
    }

    /// Empty for automatic, and for a choice that this version does not know.
    public <T> Optional<T> get(Setting<T> setting) {
        return Optional.ofNullable(chosen.get(setting.name())).flatMap(setting.read());
    }

    /// In the language that was chosen.
    public Texts texts() {
        return Texts.of(get(LANGUAGE).orElse(Texts.DEFAULT));
    }

    /// The zone of the chat's hours.
    public ZoneId zone() {
        return get(ZONE).orElse(ZoneOffset.UTC);
    }

    public Look look() {
        return get(MEDIA).orElse(Look.MEDIA);
    }

    public boolean countsPoints() {
        return points() != Points.OFF;
    }

    public Points points() {
        return get(POINTS).orElse(Points.ON);
    }

    /// @param choice empty for automatic
    /// @throws IllegalArgumentException if the setting has no such choice
    public <T> ChatSettings with(Setting<T> setting, Optional<T> choice) {
        Map<String, String> next = new TreeMap<>(chosen);
        choice.map(setting.write())
                .ifPresentOrElse(
                        text -> next.put(setting.name(), setting.valid(text)), () -> next.remove(setting.name()));
        return new ChatSettings(next);
    }

    private static Optional<ZoneId> zone(String id) {
        try {
            return Optional.of(ZoneId.of(id));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
