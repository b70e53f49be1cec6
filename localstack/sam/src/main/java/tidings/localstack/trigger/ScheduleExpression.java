package tidings.localstack.trigger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a schedule of EventBridge Scheduler is due, by
/// <https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html>.
sealed interface ScheduleExpression {
    Pattern RATE = Pattern.compile("rate\\((\\d+) (minutes?|hours?|days?)\\)");
    Pattern CRON = Pattern.compile("cron\\((.+)\\)");
    Pattern AT = Pattern.compile("at\\((.+)\\)");

    /// The first time after this one; empty when there is none any more.
    Optional<Instant> next(Instant after);

    record Rate(Duration every) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after) {
            return Optional.of(after.plus(every));
        }
    }

    record At(Instant time) implements ScheduleExpression {
        @Override
        public Optional<Instant> next(Instant after) {
            return time.isAfter(after) ? Optional.of(time) : Optional.empty();
        }
    }

    record Cron(CronFields fields, ZoneId zone) implements ScheduleExpression {
        /// Leap days in steps of years can be eight years apart.
        private static final int YEARS = 9;

        @Override
        public Optional<Instant> next(Instant after) {
            ZonedDateTime start =
                    after.atZone(zone).plusMinutes(1).withSecond(0).withNano(0);
            LocalDate last = start.toLocalDate().plusYears(YEARS);
            for (LocalDate day = start.toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
                if (!fields.onDay(day)) {
                    continue;
                }
                LocalDateTime from = day.equals(start.toLocalDate()) ? start.toLocalDateTime() : day.atStartOfDay();
                for (LocalDateTime time = from; time.toLocalDate().equals(day); time = time.plusMinutes(1)) {
                    if (fields.atTime(time.toLocalTime())) {
                        return Optional.of(time.atZone(zone).toInstant());
                    }
                }
            }
            return Optional.empty();
        }
    }

    /// @throws IllegalArgumentException naming the expression and what is wrong with it
    static ScheduleExpression parse(String text, ZoneId zone) {
        Matcher rate = RATE.matcher(text);
        if (rate.matches() && Integer.parseInt(rate.group(1)) > 0) {
            int number = Integer.parseInt(rate.group(1));
            return new Rate(
                    switch (rate.group(2).charAt(0)) {
                        case 'm' -> Duration.ofMinutes(number);
                        case 'h' -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        Matcher cron = CRON.matcher(text);
        if (cron.matches()) {
            return new Cron(CronFields.parse(cron.group(1)), zone);
        }
        Matcher at = AT.matcher(text);
        if (at.matches()) {
            return new At(LocalDateTime.parse(at.group(1)).atZone(zone).toInstant());
        }
        throw new IllegalArgumentException(
                "no schedule: " + text + "; known are rate(5 minutes), cron(0 8 * * ? *), at(2030-01-31T08:00:00)");
    }
}
