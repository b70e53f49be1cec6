package tidings.reminders;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.preferences.BriefTimes;
import tidings.preferences.Schedule;
import tidings.reminders.When.Problem;
import tidings.reminders.When.Unclear;
import tidings.reminders.When.Understood;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for times in whichever words, zone and season.
class WhenParserTest {
    private static final WhenParser PARSER = new WhenParser(Texts.LANGUAGES);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/Havana"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("UTC"));
    private static final String PIECES =
            "in at on every tomorrow jeden am um 9 9:30 29. february 31 monday halb past und"
                    + " and a half an hour 2 minuten 24.12. 2026-02-30 pm morgen abend next week 999999 25:61 12,5 🌱 x";

    private static Random random(RepetitionInfo repetition) {
        return new Random(repetition.getCurrentRepetition());
    }

    private static ZonedDateTime anyTime(Random random) {
        long seconds = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + random.nextInt(4 * 366 * 86_400);
        return Instant.ofEpochSecond(seconds).atZone(ZONES.get(random.nextInt(ZONES.size())));
    }

    private static Understood understood(String text, ZonedDateTime now) {
        assertThat(PARSER.parse(text, now.toInstant(), now.getZone())).as(text).isInstanceOf(Understood.class);
        return (Understood) PARSER.parse(text, now.toInstant(), now.getZone());
    }

    @RepeatedTest(50)
    void anyWordsAreReadOrRefusedAndNeverMeanThePast(RepetitionInfo repetition) {
        Random random = random(repetition);
        String[] pieces = PIECES.split(" ");
        for (int i = 0; i < 200; i++) {
            List<String> words = new ArrayList<>();
            for (int length = random.nextInt(12); length >= 0; length--) {
                words.add(pieces[random.nextInt(pieces.length)]);
            }
            String text = String.join(random.nextInt(9) == 0 ? "" : " ", words);
            ZonedDateTime now = anyTime(random);
            if (PARSER.parse(text, now.toInstant(), now.getZone()) instanceof Understood when) {
                assertThat(when.at()).as("%s at %s", text, now).isAfterOrEqualTo(now.toInstant());
                assertThat(when.at())
                        .as("%s at %s", text, now)
                        .isBefore(now.plusYears(6).toInstant());
            }
        }
    }

    @RepeatedTest(100)
    void aLengthOfMinutesAndHoursIsExactWhateverTheClocksDo(RepetitionInfo repetition) {
        Random random = random(repetition);
        ZonedDateTime now = anyTime(random);
        int hours = 1 + random.nextInt(48);
        int minutes = 1 + random.nextInt(59);

        assertThat(understood("in " + hours + " h and " + minutes + " minutes go", now)
                        .at())
                .isEqualTo(now.toInstant().plus(Duration.ofHours(hours)).plus(Duration.ofMinutes(minutes)));
        assertThat(understood("geh in " + hours + " Stunden", now).at())
                .isEqualTo(now.toInstant().plus(Duration.ofHours(hours)));
    }

    @RepeatedTest(100)
    void aDayAndATimeAreThoseOfTheChatUnlessTheClocksSkipThem(RepetitionInfo repetition) {
        Random random = random(repetition);
        ZonedDateTime now = anyTime(random);
        LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
        LocalDate tomorrow = now.toLocalDate().plusDays(1);

        for (String text : List.of("tomorrow %s go", "go at %s tomorrow", "morgen um %s geh", "geh um %s morgen")) {
            Understood when = understood(text.formatted(time), now);
            assertThat(when.at())
                    .isEqualTo(ZonedDateTime.of(tomorrow, time, now.getZone()).toInstant());
            assertThat(when.words()).isIn("go", "geh");
        }
        LocalDate date = now.toLocalDate().plusDays(1 + random.nextInt(300));
        assertThat(understood(date + " " + time, now).at())
                .isEqualTo(ZonedDateTime.of(date, time, now.getZone()).toInstant());
        Understood next = understood("at " + time, now);
        assertThat(next.at()).isAfter(now.toInstant()).isBefore(now.plusDays(2).toInstant());
    }

    @RepeatedTest(100)
    void aDateWithSlashesAndFourDigitsOfATimeAreWhatTheySayOrAskedFor(RepetitionInfo repetition) {
        Random random = random(repetition);
        ZonedDateTime now = anyTime(random);
        LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
        LocalDate date = now.toLocalDate().plusDays(1 + random.nextInt(300));
        String digits = "%02d%02d".formatted(time.getHour(), time.getMinute());
        Instant at = ZonedDateTime.of(date, time, now.getZone()).toInstant();

        for (String format : List.of("%1$d/%2$d %3$s go", "%2$d/%1$d at %3$s go", "go on %1$d/%2$d at %4$s")) {
            String text = format.formatted(date.getMonthValue(), date.getDayOfMonth(), time, digits);
            boolean isClear = date.getDayOfMonth() > 12 || date.getDayOfMonth() == date.getMonthValue();
            assertThat(PARSER.parse(text, now.toInstant(), now.getZone()))
                    .as("%s at %s", text, now)
                    .isEqualTo(isClear ? new Understood(at, Optional.empty(), "go") : new Unclear(Problem.AMBIGUOUS));
        }
        assertThat(understood("tomorrow at " + digits + " go", now).at())
                .isEqualTo(ZonedDateTime.of(now.toLocalDate().plusDays(1), time, now.getZone())
                        .toInstant());
    }

