package tidings.alarms;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Cards of incidents, in one language. Times are UTC, as in CloudWatch.
record AlarmCards(Texts texts) {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final Pattern LINK = Pattern.compile("https?://[\\w-]+(\\.[\\w-]+)+(:\\d+)?([/?#][^\\s\"]*)?");
    private static final int REASON = 300;
    private static final int SYMPTOM = 100;
    private static final int NAME = 64;

    /// Telegram accepts 4,096 units; so many alarms leave room for the rest.
    private static final int LISTED = 25;

    Card of(Incident incident) {
        Alarm alarm = incident.alarm();
        Stream.Builder<String> lines = Stream.builder();
        lines.add(icon(incident.state()) + " " + Html.bold(Html.line(alarm.symptom(), REASON)));
        lines.add(Html.line(incident.reason(), REASON));
        lines.add("");
        if (incident.isOpen() && !alarm.first().isEmpty()) {
            lines.add(texts.get("alarm.first", code(Html.line(alarm.first(), REASON))));
        }
        if (!alarm.runbook().isEmpty() && !isLink(alarm.runbook())) {
            lines.add(texts.get("alarm.runbook", code(Html.line(alarm.runbook(), REASON))));
        }
        if (incident.isOpen()) {
            incident.findings().stream().flatMap(this::causes).forEach(lines::add);
        }
        lines.add(when(incident) + care(incident));
        lines.add(code(Html.line(alarm.name(), REASON)));
        return new Card(lines.build().collect(Collectors.joining("\n")), buttons(incident));
    }

    /// Replaces the card of an incident that joined a storm.
    Card folded(Incident incident) {
        return Card.of(
                "⤵ " + texts.get("alarm.folded", Html.line(incident.alarm().symptom(), REASON)));
    }

    /// @param incidents of one storm, at least one
    Card storm(List<Incident> incidents) {
        List<Incident> ordered = incidents.stream()
                .sorted(Comparator.comparing(Incident::opened)
                        .thenComparing(incident -> incident.alarm().name()))
                .toList();
        Incident first = ordered.getFirst();
        long open = ordered.stream().filter(Incident::isOpen).count();
        String title = open > 0
                ? "⛈ " + Html.bold(texts.get("alarm.storm.open", ordered.size(), open))
                : "✅ " + Html.bold(texts.get("alarm.storm.over", ordered.size()));
        Stream.Builder<String> lines = Stream.<String>builder().add(title).add("");
        ordered.stream().limit(LISTED).map(AlarmCards::listed).forEach(lines::add);
        if (ordered.size() > LISTED) {
            lines.add(texts.get("alarm.storm.more", ordered.size() - LISTED));
        }
        lines.add("");
        Optional<Findings> found = ordered.stream()
                .flatMap(incident -> incident.findings().stream())
                .findFirst()
                .filter(_ -> open > 0);
        found.stream().flatMap(this::causes).forEach(lines::add);
        lines.add(texts.get("alarm.open", date(first.opened()), 1) + care(first));
        List<List<Button>> rows = new ArrayList<>();
        if (open > 0) {
            rows.add(careButtons(first));
            found.ifPresent(findings -> rows.addAll(remedies(findings, first)));
        }
        return new Card(lines.build().collect(Collectors.joining("\n")), rows);
    }

    private Stream<String> causes(Findings findings) {
        Stream<String> suspects = findings.suspects().stream()
                .map(suspect -> "• "
                        + texts.get(
                                suspect.cause().text(),
                                Html.line(suspect.about(), NAME),
                                suspect.now(),
                                suspect.before()));
        Stream<String> error = findings.error().stream()
                .map(met -> texts.get(
                        "alarm.error",
                        code(Html.line(met.type(), REASON)),
                        met.service(),
                        CLOCK.format(met.first()) + " UTC",
                        met.times()));
        Stream<String> change = findings.changed().stream()
                .map(last -> texts.get(
                        "alarm.changed",
                        last.tunable(),
                        last.from(),
                        last.to(),
                        Html.line(last.by().replaceFirst(".*/", ""), NAME) + ", " + CLOCK.format(last.at()) + " UTC"));
        String title = texts.get(findings.suspects().isEmpty() ? "alarm.suspects.none" : "alarm.suspects");
        return Stream.of(Stream.of(title), suspects, error, change, Stream.of(""))
                .flatMap(lines -> lines);
    }

