package tidings.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.aws.HttpResponse;
import tidings.settings.Insights.Sample;

/// What CloudWatch reported, hour by hour, as it was stored then: asking reads no CloudWatch.
record GetPerformanceHistory(Function<Duration, List<Sample>> history) implements Route {
    private static final Duration MAX = Duration.ofDays(30);
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,3})([hd])");

    /// @param samples a hundred at most, evenly apart, the earliest first
    private record History(String period, List<Sample> samples) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/performance/history", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Duration period = request.query()
                .parsed("period", "hours or days up to 30d, such as 24h", GetPerformanceHistory::period)
                .orElse(Duration.ofDays(1));
        return HttpResponse.json(200, new History(period.toString(), history.apply(period)));
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
