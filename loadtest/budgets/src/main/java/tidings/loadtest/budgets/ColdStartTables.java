package tidings.loadtest.budgets;

import java.util.List;
import java.util.stream.Stream;

import static tidings.loadtest.budgets.Performance.cell;
import static tidings.loadtest.budgets.Performance.plain;
import static tidings.loadtest.budgets.Performance.table;
import static tidings.loadtest.budgets.Performance.unbuilt;

/// The tables of cold starts, restored starts and warm calls.
final class ColdStartTables {
    private static final List<String> SUBJECTS =
            List.of("webhook", "webhook-unprimed", "empty", "typical", "spring", "quarkus", "micronaut", "node");

    private ColdStartTables() {}

    static String of(Result result) {
        String seen =
                "%s, commit %s, %s; medians, and in brackets the median ratio of the same round with its least and most.%n"
                        .formatted(result.at(), result.commit(), result.machine());
        return String.join(
                "\n",
                seen,
                "New process, up to its first answer; ratios against `empty`:\n",
                starts(result, "cold", "empty cold"),
                "Restored from a snapshot, up to the first answer; ratios against the whole cold start of `node`:\n",
                starts(result, "restored", "node cold"),
                "Warm, one call after the other; ratios against `node`:\n",
                warm(result),
                "Whatever the machine:\n",
                weights(result));
    }

    private static String starts(Result result, String start, String base) {
        List<String> head = List.of("function", "wait, plain", "CPU, plain", "wait, TLS", "CPU, TLS", "peak MB");
        Stream<List<String>> rows = SUBJECTS.stream()
                .filter(subject ->
                        result.of(subject + " " + start + " plain wait").isPresent())
                .map(subject -> List.of(
                        subject,
                        cell(result, subject + " " + start + " plain wait", base + " plain wait", "ms"),
                        cell(result, subject + " " + start + " plain cpu", base + " plain cpu", "ms"),
                        cell(result, subject + " " + start + " tls wait", base + " tls wait", "ms"),
                        cell(result, subject + " " + start + " tls cpu", base + " tls cpu", "ms"),
                        plain(result, subject + " " + start + " tls peak")));
        return table(head, Stream.concat(rows, unbuilt(result, head.size())));
    }

    private static String warm(Result result) {
        return table(
                List.of("function", "a call", "CPU a call", "peak MB"),
                SUBJECTS.stream()
                        .filter(subject ->
                                result.of(subject + " warm plain call").isPresent())
                        .map(subject -> List.of(
                                subject,
                                cell(result, subject + " warm plain call", "node warm plain call", "µs"),
                                cell(result, subject + " warm plain cpu", "node warm plain cpu", "µs"),
                                plain(result, subject + " warm plain peak"))));
    }

    private static String weights(Result result) {
        return table(
                List.of("function", "bytes shipped", "classes loaded", "bytes allocated a call", "AWS calls a call"),
                SUBJECTS.stream()
                        .filter(subject -> result.of(subject + " bytes").isPresent())
                        .map(subject -> List.of(
                                subject,
                                plain(result, subject + " bytes"),
                                plain(result, subject + " classes"),
                                plain(result, subject + " allocated"),
                                plain(result, subject + " calls"))));
    }
}
