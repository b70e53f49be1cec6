package tidings.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tidings.api.CacheCounts.Lookups;

/// A number that tells whether a change helped.
enum Measure {
    HIT_RATE(true, 75, Measure::hitRate),
    ANSWER_TIME(false, 75, evidence -> evidence.lastHour("answerMillisP95")),
    NEW_POSTS(true, 75, Evidence::newPostsPerRequest),
    WAITING_FETCHES(false, 30, evidence -> waiting(evidence, "refresh")),
    WAITING_MESSAGES(false, 15, evidence -> waiting(evidence, "outbox", "deliveries")),
    WAITING_PARTS(false, 30, evidence -> waiting(evidence, "posts", "new-posts"), LiveRules.MANY_PARTS);

    /// A difference of less is chance.
    private static final double MARGIN = 0.05;

    private final boolean higherIsBetter;
    private final Duration period;
    private final Function<Evidence, Optional<Double>> read;

    private final double enough;

    Measure(boolean higherIsBetter, int minutes, Function<Evidence, Optional<Double>> read) {
        this(higherIsBetter, minutes, read, Double.NEGATIVE_INFINITY);
    }

    /// @param minutes after which a change shows in it: what is of an hour may have been read a quarter before
    /// @param enough where less is better: what is as good as nothing
    Measure(boolean higherIsBetter, int minutes, Function<Evidence, Optional<Double>> read, double enough) {
        this.enough = enough;
        this.higherIsBetter = higherIsBetter;
        this.period = Duration.ofMinutes(minutes);
        this.read = read;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Measure> find(String id) {
        return Arrays.stream(values())
                .filter(measure -> measure.id().equals(id))
                .findFirst();
    }

    Duration period() {
        return period;
    }

    /// Empty while nothing is known.
    Optional<Double> of(Evidence evidence) {
        return read.apply(evidence);
    }

    boolean isBetter(double now, double before) {
        double change = Math.abs(before) * MARGIN;
        return higherIsBetter ? now > before + change : now < before - change || now <= enough;
    }

    private static Optional<Double> hitRate(Evidence evidence) {
        Lookups own = evidence.metrics().cache().lookups();
        return evidence.lastHour("cacheHitRatePercent")
                .or(() -> Optional.of(own.hitRatePercent()).filter(_ -> own.reads() >= Budget.ENOUGH_READS));
    }

    private static Optional<Double> waiting(Evidence evidence, String... queues) {
        return Optional.of(Arrays.stream(queues).mapToDouble(evidence::waiting).sum());
    }
}
