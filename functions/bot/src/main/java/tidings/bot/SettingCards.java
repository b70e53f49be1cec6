package tidings.bot;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.preferences.Schedule;
import tidings.preferences.Setting;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards on which a chat sees and chooses its settings. Every text of a setting begins with `setting.<name>.`.
///
/// @param comes about when a brief comes that is due then; empty if that is its time, or not known
record SettingCards(Texts texts, ChatSettings settings, Instant now, Function<Instant, Optional<Instant>> comes) {
    /// Show the choices of a setting; with an empty name, all settings.
    static final ButtonAction<String> OPEN = ButtonAction.ofText("settings");

    /// Choose.
    static final ButtonAction<Choice> CHOOSE = new ButtonAction<>(
            "set",
            1,
            choice -> List.of(choice.setting(), choice.text()),
            fields -> new Choice(fields.get(0), fields.get(1)));

    /// As earlier versions wrote it: choose a language, or with an empty text automatic.
    static final ButtonAction<String> LANGUAGE = ButtonAction.ofText("language");

    /// @param text of the choice; empty for automatic
    record Choice(String setting, String text) {
        static Choice of(Setting<?> setting, Optional<String> text) {
            return new Choice(setting.name(), text.orElse(""));
        }
    }

    SettingCards(Texts texts, ChatSettings settings, Instant now) {
        this(texts, settings, now, _ -> Optional.empty());
    }

    /// All settings and what is chosen, with a button each.
    Card all() {
        String lines = ChatSettings.ALL.stream()
                .map(setting -> texts.get(
                        "command.settings.line", Html.bold(name(setting)), Html.text(label(setting, chosen(setting)))))
                .collect(Collectors.joining("\n"));
        List<Button> buttons = ChatSettings.ALL.stream()
                .map(setting -> OPEN.button(name(setting), setting.name()))
                .toList();
        String crowded = Schedule.of(settings)
                .nextBrief(now)
                .flatMap(this::crowded)
                .map(line -> "\n\n" + line)
                .orElse("");
        return new Card(Html.bold(texts.get("command.settings.title")) + "\n\n" + lines + crowded, rows(buttons, 2));
    }

    /// The choices of a setting, the one that holds marked.
    Card choices(Setting<?> setting) {
        Optional<String> chosen = chosen(setting);
        List<Button> offered = Stream.concat(likely(setting), setting.offered().stream())
                .distinct()
                .map(Optional::of)
                .map(text -> choice(setting, text, chosen))
                .toList();
        List<List<Button>> rows = new ArrayList<>();
        rows.add(List.of(choice(setting, Optional.empty(), chosen)));
        rows.addAll(rows(offered, setting == ChatSettings.ZONE ? 3 : 2));
        rows.add(List.of(back()));
        String next = setting == ChatSettings.BRIEF
                ? next().map(line -> line + "\n\n").orElse("")
                : "";
        return new Card(next + texts.get(key(setting, "ask")), rows);
    }

    /// When what is held comes next, at the clock of the chat; empty if nothing is ever held.
    Optional<String> next() {
        Schedule schedule = Schedule.of(settings);
        return schedule.nextBrief(now).map(at -> {
            ZonedDateTime here = at.atZone(settings.zone());
            long days = ChronoUnit.DAYS.between(now.atZone(settings.zone()).toLocalDate(), here.toLocalDate());
            String next = texts.get(
                    "command.brief.next",
                    days,
                    DateTimeFormatter.ofPattern("EEEE, ", texts.locale()).format(here)
                            + DateTimeFormatter.ofLocalizedPattern("MMMMd")
                                    .withLocale(texts.locale())
                                    .format(here),
                    clock(at, settings.zone()),
                    city(settings.zone()));
            Stream<String> quiet =
                    schedule.waitsForQuiet(at) ? Stream.of(texts.get("command.brief.quiet")) : Stream.empty();
            return Stream.of(Stream.of(next), quiet, crowded(at).stream())
                    .flatMap(Function.identity())
                    .collect(Collectors.joining(" "));
        });
    }

    /// The same where briefs were chosen.
    Optional<String> nextBrief() {
        return settings.get(ChatSettings.BRIEF).flatMap(_ -> next());
    }

    private Optional<String> crowded(Instant due) {
        return comes.apply(due)
                .map(at -> texts.get("command.brief.crowded", clock(due, settings.zone()), clock(at, settings.zone())));
    }

    Button back() {
        return OPEN.button(texts.get("command.settings.back"), "");
    }

    /// What the setting says where the chat chose nothing, or the choice.
    String label(Setting<?> setting, Optional<String> text) {
        return text.map(chosen -> labelOf(setting, chosen)).orElseGet(() -> texts.get(key(setting, "automatic")));
    }

    private <T> String labelOf(Setting<T> setting, String text) {
        return setting.read()
                .apply(text)
                .map(choice -> switch (choice) {
                    case ZoneId zone -> texts.get("setting.zone.choice", clock(zone), city(zone));
                    case QuietHours quiet -> texts.get("setting.quiet.choice", quiet.from(), quiet.until());
                    case BriefTimes times ->
                        times.times().stream().map(this::briefTime).collect(Collectors.joining(", "));
                    case Integer number -> texts.get(key(setting, "choice"), number);
                    default -> texts.get(key(setting, text));
                })
                .orElse(text);
    }

    private String briefTime(BriefTimes.BriefTime brief) {
        return brief.day()
                        .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale()) + " ")
                        .orElse("")
                + brief.time();
    }

    /// What it is now in a zone.
    String clock(ZoneId zone) {
        return clock(now, zone);
    }

    private static String clock(Instant at, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    /// `America/New_York` is New York.
    static String city(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getId().substring(zone.getId().lastIndexOf('/') + 1).replace('_', ' ');
    }

    /// What a chat is told once it chose.
    String saved(Setting<?> setting) {
        return chosen(setting)
                .map(text -> texts.get(key(setting, "saved"), Html.text(labelOf(setting, text))))
                .orElseGet(() -> texts.get(key(setting, "saved-automatic")));
    }

    /// What a chat is told whose text is no choice, and how to write one.
    String unknown(Setting<?> setting, String typed) {
        return texts.get(key(setting, "unknown"), typed);
    }

    String name(Setting<?> setting) {
        return texts.get(key(setting, "name"));
    }

    private Button choice(Setting<?> setting, Optional<String> text, Optional<String> chosen) {
        return CHOOSE.button((text.equals(chosen) ? "✓ " : "") + label(setting, text), Choice.of(setting, text));
    }

    /// The zones of most people who speak the language come first.
    private Stream<String> likely(Setting<?> setting) {
        return setting == ChatSettings.ZONE ? likelyZones(texts).stream() : Stream.empty();
    }

    static List<String> likelyZones(Texts texts) {
        return List.of(texts.get("setting.zone.likely").split(" "));
    }

    /// Empty for automatic, and for a choice that this version does not know.
    private <T> Optional<String> chosen(Setting<T> setting) {
        return settings.get(setting).map(setting.write());
    }

    static String key(Setting<?> setting, String part) {
        return "setting." + setting.name() + "." + part;
    }

    static List<List<Button>> rows(List<Button> buttons, int width) {
        List<List<Button>> rows = new ArrayList<>();
        for (int i = 0; i < buttons.size(); i += width) {
            rows.add(buttons.subList(i, Math.min(i + width, buttons.size())));
        }
        return rows;
    }
}
