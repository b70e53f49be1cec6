package tidings.reminders;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.preferences.BriefTimes;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards of reminders, at the clock of their chat. Thread-safe.
public record ReminderCards(Texts texts, ZoneId zone) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /// Let a reminder come again, or at another time.
    public static final ButtonAction<Snooze> SNOOZE = new ButtonAction<>(
            "snooze",
            1,
            snooze -> List.of(Long.toString(snooze.id()), snooze.until().name().toLowerCase(Locale.ROOT)),
            fields -> new Snooze(
                    Long.parseLong(fields.get(0)), Until.valueOf(fields.get(1).toUpperCase(Locale.ROOT))));

    /// What it is about is done.
    public static final ButtonAction<Long> DONE = ButtonAction.ofId("reminded");

    public record Snooze(long id, Until until) {}

    /// For how long somebody snoozes, or when it is to come instead.
    public enum Until {
        MINUTES {
            @Override
            public Instant from(ZonedDateTime now) {
                return now.plusMinutes(10).toInstant();
            }
        },
        HOUR {
            @Override
            public Instant from(ZonedDateTime now) {
                return now.plusHours(1).toInstant();
            }
        },
        EVENING {
            @Override
            public Instant from(ZonedDateTime now) {
                return at(now, now.getHour() < EVENING_HOUR ? 0 : 1, EVENING_HOUR);
            }
        },
        TOMORROW {
            @Override
            public Instant from(ZonedDateTime now) {
                return at(now, 1, MORNING_HOUR);
            }
        },
        WEEK {
            @Override
            public Instant from(ZonedDateTime now) {
                return at(now, 7, MORNING_HOUR);
            }
        };

        private static final int MORNING_HOUR = 9;
        private static final int EVENING_HOUR = 18;

        /// @param now at the clock of the chat
        public abstract Instant from(ZonedDateTime now);

        private static Instant at(ZonedDateTime now, int days, int hour) {
            return now.toLocalDate()
                    .plusDays(days)
                    .atTime(hour, 0)
                    .atZone(now.getZone())
                    .toInstant();
        }
    }

    /// What a reminder is about.
    ///
    /// @param words may be empty
    /// @param title of the post, as long as it is kept
    /// @param permalink of the post; empty without one
    public record About(String words, Optional<String> title, String permalink) {}

    /// A reminder that is due.
    public Card due(long id, About about, Optional<BriefTimes> repeat) {
        List<Button> later = Stream.of(Until.MINUTES, Until.HOUR, Until.TOMORROW)
                .map(until -> button(id, until))
                .toList();
        StringJoiner text = new StringJoiner("\n");
        text.add("⏰ " + Html.bold(line(about)));
        repeat.ifPresent(times -> text.add("🔁 " + label(times)));
        return new Card(text.toString(), List.of(later, List.of(DONE.button(texts.get("reminder.done"), id))));
    }

    /// Says when a reminder that comes late was due.
    public String late(Instant dueAt) {
        return texts.get("reminder.late", date(dueAt.atZone(zone).toLocalDate()), clock(dueAt));
    }

    public Button button(long id, Until until) {
        return SNOOZE.button(
                texts.get("reminder.until." + until.name().toLowerCase(Locale.ROOT)), new Snooze(id, until));
    }

    /// What it is about, with a link to the post.
    public String line(About about) {
        List<String> parts = new ArrayList<>();
        if (!about.words().isEmpty()) {
            parts.add(Html.text(about.words()));
        }
        if (!about.permalink().isEmpty()) {
            parts.add(Html.link(
                    about.permalink(),
                    about.title().map(title -> Html.line(title, 120)).orElseGet(() -> texts.get("reminder.post"))));
        }
        return parts.isEmpty() ? texts.get("reminder.bare") : String.join(" · ", parts);
    }

    /// When it comes, such as `today at 18:00`.
    public String when(Instant at, Instant now, Optional<BriefTimes> repeat) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate date = LocalDate.ofInstant(at, zone);
        String key = date.equals(today) ? "today" : date.equals(today.plusDays(1)) ? "tomorrow" : "date";
        return texts.get("reminder.when." + key, clock(at), date(date))
                + repeat.map(times -> " · 🔁 " + label(times)).orElse("");
    }

    private String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(texts.locale())
                .format(date);
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /// All its times are the same.
    private String label(BriefTimes times) {
        String days = times.times().stream()
                .flatMap(time -> time.day().stream())
                .map(day -> day.getDisplayName(TextStyle.SHORT_STANDALONE, texts.locale()))
                .collect(Collectors.joining(", "));
        return (days.isEmpty() ? texts.get("reminder.daily") : days) + " "
                + times.times().getFirst().time();
    }
}
