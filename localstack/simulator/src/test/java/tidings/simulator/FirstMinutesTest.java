package tidings.simulator;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.scraper.source.Transport;
import tidings.simulator.Account.Kind;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.Simulation.Report;

import static org.assertj.core.api.Assertions.assertThat;

/// From `/start` to a first brief, on a stack that has read nothing yet, at virtual time.
class FirstMinutesTest {
    private static final long ADA = 7_001;
    private static final long START = 5_000;
    private static final long MINUTE = 60_000;

    /// Each picks topics, a pace and a time by a tap each, a few seconds apart.
    private static final List<String> TAPS = List.of("pick|1|", "paces|1|", "times|1|", "ready|1|");

    private static final long PAUSE = 3_000;

    /// The API is read.
    private static final long OAUTH = 1;

    /// Feeds are read, one a minute.
    private static final long RSS = 3;

    @ParameterizedTest
    @ValueSource(longs = {OAUTH, OAUTH + 1})
    void theFirstBriefComesWithinAMinuteOfTheStart(long seed) {
        List<List<String>> looks = new ArrayList<>();
        Report report = run(seed, looks, FaultPlan.NONE);

        assertThat(looks.getFirst())
                .filteredOn(html -> html.contains("Your first brief: "))
                .singleElement()
                .asString()
                .contains("A quiet story of r/");
        assertThat(report.broken()).isEmpty();
    }

    @Test
    void whereFeedsComeOneAMinuteItSaysWithinAMinuteWhenTheFirstBriefComesAndThenItComes() {
        List<List<String>> looks = new ArrayList<>();
        Report report = run(RSS, looks, FaultPlan.NONE);

        assertThat(looks.getFirst())
                .filteredOn(html -> html.contains("Your first brief"))
                .singleElement()
                .asString()
                .containsAnyOf("Your first brief: ", "Your first brief comes here in about");
        assertThat(briefs(report)).hasSize(1);
        assertThat(report.broken()).isEmpty();
    }

    /// Functions crash and calls fail all the time: one card says what became of the first brief.
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, RSS, 4, 5, 6, 8, 9, 10})
    void itComesOnceWhateverCrashes(long seed) {
        Report report = run(seed, new ArrayList<>(), new FaultPlan(List.of(), List.of(), 0.003, 0.01, 0.05, 0, 0.05));

        assertThat(report.broken()).isEmpty();
        assertThat(report.chats().get(ADA).values().stream()
                        .filter(card -> card.html().contains("first brief")
                                || card.html().contains("<b>1.</b>"))
                        .filter(card -> !card.card().startsWith("p:"))
                        .map(Shown::card)
                        .distinct())
                .as(() -> report.chats().get(ADA).toString())
                .hasSize(1);
    }

    private static Report run(long seed, List<List<String>> looks, FaultPlan faults) {
        return Simulation.run(
                Setup.of(seed, new Script() {
                    @Override
                    public void plan(Stage stage) {
                        stage.time().at(START, () -> stage.people().text(ADA, "/start", Kind.CARD));
                        stage.time().at(START + PAUSE, () -> tap(stage, 0));
                        stage.time()
                                .at(
                                        START + MINUTE,
                                        () -> looks.add(stage.people().shown(ADA)));
                    }

                    @Override
                    public FaultPlan faults() {
                        return faults;
                    }

                    @Override
                    public Optional<Transport> reddit() {
                        return Optional.of(FirstMinutesTest::reddit);
                    }
                }),
                false);
    }

    /// Taps as soon as there is such a button, the last one again while it stays, because the database is away.
    private static void tap(Script.Stage stage, int tap) {
        boolean tapped = stage.people().press(ADA, TAPS.get(tap));
        boolean isLast = tap == TAPS.size() - 1;
        if (!tapped || !isLast) {
            stage.time().after(PAUSE, () -> tap(stage, tapped ? tap + 1 : tap));
        } else {
            stage.time().after(2 * MINUTE, () -> stage.people().press(ADA, TAPS.get(tap)));
        }
    }

    private static List<String> briefs(Report report) {
        return report.chats().get(ADA).values().stream()
                .map(Shown::html)
                .filter(html -> html.contains("Your first brief: "))
                .toList();
    }

    private static final Pattern TOP = Pattern.compile("/r/([\\w+]+)/(?:top|new)(\\.rss)?");
    private static final Instant POSTED = Instant.parse("2026-11-19T18:00:00Z");

    /// Each subreddit has two posts of yesterday.
    private static Transport.Response reddit(Transport.Request request, Deadline deadline) {
        Matcher top = TOP.matcher(request.uri().getPath());
        if (request.form().isPresent()) {
            return answer(200, "json", "{\"access_token\": \"token\", \"expires_in\": 86400}");
        } else if (!top.matches()) {
            return answer(404, "html", "");
        }
        boolean rss = top.group(2) != null;
        Stream<String> posts = Stream.of(top.group(1).split("\\+"))
                .flatMap(name -> Stream.of(0, 1).map(i -> rss ? entry(name, i) : post(name, i)));
        return rss
                ? answer(
                        200,
                        "atom+xml",
                        posts.collect(
                                Collectors.joining("", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "</feed>")))
                : answer(
                        200,
                        "json",
                        posts.collect(Collectors.joining(",", "{\"data\": {\"after\": null, \"children\": [", "]}}")));
    }

    private static String id(String name, int number) {
        return Long.toString(Math.abs((long) name.hashCode()) * 10 + number, 36);
    }

    private static String post(String name, int number) {
        return """
                {"kind": "t3", "data": {"id": "%s", "subreddit": "%s", "title": "A quiet story of r/%s, part %d",
                 "selftext": "", "is_self": true, "domain": "self.%s", "url": "/r/%s/", "permalink": "/r/%s/", "score": %d,
                 "created_utc": %d}}""".formatted(
                        id(name, number), name, name, number, name, name, name, 10 - number, POSTED.getEpochSecond());
    }

    private static String entry(String name, int number) {
        return """
                <entry><id>t3_%s</id><title>A quiet story of r/%s, part %d</title><published>%s</published>
                <content type="html"></content><category term="%s"/>
                <link href="https://www.reddit.com/r/%s/comments/%s/"/></entry>""".formatted(id(name, number), name, number, POSTED, name, name, id(name, number));
    }

    private static Transport.Response answer(int status, String type, String body) {
        return new Transport.Response(
                URI.create("http://reddit.invalid/"),
                status,
                Map.of(
                        "content-type",
                        "application/" + type,
                        "x-ratelimit-remaining",
                        "500",
                        "x-ratelimit-reset",
                        "300"),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
