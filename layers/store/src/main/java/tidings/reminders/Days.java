package tidings.reminders;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.reminders.Moment.Day;

/// The days that people name.
final class Days {
    /// In so many years each date comes that there is: at the turn of a century, no leap year is for eight years.
    private static final int YEARS = 9;

    private Days() {}

    /// So far away on the calendar; where no time is named, at the same time of the day.
    record Ahead(Period days, Duration more) implements Day {
        @Override
        public Stream<LocalDate> from(ZonedDateTime now, LocalTime time) {
            return Stream.of(there(now).toLocalDate());
        }

        @Override
        public LocalTime usual(ZonedDateTime now) {
            return there(now).toLocalTime();
        }

        private ZonedDateTime there(ZonedDateTime now) {
            return now.plus(days).plus(more);
        }
    }

    /// At midnight, today is over.
    record Today() implements Day {
        @Override
        public Stream<LocalDate> from(ZonedDateTime now, LocalTime time) {
            return Stream.of(now.toLocalDate().plusDays(time.equals(LocalTime.MIDNIGHT) ? 1 : 0));
        }

        @Override
        public LocalTime usual(ZonedDateTime now) {
            return LocalTime.of(18, 0);
        }
    }

    static Day after(Period period) {
        return (now, _) -> Stream.of(now.toLocalDate().plus(period));
    }

    /// @param next whether today is not meant
    static Day of(DayOfWeek day, boolean next) {
        return (now, _) -> Stream.of(TemporalAdjusters.nextOrSame(day), TemporalAdjusters.next(day))
                .skip(next ? 1 : 0)
                .map(now.toLocalDate()::with);
    }

    /// @param year empty for the next such date
    static Day of(String year, String month, String number) {
        return (now, _) -> IntStream.range(0, YEARS)
                .map(years -> year.isEmpty() ? now.getYear() + years : Integer.parseInt(year))
                .distinct()
                .boxed()
                .flatMap(there -> date(there, Integer.parseInt(month), Integer.parseInt(number)));
    }

    private static Stream<LocalDate> date(int year, int month, int day) {
        try {
            return Stream.of(LocalDate.of(year, month, day));
        } catch (DateTimeException _) {
            return Stream.empty();
        }
    }

    /// @param typed such as `2026-12-24`, `24.12.`, `24.12.2026` or `24.12.26`
    static Day of(String typed) {
        String[] parts = typed.split("[-.]");
        return typed.contains("-")
                ? of(parts[0], parts[1], parts[2])
                : of(parts.length > 2 ? year(parts[2].strip()) : "", parts[1].strip(), parts[0]);
    }

    static String year(String typed) {
        return typed.length() == 2 ? "20" + typed : typed;
    }
}
