package tidings.localstack.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// The way of one message, made of the segments that functions sent for it.
///
/// @param at when its first function began, in milliseconds since 1970
/// @param millis from then until its last one ended
record MessageTrace(String id, long at, long millis, List<Hop> hops) {
    private static final double MILLIS = 1_000;

    /// What a function did for it.
    ///
    /// @param startMillis since the first function began
    /// @param waitedMillis since the function ended that caused it; 0 for the first
    /// @param statements of the database
    /// @param awsCalls of queues, tables and secrets
    /// @param bytes that were sent with those
    record Hop(
            String name,
            long startMillis,
            long waitedMillis,
            long millis,
            boolean failed,
            int statements,
            int awsCalls,
            long bytes,
            double microDollars,
            List<Call> calls) {}

    /// Remote calls of one kind.
    record Call(String name, int times, long millis, long bytes) {}

    /// @param segments of one trace, in the order in which they began; at least one
    /// @param megabytes of a function's memory, by the name of its service
    static MessageTrace of(String id, List<JsonNode> segments, ToIntFunction<String> megabytes) {
        long began = millis(segments.getFirst(), "start_time");
        Map<String, Long> ended = new HashMap<>();
        List<Hop> hops = new ArrayList<>();
        long last = began;
        for (JsonNode segment : segments) {
            long start = millis(segment, "start_time");
            long end = millis(segment, "end_time");
            long cause = ended.getOrDefault(segment.path("parent_id").asText(), start);
            ended.put(segment.path("id").asText(), end);
            last = Math.max(last, end);
            hops.add(hop(segment, start - began, Math.max(0, start - cause), end - start, megabytes));
        }
        return new MessageTrace(id, began, last - began, hops);
    }

    private static Hop hop(JsonNode segment, long start, long waited, long took, ToIntFunction<String> megabytes) {
        Map<String, Call> calls = new LinkedHashMap<>();
        segment.path("subsegments").forEach(remote -> {
            Call call = new Call(
                    remote.path("name").asText(),
                    1,
                    millis(remote, "end_time") - millis(remote, "start_time"),
                    remote.at("/metadata/sent/bytes").asLong());
            calls.merge(
                    call.name(),
                    call,
                    (one, next) -> new Call(
                            one.name(),
                            one.times() + next.times(),
                            one.millis() + next.millis(),
                            one.bytes() + next.bytes()));
        });
        String name = segment.path("name").asText();
        int statements = calls.containsKey("Postgres") ? calls.get("Postgres").times() : 0;
        int awsCalls = calls.values().stream()
                .filter(call -> ListPrices.isAws(call.name()))
                .mapToInt(Call::times)
                .sum();
        double remote = calls.values().stream()
                .mapToDouble(call -> call.times() * ListPrices.microDollars(call.name()))
                .sum();
        return new Hop(
                name,
                start,
                waited,
                took,
                segment.path("fault").asBoolean(),
                statements,
                awsCalls,
                calls.values().stream().mapToLong(Call::bytes).sum(),
                remote + ListPrices.call(took, megabytes.applyAsInt(name)),
                List.copyOf(calls.values()));
    }

    private static long millis(JsonNode document, String time) {
        return Math.round(document.path(time).asDouble() * MILLIS);
    }
}
