package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.api.Trends.Change;
import tidings.api.Trends.Forecast;
import tidings.settings.Insights;
import tidings.settings.Insights.Sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What samples of many days tell, whatever the numbers are.
class TrendsTest {
    private static final Instant NOW = ApiCalls.NOW;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatVariesAsUsualIsNoAnomalyAndTenTimesAsMuchIs(long seed) {
        Random random = new Random(seed);
        double usual = 10 + random.nextDouble() * 10_000;
        double[] days =
                random.doubles(5 + random.nextInt(24), 0.9 * usual, 1.1 * usual).toArray();

        assertThat(Trends.anomaly("updates", days[0], days)).isEmpty();
        assertThat(Trends.anomaly("updates", 10 * usual, days)).hasValueSatisfying(anomaly -> {
            assertThat(anomaly.usual()).isBetween(0.9 * usual, 1.1 * usual);
            assertThat(anomaly.days()).isEqualTo(days.length);
        });
        assertThat(Trends.anomaly("updates", 0, days)).isPresent();
    }

    /// Fewer than half of the days may have been anything.
    @ParameterizedTest
    @MethodSource("seeds")
    void oddDaysHideNoAnomaly(long seed) {
        Random random = new Random(seed);
        double[] days = DoubleStream.concat(random.doubles(15, 90, 110), random.doubles(6, 1_000, 100_000))
                .toArray();

        assertThat(Trends.anomaly("updates", 900, days)).isPresent();
    }

    @Test
    void nothingIsUnusualAfterAFewDaysOrWhereNumbersNeverVary() {
        assertThat(Trends.anomaly("updates", 500, new double[] {1, 1, 1, 1})).isEmpty();
        double[] same = new double[20];
        assertThat(Trends.anomaly("updates", 0, same)).isEmpty();
        Arrays.fill(same, 100);
        assertThat(Trends.anomaly("updates", 104, same)).isEmpty();
        assertThat(Trends.anomaly("updates", 130, same)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aLineIsFoundInNoiseAndItsLimitWithinTheBand(long seed) {
        Random random = new Random(seed);
        double perDay = 1 + random.nextDouble() * 20;
        double noise = random.nextDouble() * perDay;
        List<Sample> samples = samples(28, day -> 100 + perDay * day + random.nextGaussian() * noise);
        double limit = 100 + perDay * 58; // thirty days from now

        Forecast forecast = Trends.reaches("bytes", limit, samples).orElseThrow();

        assertThat(forecast.perDay()).isCloseTo(perDay, within(0.25 * perDay));
        assertThat(forecast.likely()).isCloseTo(NOW.plus(Duration.ofDays(30)), within(12, ChronoUnit.DAYS));
        assertThat(forecast.earliest()).isBeforeOrEqualTo(forecast.likely());
        forecast.latest().ifPresent(latest -> assertThat(latest).isAfterOrEqualTo(forecast.likely()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStaysOrMovesAwayReachesNoLimit(long seed) {
        Random random = new Random(seed);
        double level = random.nextDouble() * 1_000;

        assertThat(Trends.reaches("bytes", level + 1, samples(28, _ -> level))).isEmpty();
        assertThat(Trends.reaches("bytes", level + 1_000, samples(28, day -> level - day)))
                .isEmpty();
    }

    @Test
    void whatShrinksReachesALimitBelow() {
        assertThat(Trends.reaches("bytes", 0, samples(28, day -> 580 - 10 * day)))
                .hasValueSatisfying(forecast -> assertThat(forecast.likely())
                        .isCloseTo(NOW.plus(Duration.ofDays(30)), within(1, ChronoUnit.DAYS)));
    }

    @Test
    void aFewSamplesReachNothing() {
        assertThat(Trends.reaches("bytes", 1_000, samples(5, day -> 100 * day))).isEmpty();
        assertThat(Trends.reaches("bytes", 1_000, List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWeekIsComparedWithTheOneBefore(long seed) {
        Random random = new Random(seed);
        double before = 1 + random.nextDouble() * 100;
        double factor = random.nextDouble() * 3;
        List<Sample> samples = samples(14, day -> day <= 7 ? before : factor * before);

        Change change = Trends.weekOverWeek(samples, NOW).getFirst();

        assertThat(change.before()).isEqualTo(before);
        assertThat(change.percent().orElseThrow()).isCloseTo(100 * (factor - 1), within(1e-6));
    }

    @Test
    void withoutAWeekBeforeThereIsNoTrendAndFromNothingThereIsNoPercent() {
        assertThat(Trends.weekOverWeek(samples(6, day -> day), NOW)).isEmpty();
        assertThat(Trends.weekOverWeek(samples(14, day -> day <= 7 ? 0 : 5), NOW)
                        .getFirst()
                        .percent())
                .isEmpty();
    }

    @Test
    void theHistoryTellsAllThree() {
        ApiCalls api = new ApiCalls();
        api.insights = Optional.of(
                new Insights(NOW, new Insights.Cache("available", Optional.of(1), Optional.of(5_000)), Map.of()));
        api.samples = samples("cacheBytes", 28, day -> 1e7 * day);
        api.sameHour = Stream.concat(
                        samples("updatesQueued", 20, _ -> 100).stream(),
                        Stream.of(new Sample(NOW, Map.of("updatesQueued", 4_000.0))))
                .toList();

        JsonNode history = api.get("/performance/history").byAnOperator().json();

        assertThat(history.at("/anomalies/0/name").asText()).isEqualTo("updatesQueued");
        assertThat(history.at("/anomalies/0/usual").asInt()).isEqualTo(100);
        assertThat(history.at("/trends").findValuesAsText("name")).contains("cacheBytes");
        assertThat(history.at("/forecasts/0/limit").asDouble()).isEqualTo(1e9);
        assertThat(Instant.parse(history.at("/forecasts/0/likely").asText()))
                .isBetween(NOW.plus(Duration.ofDays(65)), NOW.plus(Duration.ofDays(80)));
    }

    private static List<Sample> samples(int days, DoubleUnaryOperator value) {
        return samples("bytes", days, value);
    }

    /// One a day, the last one now.
    private static List<Sample> samples(String name, int days, DoubleUnaryOperator value) {
        return IntStream.rangeClosed(1, days)
                .mapToObj(day ->
                        new Sample(NOW.minus(Duration.ofDays(days - day)), Map.of(name, value.applyAsDouble(day))))
                .toList();
    }
}