    private List<List<Button>> remedies(Findings findings, Incident incident) {
        List<List<Button>> rows = new ArrayList<>();
        findings.changed()
                .map(change -> texts.get("alarm.button.undo", change.tunable(), change.from()))
                .map(text -> List.of(labelled(text, ButtonPressedV1.Button.UNDO, incident)))
                .ifPresent(rows::add);
        findings.advice()
                .map(advice -> texts.get("alarm.button.apply", advice.tunable(), advice.from(), advice.to()))
                .map(text -> List.of(labelled(text, ButtonPressedV1.Button.APPLY, incident)))
                .ifPresent(rows::add);
        return rows;
    }

    private static String listed(Incident incident) {
        String symptom = Html.line(incident.alarm().symptom(), SYMPTOM);
        String runbook = incident.alarm().runbook();
        return icon(incident.state()) + " " + (isLink(runbook) ? Html.link(runbook, symptom) : symptom);
    }

    private String when(Incident incident) {
        return incident.isOpen()
                ? texts.get("alarm.open", date(incident.opened()), incident.times())
                : texts.get(
                        "alarm.closed", date(incident.opened()), CLOCK.format(incident.changed()), incident.times());
    }

    private String care(Incident incident) {
        String acknowledged = incident.acknowledgedBy()
                .map(by -> "\n" + texts.get("alarm.acknowledged", Html.line(by, NAME)))
                .orElse("");
        String muted = incident.mutedUntil()
                .map(until -> "\n" + texts.get("alarm.muted", CLOCK.format(until) + " UTC"))
                .orElse("");
        return acknowledged + muted;
    }

    private String date(Instant instant) {
        return DateTimeFormatter.ofPattern(texts.get("alarm.date"), texts.locale())
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private List<List<Button>> buttons(Incident incident) {
        List<List<Button>> rows = new ArrayList<>();
        if (incident.isOpen()) {
            rows.add(careButtons(incident));
            incident.findings().ifPresent(findings -> rows.addAll(remedies(findings, incident)));
        }
        List<Button> links = new ArrayList<>();
        if (!incident.alarm().widget().isEmpty()) {
            links.add(button("alarm.button.graph", ButtonPressedV1.Button.GRAPH, incident));
        }
        if (isLink(incident.alarm().runbook())) {
            links.add(Button.opening(
                    texts.get("alarm.button.runbook"), incident.alarm().runbook()));
        }
        if (!links.isEmpty()) {
            rows.add(links);
        }
        return rows;
    }

    private List<Button> careButtons(Incident incident) {
        return List.of(
                button("alarm.button.acknowledge", ButtonPressedV1.Button.ACKNOWLEDGE, incident),
                button("alarm.button.mute", ButtonPressedV1.Button.MUTE, incident));
    }

    private Button button(String text, ButtonPressedV1.Button button, Incident incident) {
        return labelled(texts.get(text), button, incident);
    }

    private static Button labelled(String label, ButtonPressedV1.Button button, Incident incident) {
        return AlarmButtons.PRESS.button(label, new AlarmPress(button, incident.button()));
    }

    private static String code(String html) {
        return "<code>" + html + "</code>";
    }

    /// Telegram refuses a whole card for a button with anything else.
    private static boolean isLink(String runbook) {
        return LINK.matcher(runbook).matches();
    }

    private static String icon(AlarmState state) {
        return switch (state) {
            case ALARM -> "🔴";
            case OK -> "✅";
            case INSUFFICIENT_DATA -> "⚪";
        };
    }
}
