package tidings.preferences;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.preferences.BriefTimes.BriefTime;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {
    /// Zones with each kind of change: none, an hour, half an hour, to the other hemisphere, at midnight, a
    /// quarter of an hour off, a day left out, new rules at short notice.
    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Australia/Sydney",
            "America/Sao_Paulo",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Africa/Casablanca",
            "Asia/Pyongyang",
            "Europe/Istanbul",
            "America/Caracas",
            "Africa/Cairo",
            "Asia/Beirut",
            "Pacific/Kiritimati");

    static Stream<String> zones() {
        return ZONES.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, after {2}: {3}")
    @CsvSource({
        "Europe/Berlin, 08:00, 2026-03-28T07:00:00Z, 2026-03-29T06:00:00Z",
        "Europe/Berlin, 08:00, 2026-10-24T06:00:00Z, 2026-10-25T07:00:00Z",
        "Europe/Berlin, 02:30, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
        "Europe/Berlin, 02:30, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "Europe/Berlin, 02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "America/New_York, 02:30, 2026-03-08T05:00:00Z, 2026-03-08T07:30:00Z",
        "America/New_York, 01:30, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z",
        "America/New_York, 01:30, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
        "Australia/Lord_Howe, 02:15, 2026-10-03T12:00:00Z, 2026-10-03T15:45:00Z",
        "Australia/Lord_Howe, 01:45, 2026-04-04T12:00:00Z, 2026-04-04T14:45:00Z",
        "Europe/Berlin, 08:00, 2028-02-28T07:00:00Z, 2028-02-29T07:00:00Z",
        "UTC, 08:00, 2027-02-28T08:00:00Z, 2027-03-01T08:00:00Z",
        "Pacific/Apia, 08:00, 2011-12-29T18:00:00Z, 2011-12-30T18:00:00Z",
        "Europe/Istanbul, 08:00, 2016-11-06T06:00:00Z, 2016-11-07T05:00:00Z",
        "Asia/Pyongyang, 08:00, 2018-05-03T23:30:00Z, 2018-05-04T23:00:00Z",
        "Europe/Berlin, mon 18:30, 2026-11-29T12:00:00Z, 2026-11-30T17:30:00Z",
        "Europe/Berlin, mon 18:30, 2026-11-30T17:30:00Z, 2026-12-07T17:30:00Z",
        "Pacific/Apia, fri 08:00, 2011-12-29T18:00:00Z, 2011-12-30T18:00:00Z",
        "Europe/Berlin, '08:00,18:00', 2026-05-05T06:00:00Z, 2026-05-05T16:00:00Z"
    })
    void theNextBriefComesAtItsLocalTime(String zone, String times, Instant after, Instant next) {
        assertThat(schedule(zone, times, null).nextBrief(after)).contains(next);
    }

    @ParameterizedTest(name = "{0}, {1}, at {2}: {3}")
    @CsvSource({
        "Europe/Berlin, 22:00-07:00, 2026-05-05T20:00:00Z, 2026-05-06T05:00:00Z",
        "Europe/Berlin, 22:00-07:00, 2026-05-05T19:59:59Z,",
        "Europe/Berlin, 22:00-07:00, 2026-05-06T05:00:00Z,",
        "Europe/Berlin, 22:00-07:00, 2026-03-28T22:00:00Z, 2026-03-29T05:00:00Z",
        "Europe/Berlin, 22:00-07:00, 2026-10-24T22:00:00Z, 2026-10-25T06:00:00Z",
        "Europe/Berlin, 22:00-02:30, 2026-03-28T22:00:00Z, 2026-03-29T01:00:00Z",
        "Europe/Berlin, 22:00-02:30, 2026-10-24T22:00:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 22:00-02:30, 2026-10-25T01:15:00Z, 2026-10-25T01:30:00Z",
        "Europe/Berlin, 22:00-03:00, 2026-10-24T22:00:00Z, 2026-10-25T02:00:00Z",
        "Europe/Berlin, 12:00-14:00, 2026-05-05T11:00:00Z, 2026-05-05T12:00:00Z",
        "Pacific/Apia, 22:00-07:00, 2011-12-30T09:00:00Z, 2011-12-30T17:00:00Z"
    })
    void quietHoursEndAtTheirLocalTime(String zone, String hours, Instant at, Instant end) {
        assertThat(schedule(zone, null, hours).quietUntil(at)).isEqualTo(Optional.ofNullable(end));
    }

    @Test
    void aBriefInQuietHoursComesWhenTheyEndAndOneThatComesThenAnywayIsTheSame() {
        Schedule schedule = schedule("Europe/Berlin", "23:00,07:00,12:00", "22:00-07:00");

        assertThat(briefs(schedule, Instant.parse("2026-05-05T12:00:00Z"), Instant.parse("2026-05-06T22:00:00Z")))
                .containsExactly(Instant.parse("2026-05-06T05:00:00Z"), Instant.parse("2026-05-06T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "06:30, 22:00-07:00, true",
        "'06:30,12:00', 22:00-07:00, true",
        "'06:30,07:00', 22:00-07:00, false",
        "08:00, 22:00-07:00, false",
        "06:30, , false",
        ", 22:00-07:00, false"
    })
    void aBriefThatWasDueInQuietHoursIsToldFromOneOfThatTime(String times, String quiet, boolean waits) {
        Schedule schedule = schedule("Europe/Berlin", times, quiet);
        Instant next = schedule.nextBrief(Instant.parse("2026-05-05T20:30:00Z")).orElseThrow();

        assertThat(schedule.waitsForQuiet(next)).isEqualTo(waits);
    }

    @Test
    void withoutBriefTimesWhatWasHeldComesWhenQuietHoursEnd() {
        assertThat(schedule("Europe/Berlin", null, "22:00-07:00").nextBrief(Instant.parse("2026-05-05T12:00:00Z")))
                .contains(Instant.parse("2026-05-06T05:00:00Z"));
        assertThat(schedule("Europe/Berlin", null, null).nextBrief(Instant.parse("2026-05-05T12:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("zones")
    void eachDayOfTheCalendarHasExactlyOneBriefOfADailyTime(String name) {
        ZoneId zone = ZoneId.of(name);
        Random random = new Random(name.hashCode());
        for (int year = 2005; year <= 2030; year++) {
            String time = "%02d:%02d".formatted(random.nextInt(24), 15 * random.nextInt(4));
            List<Instant> briefs = briefs(schedule(name, time, null), start(zone, year), start(zone, year + 1));
            List<LocalDate> dates =
                    briefs.stream().map(at -> LocalDate.ofInstant(at, zone)).toList();

            assertThat(dates)
                    .as("%s at %s in %d", name, time, year)
                    .containsExactlyElementsOf(LocalDate.of(year, 1, 1)
                            .datesUntil(LocalDate.of(year + 1, 1, 1))
                            .filter(date -> exists(date, zone))
                            .toList());
            assertThat(briefs)
                    .allSatisfy(at ->
                            assertThat(shows(LocalTime.parse(time), at, zone)).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void eachWeekHasExactlyOneBriefOfAWeeklyTime(String name) {
        ZoneId zone = ZoneId.of(name);
        for (DayOfWeek day : DayOfWeek.values()) {
            Schedule schedule = new Schedule(
                    zone,
                    Optional.empty(),
                    Optional.of(new BriefTimes(List.of(new BriefTime(Optional.of(day), LocalTime.of(2, 30))))));
            List<Instant> briefs = briefs(schedule, start(zone, 2009), start(zone, 2019));

            assertThat(briefs.size()).isBetween(520, 523);
            for (int i = 1; i < briefs.size(); i++) {
                assertThat(Duration.between(briefs.get(i - 1), briefs.get(i)))
                        .isBetween(
                                Duration.ofDays(6).minusHours(2),
                                Duration.ofDays(7).plusHours(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void whateverItIsHeldForEverythingComesInTheFirstBriefAfterIt(String name) {
        Random random = new Random(name.hashCode());
        ZoneId zone = ZoneId.of(name);
        for (int i = 0; i < 300; i++) {
            int from = random.nextInt(96);
            QuietHours hours = new QuietHours(quarter(from), quarter(from + 1 + random.nextInt(95)));
            Optional<BriefTimes> times = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(new BriefTimes(List.of(
                            new BriefTime(Optional.empty(), quarter(random.nextInt(96))),
                            new BriefTime(
                                    Optional.of(DayOfWeek.of(1 + random.nextInt(7))), quarter(random.nextInt(96))))));
            Schedule schedule = new Schedule(zone, Optional.of(hours), times);
            Instant at = nearAChange(zone, random);

            Instant next = schedule.nextBrief(at).orElseThrow();

            assertThat(next).as("%s of %s", at, schedule).isAfter(at);
            assertThat(schedule.quietUntil(next))
                    .as("%s is not in %s", next, schedule)
                    .isEmpty();
            assertThat(schedule.nextBrief(next.minusMillis(1))).contains(next);
            assertThat(Duration.between(at, next)).isLessThan(Duration.ofDays(3));
            schedule.quietUntil(at).ifPresent(end -> {
                assertThat(end).isAfter(at);
                assertThat(schedule.quietUntil(end)).isEmpty();
                assertThat(schedule.quietUntil(end.minusMillis(1))).contains(end);
                if (times.isEmpty()) {
                    assertThat(next).isEqualTo(end);
                }
            });
        }
    }

    private static LocalTime quarter(int number) {
        return LocalTime.MIN.plusMinutes(15L * number);
    }

    private static Instant nearAChange(ZoneId zone, Random random) {
        Instant any = Instant.ofEpochSecond(random.nextLong(1_230_000_000L, 1_890_000_000L));
        Instant change = Optional.ofNullable(zone.getRules().previousTransition(any))
                .map(found -> found.getInstant())
                .orElse(any);
        return change.plusSeconds(60L * random.nextInt(-2_880, 2_880));
    }

    private static List<Instant> briefs(Schedule schedule, Instant from, Instant until) {
        List<Instant> found = new ArrayList<>();
        Instant next = schedule.nextBrief(from.minusMillis(1)).orElseThrow();
        while (next.isBefore(until)) {
            found.add(next);
            next = schedule.nextBrief(next).orElseThrow();
        }
        return found;
    }

    private static Instant start(ZoneId zone, int year) {
        return Year.of(year).atDay(1).atStartOfDay(zone).toInstant();
    }

    /// Whether the clocks of the zone ever show the date.
    private static boolean exists(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toLocalDate().equals(date);
    }

    /// Whether the clocks show the time, or skipped it and show it as much later as they were put forward.
    private static boolean shows(LocalTime time, Instant at, ZoneId zone) {
        if (LocalTime.ofInstant(at, zone).equals(time)) {
            return true;
        }
        Instant dayBefore = at.minus(Duration.ofHours(25));
        return Optional.ofNullable(zone.getRules().nextTransition(dayBefore))
                .filter(change -> change.isGap() && !change.getInstant().isAfter(at))
                .map(change -> LocalTime.ofInstant(at, change.getOffsetBefore()).equals(time))
                .orElse(false);
    }

    private static Schedule schedule(String zone, String times, String hours) {
        return new Schedule(
                ZoneId.of(zone),
                Optional.ofNullable(hours).flatMap(QuietHours::parse),
                Optional.ofNullable(times).flatMap(BriefTimes::parse));
    }
}
