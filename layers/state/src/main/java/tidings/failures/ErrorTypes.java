package tidings.failures;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The types of errors that functions met within a day.
public record ErrorTypes(List<Seen> seen) {
    static final ErrorTypes NONE = new ErrorTypes(List.of());
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MAX = 50;

    /// Causes may go in circles.
    private static final int MAX_CAUSES = 20;

    /// @param type the class of the first cause and where our code met it, such as `SocketTimeoutException at
    /// Bot.handle`
    /// @param times at least
    public record Seen(String service, String type, Instant first, Instant last, int times) {
        private boolean is(String otherService, String otherType) {
            return service.equals(otherService) && type.equals(otherType);
        }
    }

    public ErrorTypes {
        seen = List.copyOf(seen);
    }

    /// The one that came most often of those that were met first since a time.
    public Optional<Seen> topSince(Instant since) {
        return seen.stream()
                .filter(one -> !one.first().isBefore(since))
                .max(Comparator.comparingInt(Seen::times).thenComparing(Seen::first, Comparator.reverseOrder()));
    }

    /// Those that are kept are the ones met last.
    ErrorTypes with(String service, String type, Instant now, int times) {
        Predicate<Seen> same = one -> one.is(service, type);
        List<Seen> kept =
                seen.stream().filter(one -> one.last().isAfter(now.minus(DAY))).toList();
        Seen next = kept.stream()
                .filter(same)
                .findFirst()
                .map(known -> new Seen(service, type, known.first(), now, known.times() + times))
                .orElseGet(() -> new Seen(service, type, now, now, times));
        return new ErrorTypes(Stream.concat(Stream.of(next), kept.stream().filter(same.negate()))
                .limit(MAX)
                .toList());
    }

    /// Names classes and a method alone, for a message may say anything.
    static String of(Throwable failure) {
        Throwable cause = Stream.iterate(failure, one -> one != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .reduce(failure, (_, deeper) -> deeper);
        return Stream.of(cause, failure)
                .flatMap(one -> Stream.of(one.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith("tidings."))
                .findFirst()
                .map(frame -> cause.getClass().getSimpleName() + " at " + place(frame))
                .orElseGet(() -> cause.getClass().getSimpleName());
    }

    private static String place(StackTraceElement frame) {
        String type = frame.getClassName().replaceFirst(".*\\.", "").replace('$', '.');
        return type + "." + frame.getMethodName().replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
    }
}
