package tidings.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.aws.HttpResponse;
import tidings.settings.Insights;
import tidings.settings.Insights.Sample;

/// What CloudWatch reported, hour by hour, as it was stored then, and what that tells: asking reads no CloudWatch.
record GetPerformanceHistory(Source source, InstantSource clock) implements Route {
    /// @param samples of a period that ends now, a hundred at most
    /// @param sameHour of this hour of so many days
    record Source(
            Function<Duration, List<Sample>> samples,
            Function<Integer, List<Sample>> sameHour,
            Supplier<Optional<Insights>> latest) {}

    private static final Duration MAX = Duration.ofDays(30);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final int DAYS = 28;
    private static final double GIGABYTE = 1e9;
    private static final int SECONDS_AN_HOUR = 3_600;
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,3})([hd])");

    /// @param samples a hundred at most, evenly apart, the earliest first
    /// @param anomalies numbers of this hour that are far from those of the same hour of earlier days
    /// @param trends medians of this week beside those of the week before
    /// @param forecasts when limits will be reached, within a year
    private record History(
            String period,
            List<Sample> samples,
            List<Trends.Anomaly> anomalies,
            List<Trends.Change> trends,
            List<Trends.Forecast> forecasts) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/performance/history", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Duration period = request.query()
                .parsed("period", "hours or days up to 30d, such as 24h", GetPerformanceHistory::period)
                .orElse(Duration.ofDays(1));
        Instant now = clock.instant();
        return HttpResponse.json(
                200,
                new History(
                        period.toString(),
                        source.samples().apply(period),
                        Trends.anomalies(source.sameHour().apply(DAYS)),
                        Trends.weekOverWeek(source.samples().apply(TWO_WEEKS), now),
                        forecasts(source.samples().apply(Duration.ofDays(DAYS)))));
    }

    private List<Trends.Forecast> forecasts(List<Sample> samples) {
        Optional<Insights.Cache> cache = source.latest().get().map(Insights::cache);
        Optional<Integer> gigabytes = cache.flatMap(Insights.Cache::maxDataGigabytes);
        Optional<Integer> ecpus = cache.flatMap(Insights.Cache::maxEcpusPerSecond);
        return Stream.of(
                        gigabytes.flatMap(limit -> Trends.reaches("cacheBytes", limit * GIGABYTE, samples)),
                        ecpus.flatMap(limit -> Trends.reaches("cacheEcpus", (double) limit * SECONDS_AN_HOUR, samples)),
                        Trends.reaches("databaseFreeBytes", 0, samples),
                        Trends.reaches("databaseCpuPercent", 100, samples))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Duration> period(String text) {
        Matcher matcher = PERIOD.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        Duration period = matcher.group(2).equals("h") ? Duration.ofHours(number) : Duration.ofDays(number);
        return Optional.of(period).filter(one -> one.isPositive() && one.compareTo(MAX) <= 0);
    }
}
