package tidings.points;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");

    @ParameterizedTest
    @EnumSource
    void eachKindIsWorthSomethingAndSoManyOfADayCount(Kind kind) {
        Worth worth = Worth.of(kind);
        Score score = Score.NONE.plus(
                IntStream.range(0, 100).mapToObj(i -> acted(DAY, kind, i)).toList(), ZoneOffset.UTC);

        assertThat(worth.points()).isPositive();
        assertThat(score.on(DAY).today())
                .isEqualTo(worth.points() * worth.most())
                .isLessThan(Score.MAX_A_DAY);
        assertThat(score.on(DAY).count(kind)).isEqualTo(worth.most());
    }

    @Test
    void allOfThemTogetherAreMoreThanADayTakes() {
        Score score = Score.NONE.plus(
                Arrays.stream(Kind.values())
                        .flatMap(kind -> IntStream.range(0, 9).mapToObj(i -> acted(DAY, kind, i)))
                        .toList(),
                ZoneOffset.UTC);

        assertThat(score.on(DAY).today()).isEqualTo(Score.MAX_A_DAY);
        assertThat(score.on(DAY.plusDays(1)).today()).isZero();
        assertThat(score.on(DAY.plusDays(1)).points()).isEqualTo(Score.MAX_A_DAY);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 50",
        "49, 1, 0, 50",
        "50, 2, 50, 150",
        "149, 2, 50, 150",
        "150, 3, 150, 300",
        "2250, 10, 2250, 2750"
    })
    void eachLevelTakesMoreThanTheOneBefore(long points, int number, long from, long next) {
        assertThat(Level.of(points)).isEqualTo(new Level(number, from, next));
    }

    /// `x` is a day with something, `.` one without.
    @ParameterizedTest
    @CsvSource({
        "x, 1, 0",
        "xx, 2, 0",
        "x., 1, 0",
        "x.., 0, 0",
        "x.x, 1, 0",
        "xxxxxxx, 7, 1",
        "xxxxxxx.x, 8, 0",
        "xxxxxxx.., 7, 0",
        "xxxxxxx..., 0, 0",
        "xxxxxxx..x, 1, 0",
        "xxxxxxxxxxxxxx..x, 15, 0",
        "xxxxxxxxxxxxxx...x, 1, 0",
        "xxxxxxxxxxxxxxxxxxxxx, 21, 2",
        "xxxxxxx.xxxxxx, 13, 0",
        "xxxxxxx.xxxxxxx, 14, 1"
    })
    void aFreezeDayStandsInForAMissedOneAndSevenDaysEarnOne(String days, int streak, int freezes) {
        Score score = Score.NONE;
        for (int i = 0; i < days.length(); i++) {
            if (days.charAt(i) == 'x') {
                score = score.plus(List.of(acted(DAY.plusDays(i), Kind.SHOWN, i)), ZoneOffset.UTC);
            }
        }

        Streak found = score.on(DAY.plusDays(days.length() - 1L)).streak();
        assertThat(found.days()).isEqualTo(streak);
        assertThat(found.freezes()).isEqualTo(freezes);
    }

    @Test
    void aDayIsTheOneOfTheChatsZone() {
        ActedV1 late = new ActedV1(
                new ChatId(7), "u1", Instant.parse("2026-11-20T23:30:00Z"), Kind.SAVED, Optional.empty(), List.of());

        assertThat(Score.NONE.plus(List.of(late), ZoneOffset.UTC).days()).containsOnlyKeys(DAY);
        assertThat(Score.NONE.plus(List.of(late), ZoneId.of("Europe/Berlin")).days())
                .containsOnlyKeys(DAY.plusDays(1));
    }

    @Test
    void whatComesLaterThanAQueueKeepsItDoesNotCount() {
        Score score = Score.NONE.plus(List.of(acted(DAY, Kind.SAVED, 1)), ZoneOffset.UTC);

        assertThat(score.plus(List.of(acted(DAY.minusDays(Score.DAYS - 1L), Kind.SAVED, 2)), ZoneOffset.UTC)
                        .on(DAY)
                        .points())
                .isEqualTo(8);
        assertThat(score.plus(List.of(acted(DAY.minusDays(Score.DAYS), Kind.SAVED, 2)), ZoneOffset.UTC))
                .isEqualTo(score);
    }

    @Test
    void whatIsAchievedIsKept() {
        Score score = Score.NONE;
        for (int i = 0; i < 30; i++) {
            score = score.plus(
                    List.of(
                            acted(DAY.plusDays(i), Kind.BRIEF_READ, 2 * i),
                            acted(DAY.plusDays(i), Kind.CORRECTED, 2 * i + 1)),
                    ZoneOffset.UTC);
        }

        assertThat(Score.NONE.on(DAY).achievements()).isEmpty();
        assertThat(score.on(DAY.plusYears(1)).achievements())
                .containsExactly(
                        Achievement.FIRST_POINTS,
                        Achievement.READER,
                        Achievement.TEACHER,
                        Achievement.WEEK,
                        Achievement.MONTH);
    }

    private static ActedV1 acted(LocalDate day, Kind kind, int id) {
        return new ActedV1(
                new ChatId(7),
                kind + "-" + id,
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                kind,
                Optional.empty(),
                List.of());
    }
}
