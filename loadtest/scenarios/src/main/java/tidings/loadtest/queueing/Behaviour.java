package tidings.loadtest.queueing;

import java.util.List;
import java.util.stream.DoubleStream;
import tidings.loadtest.queueing.Pipeline.Handled;

/// How a stack behaved for a while, measured or foreseen: the same figures of the same events.
///
/// @param throughput answers a second
/// @param mean milliseconds until an answer
/// @param p95 milliseconds within which 95 of 100 were answered
/// @param oldest seconds: the highest age of a message that has not been handled, in each ten seconds, on average
public record Behaviour(double throughput, double mean, double p95, double oldest) {
    private static final double SECOND = 1_000;
    private static final double LOOK = 10 * SECOND;

    /// An update and its answer, in milliseconds since any beginning.
    ///
    /// @param what was asked for, and whether it had to be fetched
    public record Reply(String what, double asked, double answered) {
        double took() {
            return answered - asked;
        }
    }

    /// Of what was asked and what waited from one moment until another.
    public static Behaviour of(List<Reply> replies, List<Handled> handled, double from, double until) {
        List<Reply> asked = replies.stream()
                .filter(reply -> from <= reply.asked() && reply.asked() < until)
                .toList();
        double last = asked.stream().mapToDouble(Reply::answered).max().orElse(until);
        double end = Math.max(until, last);
        double[] ages = DoubleStream.iterate(from, begin -> begin + LOOK <= until, begin -> begin + LOOK)
                .map(begin -> oldest(handled, begin, begin + LOOK))
                .toArray();
        return new Behaviour(
                asked.size() * SECOND / (end - from),
                asked.stream().mapToDouble(Reply::took).average().orElse(Double.NaN),
                percentile(asked.stream().mapToDouble(Reply::took).sorted().toArray()),
                DoubleStream.of(ages).average().orElse(Double.NaN) / SECOND);
    }

    private static double oldest(List<Handled> handled, double from, double until) {
        return handled.stream()
                .filter(one -> one.sent() < until && from < one.ended())
                .mapToDouble(one -> Math.min(one.ended(), until) - one.sent())
                .max()
                .orElse(0);
    }

    private static double percentile(double[] sorted) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    static Behaviour average(List<Behaviour> several) {
        return new Behaviour(
                several.stream().mapToDouble(Behaviour::throughput).average().orElse(Double.NaN),
                several.stream().mapToDouble(Behaviour::mean).average().orElse(Double.NaN),
                several.stream().mapToDouble(Behaviour::p95).average().orElse(Double.NaN),
                several.stream().mapToDouble(Behaviour::oldest).average().orElse(Double.NaN));
    }
}
