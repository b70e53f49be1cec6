package tidings.alarms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.AlarmPress;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.telegram.Button;

/// How incidents look. Times are UTC, as CloudWatch's are.
final class AlarmCards {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM HH:mm").withZone(ZoneOffset.UTC);
    private static final int REASON = 300;

    private static final int SYMPTOM = 100;

    /// Telegram takes 4,096 units; so many alarms leave room for the rest.
    private static final int LISTED = 25;

    private AlarmCards() {}

    static Card of(Incident incident) {
        Alarm alarm = incident.alarm();
        Stream.Builder<String> lines = Stream.builder();
        lines.add(icon(incident.state()) + " " + Html.bold(Html.line(alarm.symptom(), REASON)));
        lines.add(Html.line(incident.reason(), REASON));
        lines.add("");
        if (incident.isOpen() && !alarm.first().isEmpty()) {
            lines.add("First: <code>" + Html.line(alarm.first(), REASON) + "</code>");
        }
        if (!alarm.runbook().isEmpty() && !isLink(alarm.runbook())) {
            lines.add("Runbook: <code>" + Html.text(alarm.runbook()) + "</code>");
        }
        lines.add(when(incident) + care(incident));
        lines.add("<code>" + Html.text(alarm.name()) + "</code>");
        return new Card(lines.build().collect(Collectors.joining("\n")), buttons(incident));
    }

    /// Stands where a card stood before its incident became a part of a storm.
    static Card folded(Incident incident) {
        return Card.of("⤵ " + Html.line(incident.alarm().symptom(), REASON) + "\n<i>is a part of the storm below.</i>");
    }

    /// @param incidents of one storm, at least one
    static Card storm(List<Incident> incidents) {
        List<Incident> ordered = incidents.stream()
                .sorted(Comparator.comparing(Incident::opened)
                        .thenComparing(i -> i.alarm().name()))
                .toList();
        Incident first = ordered.getFirst();
        long open = ordered.stream().filter(Incident::isOpen).count();
        Stream.Builder<String> lines = Stream.builder();
        lines.add((open > 0 ? "⛈ " : "✅ ")
                + Html.bold(
                        ordered.size() + " alarms within a minute, " + (open > 0 ? open + " still ring" : "all over")));
        lines.add("");
        ordered.stream().limit(LISTED).map(AlarmCards::listed).forEach(lines::add);
        if (ordered.size() > LISTED) {
            lines.add("… and " + (ordered.size() - LISTED) + " more");
        }
        lines.add("");
        lines.add("since " + DAY.format(first.opened()) + care(first));
        return new Card(
                lines.build().collect(Collectors.joining("\n")), open > 0 ? List.of(careButtons(first)) : List.of());
    }

    private static String listed(Incident incident) {
        String symptom = Html.line(incident.alarm().symptom(), SYMPTOM);
        String runbook = incident.alarm().runbook();
        return icon(incident.state()) + " " + (isLink(runbook) ? Html.link(runbook, symptom) : symptom);
    }

    static String time(Instant instant) {
        return CLOCK.format(instant) + " UTC";
    }

    private static String when(Incident incident) {
        String times = incident.times() > 1 ? " · rang " + incident.times() + " times" : "";
        return incident.isOpen()
                ? "since " + DAY.format(incident.opened()) + times
                : DAY.format(incident.opened()) + " to " + CLOCK.format(incident.changed()) + times;
    }

    private static String care(Incident incident) {
        return incident.acknowledgedBy()
                        .map(by -> "\n👀 acknowledged by " + Html.line(by, 64))
                        .orElse("")
                + incident.mutedUntil()
                        .map(until -> "\n🔕 muted until " + time(until))
                        .orElse("");
    }

    private static List<List<Button>> buttons(Incident incident) {
        List<List<Button>> rows = new ArrayList<>();
        if (incident.isOpen()) {
            rows.add(careButtons(incident));
        }
        List<Button> look = new ArrayList<>();
        if (!incident.alarm().widget().isEmpty()) {
            look.add(button("📈 Graph", ButtonPressedV1.Button.GRAPH, incident));
        }
        if (isLink(incident.alarm().runbook())) {
            look.add(Button.opening("📖 Runbook", incident.alarm().runbook()));
        }
        if (!look.isEmpty()) {
            rows.add(look);
        }
        return rows;
    }

    private static List<Button> careButtons(Incident incident) {
        return List.of(
                button("👀 Acknowledge", ButtonPressedV1.Button.ACKNOWLEDGE, incident),
                button("🔕 Mute 1 h", ButtonPressedV1.Button.MUTE, incident));
    }

    private static Button button(String label, ButtonPressedV1.Button button, Incident incident) {
        return new Button(label, new AlarmPress(button, incident.button()).data());
    }

    private static boolean isLink(String runbook) {
        return runbook.startsWith("https://") || runbook.startsWith("http://");
    }

    private static String icon(AlarmState state) {
        return switch (state) {
            case ALARM -> "🔴";
            case OK -> "✅";
            case INSUFFICIENT_DATA -> "⚪";
        };
    }
}
