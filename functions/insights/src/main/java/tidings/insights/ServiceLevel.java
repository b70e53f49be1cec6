package tidings.insights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.insights.Series.Statistic;

/// The share of updates that were answered, of those that were received, in percent. An update that wants no
/// answer, and one from a chat that lets the bot say nothing, was answered.
final class ServiceLevel {
    private static final String RECEIVED = "updatesQueued";
    private static final List<String> ANSWERED =
            List.of("updatesAnswered", "updatesAnsweredBefore", "updatesWithoutAnswer", "updatesWithoutReader");

    /// Of fewer, one update is too much of the whole.
    private static final int ENOUGH = 20;

    private ServiceLevel() {}

    static List<Series> series(InsightsConfig config) {
        return Stream.concat(received(config).stream(), answered(config).stream())
                .toList();
    }

    /// How many updates were received, of which there is a service level only if they are enough.
    static List<Series> received(InsightsConfig config) {
        return List.of(Series.own(config, RECEIVED, "UpdateReceived", "webhook", "queued", Statistic.TOTAL));
    }

    static List<Series> answered(InsightsConfig config) {
        return List.of(
                Series.own(config, ANSWERED.get(0), "AnswerTime", "sender", "answered", Statistic.COUNT),
                Series.own(config, ANSWERED.get(1), "AnswerTime", "sender", "before", Statistic.COUNT),
                Series.own(config, ANSWERED.get(2), "AnswerTime", "bot", "none", Statistic.COUNT),
                Series.own(config, ANSWERED.get(3), "AnswerTime", "sender", "none", Statistic.COUNT));
    }

    static boolean isUsed(Map<String, Double> numbers) {
        return numbers.getOrDefault(RECEIVED, 0.0) > 0;
    }

    /// Whether there may be a service level, of this time or of a shorter one within it.
    static boolean isEnough(Map<String, Double> numbers) {
        return numbers.getOrDefault(RECEIVED, 0.0) >= ENOUGH;
    }

    /// How many updates were answered.
    static double answered(Map<String, Double> numbers) {
        return ANSWERED.stream()
                .mapToDouble(name -> numbers.getOrDefault(name, 0.0))
                .sum();
    }

    /// @param numbers those of [#series]; one is missing where nothing was counted
    static Optional<Double> of(Map<String, Double> numbers) {
        double received = numbers.getOrDefault(RECEIVED, 0.0);
        double answered = answered(numbers);
        return isEnough(numbers) ? Optional.of(Math.min(100, 100 * answered / received)) : Optional.empty();
    }
}
