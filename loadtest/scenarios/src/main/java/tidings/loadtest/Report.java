package tidings.loadtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;
import tidings.loadtest.Monitor.Sample;

/// The page about a run: verdicts, figures beside those of the last kept run, and plots. It needs nothing else,
/// not even a network.
///
/// @param began in milliseconds since 1970
/// @param sections further tables by their headings, each a list of cells by row
record Report(
        Plan plan,
        Result result,
        Optional<Result> before,
        List<Verdict> verdicts,
        List<Answer> answers,
        List<Sample> samples,
        long began,
        Map<String, List<List<String>>> sections) {
    private static final String CHARTS = "/META-INF/resources/webjars/chart.js/4.5.1/dist/chart.umd.min.js";
    private static final ObjectMapper JSON = new ObjectMapper();

    String html() {
        return resource("report.html").replace("/*chart.js*/", resource(CHARTS)).replace("/*data*/", data());
    }

    private String data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", plan.name());
        data.put(
                "about",
                "%s, commit %s, on %s; sizes %s"
                        .formatted(result.when(), result.commit(), result.machine(), plan.sizes()));
        data.put("verdicts", verdicts.stream().map(Report::row).toList());
        data.put("figures", figures());
        data.put("requests", requests());
        data.put("samples", samples.stream().map(Report::point).toList());
        data.put("hitRate", Figures.hitRateByMinute(answers, began));
        data.put("sections", sections);
        try {
            // A script ends where it reads "</": there is none in JSON that is escaped so.
            return JSON.writeValueAsString(data).replace("</", "<\\/");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of texts and numbers can be written", e);
        }
    }

    private static List<String> row(Verdict verdict) {
        return List.of(
                verdict.holds() ? "✓" : "✗",
                verdict.criterion().figure(),
                verdict.value().map(Figures::shown).orElse("not measured"),
                verdict.criterion().bound(),
                verdict.criterion().because());
    }

    /// Each figure now, then and by how much it changed.
    private List<List<String>> figures() {
        Map<String, Double> then = before.map(Result::figures).orElse(Map.of());
        List<List<String>> rows = new ArrayList<>();
        result.figures()
                .forEach((name, now) -> rows.add(List.of(
                        name,
                        Figures.shown(now),
                        then.containsKey(name) ? Figures.shown(then.get(name)) : "–",
                        change(now, then.get(name)))));
        return rows;
    }

    private static String change(double now, Double then) {
        return then == null || then == 0 ? "" : "%+.0f %%".formatted(100 * (now / then - 1));
    }

    private List<List<String>> requests() {
        Map<String, List<Answer>> byName =
                answers.stream().collect(Collectors.groupingBy(Answer::name, TreeMap::new, Collectors.toList()));
        List<List<String>> rows = new ArrayList<>();
        byName.forEach((name, some) -> rows.add(List.of(
                name,
                Integer.toString(some.size()),
                millis(some, 50),
                millis(some, 95),
                millis(some, 99),
                count(some, Outcome.UNANSWERED),
                count(some, Outcome.FAILED),
                count(some, Outcome.NO_BUTTON))));
        return rows;
    }

    private static String count(List<Answer> answers, Outcome outcome) {
        return Long.toString(
                answers.stream().filter(answer -> answer.outcome() == outcome).count());
    }

    private static String millis(List<Answer> answers, int percent) {
        double value = Answers.percentile(answers, percent);
        return Double.isNaN(value) ? "–" : Figures.shown(value);
    }

    private static Map<String, Object> point(Sample sample) {
        Map<String, Object> point = new LinkedHashMap<>();
        point.put("second", sample.second());
        sample.values().forEach((name, value) -> point.put(name, value.isNaN() ? null : value));
        return point;
    }

    private static String resource(String name) {
        try (InputStream in = Report.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