    @RepeatedTest(100)
    void allTimesOfADayComeOrNone(RepetitionInfo repetition) {
        Random random = random(repetition);
        ZonedDateTime now = anyTime(random);
        List<LocalTime> times = random.ints(0, 24)
                .distinct()
                .limit(2 + random.nextInt(5))
                .mapToObj(hour -> LocalTime.of(hour, 0))
                .toList();
        String written =
                String.join(" and ", times.stream().map(LocalTime::toString).toList());

        for (String text : List.of("every day at %s go", "go every day at %s", "at %s every day go")) {
            assertThat(understood(text.formatted(written), now)
                            .repeat()
                            .orElseThrow()
                            .times())
                    .as(text.formatted(written))
                    .extracting(BriefTimes.BriefTime::time)
                    .containsExactlyElementsOf(times);
        }
        assertThat(PARSER.parse("tomorrow at " + written + " go", now.toInstant(), now.getZone()))
                .isEqualTo(new Unclear(Problem.AMBIGUOUS));
    }

    @ParameterizedTest
    @CsvSource({
        // The clocks skip 02:30 and show it twice; it comes later, and the first time.
        "2027-03-27T12:00, tomorrow 2:30, 2027-03-28T03:30+02:00",
        "2027-03-27T12:00, in 1 day at 2:30, 2027-03-28T03:30+02:00",
        "2027-10-30T12:00, tomorrow 2:30, 2027-10-31T02:30+02:00",
        "2027-03-27T12:00, in 24 hours, 2027-03-28T13:00+02:00",
        "2027-03-27T12:00, in 1 day, 2027-03-28T12:00+02:00",
        "2027-10-30T12:00, in 24 Stunden, 2027-10-31T11:00+01:00",
        "2027-10-30T12:00, in einem Tag, 2027-10-31T12:00+01:00",
        "2027-02-20T12:00, 29 February 9:00, 2028-02-29T09:00+01:00",
        "2028-02-20T12:00, 29.2. um 9, 2028-02-29T09:00+01:00",
        "2028-02-29T12:00, 29 February 9:00, 2032-02-29T09:00+01:00",
        "2028-02-28T12:00, tomorrow, 2028-02-29T09:00+01:00",
        "2028-02-28T12:00, übermorgen, 2028-03-01T09:00+01:00",
        "2027-01-31T12:00, in 1 month, 2027-02-28T12:00+01:00",
        "2028-02-29T12:00, in one year, 2029-02-28T12:00+01:00",
        "2026-12-31T23:30, tomorrow 0:15, 2027-01-01T00:15+01:00"
    })
    void changesOfTheClocksAndLeapDaysCome(LocalDateTime now, String text, ZonedDateTime expected) {
        ZonedDateTime here = now.atZone(ZoneId.of("Europe/Berlin"));

        assertThat(understood(text, here).at()).isEqualTo(expected.toInstant());
    }

    @Test
    void atTheTurnOfACenturyTheNextLeapDayIsEightYearsAwayAndTooFar() {
        ZonedDateTime now = LocalDateTime.parse("2096-03-01T12:00").atZone(ZoneId.of("UTC"));

        assertThat(PARSER.parse("29 February", now.toInstant(), now.getZone())).isEqualTo(new Unclear(Problem.FAR));
        assertThat(Year.isLeap(2100)).isFalse();
    }

    @RepeatedTest(20)
    void whatRepeatsComesOnEachOfItsDaysOnce(RepetitionInfo repetition) {
        Random random = random(repetition);
        ZonedDateTime now = anyTime(random);
        LocalTime time = LocalTime.of(random.nextInt(24), random.nextInt(60));
        BriefTimes times = understood("every day at " + time, now).repeat().orElseThrow();
        Schedule schedule = new Schedule(now.getZone(), Optional.empty(), Optional.of(times));

        Instant at = understood("every day at " + time, now).at();
        for (int day = 0; day < 366; day++) {
            Instant next = schedule.nextBrief(at).orElseThrow();
            LocalDateTime local = LocalDateTime.ofInstant(next, now.getZone());
            assertThat(local.toLocalDate())
                    .isEqualTo(LocalDate.ofInstant(at, now.getZone()).plusDays(1));
            assertThat(local.toLocalTime())
                    .isIn(
                            time,
                            ZonedDateTime.of(local.toLocalDate(), time, now.getZone())
                                    .toLocalTime());
            at = next;
        }
    }

    @Test
    void whatAReminderIsAboutCanHaveSoManyCharactersAndIsNotCut() {
        ZonedDateTime now = LocalDateTime.parse("2026-11-20T12:00").atZone(ZoneId.of("UTC"));
        String most = "x".repeat(WhenParser.MAX_WORDS);

        assertThat(understood("tomorrow " + most, now).words()).isEqualTo(most);
        assertThat(PARSER.parse("tomorrow " + most + "x", now.toInstant(), now.getZone()))
                .isEqualTo(new Unclear(Problem.LONG));
    }
}
