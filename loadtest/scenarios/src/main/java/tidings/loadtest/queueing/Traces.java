package tidings.loadtest.queueing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Pipeline.Handled;

/// What functions told X-Ray about the messages that came of people's updates. Times are in milliseconds since 1970,
/// as on one machine with one clock. Thread-safe.
public final class Traces {
    private static final double SECOND = 1_000;

    /// What waits longer without a queue that gathers was sent to be seen later.
    private static final double LATER = 10_000;

    /// Between the clocks' last digits.
    private static final double ROUNDING = 3;

    private final Consumers consumers;
    private final Map<String, List<Step>> traces = new LinkedHashMap<>();

    private record Span(String name, double began, double ended) {}

    /// A function's part for one message.
    private record Step(String id, String parent, String function, double began, double ended, List<Span> remote) {
        static Step of(JsonNode segment) {
            List<Span> remote = new ArrayList<>();
            segment.path("subsegments")
                    .forEach(call -> remote.add(new Span(
                            call.path("name").asText(), millis(call, "start_time"), millis(call, "end_time"))));
            return new Step(
                    segment.path("id").asText(),
                    segment.path("parent_id").asText(),
                    segment.path("name").asText(),
                    millis(segment, "start_time"),
                    millis(segment, "end_time"),
                    remote);
        }

        private static double millis(JsonNode document, String time) {
            return Math.round(document.path(time).asDouble() * SECOND);
        }

        /// When it had sent what another began with then: by the last call that was over.
        double sent(double then) {
            return remote.stream()
                    .filter(call -> call.name().startsWith("Sqs Send") && call.ended() <= then + ROUNDING)
                    .mapToDouble(Span::ended)
                    .max()
                    .orElse(Math.min(ended, then));
        }

        boolean tells(double moment) {
            return remote.stream()
                    .anyMatch(call -> call.name().equals("Telegram")
                            && call.began() - ROUNDING <= moment
                            && moment <= call.ended() + ROUNDING);
        }
    }

    public Traces(Consumers consumers) {
        this.consumers = consumers;
    }

    public synchronized void add(JsonNode segment) {
        traces.computeIfAbsent(segment.path("trace_id").asText(), _ -> new ArrayList<>())
                .add(Step.of(segment));
    }

    /// Of updates alone, each trace with its first step at its beginning.
    private synchronized List<List<Step>> updates() {
        return traces.values().stream()
                .map(steps -> steps.stream()
                        .sorted(Comparator.comparingDouble(Step::began))
                        .toList())
                .filter(steps -> steps.getFirst().function().equals(Consumers.FIRST))
                .sorted(Comparator.comparingDouble(steps -> steps.getFirst().began()))
                .toList();
    }

    /// The messages that somebody waited for.
    public List<Handled> waitedFor() {
        return handled().stream()
                .filter(one -> consumers.isWaitedFor(one.consumer()))
                .toList();
    }

    private List<Handled> handled() {
        return updates().stream().flatMap(this::handled).toList();
    }

    private Stream<Handled> handled(Collection<Step> steps) {
        Map<String, Step> byId = byId(steps);
        return steps.stream().filter(step -> byId.containsKey(step.parent())).map(step -> {
            Step parent = byId.get(step.parent());
            String consumer = consumers.between(parent.function(), step.function());
            double sent = Math.min(step.began(), parent.sent(step.began()));
            boolean isLate = step.began() - sent > LATER && !consumers.gathers(consumer);
            return new Handled(consumer, isLate ? step.began() : sent, step.began(), step.ended());
        });
    }

    private static Map<String, Step> byId(Collection<Step> steps) {
        Map<String, Step> byId = new HashMap<>();
        steps.forEach(step -> byId.put(step.id(), step));
        return byId;
    }

    /// @param work that led to it
    public record Traced(Reply reply, Work work) {}

    /// What each of these was: the update whose message Telegram took just when the answer came. One of which that
    /// cannot be told is left out.
    public List<Traced> works(List<Reply> replies) {
        Map<String, Double> transits = transits();
        Set<List<Step>> left = new HashSet<>(updates());
        List<List<Step>> inOrder = updates();
        List<Traced> works = new ArrayList<>();
        for (Reply reply : replies) {
            Optional<List<Step>> found = inOrder.stream()
                    .filter(left::contains)
                    .filter(steps ->
                            reply.asked() - ROUNDING <= steps.getFirst().began()
                                    && steps.getFirst().began() <= reply.answered()
                                    && steps.stream().anyMatch(step -> step.tells(reply.answered())))
                    .findFirst();
            found.ifPresent(steps -> {
                left.remove(steps);
                works.add(new Traced(reply, new Tree(steps, reply, transits).root()));
            });
        }
        return works;
    }

    /// From sending to the beginning, where nothing was ahead: the median of each queue.
    private Map<String, Double> transits() {
        Map<String, List<Handled>> byConsumer = new HashMap<>();
        handled()
                .forEach(one -> byConsumer
                        .computeIfAbsent(one.consumer(), _ -> new ArrayList<>())
                        .add(one));
        Map<String, Double> transits = new HashMap<>();
        byConsumer.forEach((consumer, messages) -> {
            messages.sort(Comparator.comparingDouble(Handled::sent));
            List<Double> free = new ArrayList<>();
            double busy = 0;
            for (Handled one : messages) {
                if (one.sent() >= busy) {
                    free.add(one.began() - one.sent());
                }
                busy = Math.max(busy, one.ended());
            }
            transits.put(consumer, consumers.gathers(consumer) ? 0 : median(free));
        });
        return transits;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    /// One update's steps as work.
    private final class Tree {
        private final List<Step> steps;
        private final Reply reply;
        private final Map<String, Double> transits;
        private boolean isAnswered;

        Tree(List<Step> steps, Reply reply, Map<String, Double> transits) {
            this.steps = steps;
            this.reply = reply;
            this.transits = transits;
        }

        Work root() {
            Step first = steps.getFirst();
            return work(first, Consumers.FIRST, 0, Math.max(0, first.began() - reply.asked()));
        }

        private Work work(Step step, String consumer, double delay, double transit) {
            OptionalDouble answer = OptionalDouble.empty();
            if (!isAnswered && step.tells(reply.answered())) {
                isAnswered = true;
                answer = OptionalDouble.of(within(step, reply.answered()));
            }
            List<Work.Sent> sends = new ArrayList<>();
            for (Step next : steps) {
                if (next.parent().equals(step.id())) {
                    double sent = step.sent(next.began());
                    String through = consumers.between(step.function(), next.function());
                    double waited = Math.max(0, next.began() - sent);
                    boolean isLate = waited > LATER && !consumers.gathers(through);
                    double usual = transits.getOrDefault(through, 0.0);
                    sends.add(new Work.Sent(
                            within(step, sent),
                            work(next, through, isLate ? waited : 0, isLate ? 0 : Math.min(waited, usual))));
                }
            }
            return new Work(consumer, delay, transit, step.ended() - step.began(), sends, answer);
        }

        private static double within(Step step, double moment) {
            return Math.clamp(moment - step.began(), 0, step.ended() - step.began());
        }
    }
}
