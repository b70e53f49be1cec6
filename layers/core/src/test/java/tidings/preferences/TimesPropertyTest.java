package tidings.preferences;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.preferences.BriefTimes.BriefTime;

import static org.assertj.core.api.Assertions.assertThat;

class TimesPropertyTest {
    private static final int RUNS = 2_000;
    private static final String LETTERS = "0123456789:-, monfrisunMON٣½\u0000\uD83D\n";

    private final Random random = new Random(3);

    private LocalTime time() {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        for (int i = 0; i < RUNS; i++) {
            BriefTimes times = new BriefTimes(IntStream.rangeClosed(0, random.nextInt(BriefTimes.MAX))
                    .mapToObj(_ -> new BriefTime(
                            Optional.of(DayOfWeek.of(1 + random.nextInt(7))).filter(_ -> random.nextBoolean()), time()))
                    .toList());
            LocalTime from = time();
            QuietHours hours = new QuietHours(from, from.plusMinutes(1 + random.nextInt(1_439)));

            assertThat(BriefTimes.parse(times.toString())).contains(times);
            assertThat(QuietHours.parse(hours.toString())).contains(hours);
        }
    }

    @Test
    void anyTextIsNothingOrWhatIsWrittenTheSame() {
        List<String> written = List.of("08:00", "mon 18:30,07:00", "22:00-07:00");
        for (int i = 0; i < RUNS; i++) {
            StringBuilder text = new StringBuilder(written.get(random.nextInt(written.size())));
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                int at = random.nextInt(text.length() + 1);
                String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
                text.replace(at, Math.min(text.length(), at + random.nextInt(2)), letter);
            }

            assertThat(Stream.concat(
                            BriefTimes.parse(text.toString()).stream(), QuietHours.parse(text.toString()).stream()))
                    .allSatisfy(read -> assertThat(read).hasToString(text.toString()));
        }
    }

    @Test
    void aTextOfAnyLengthIsReadWithoutLookingBack() {
        assertThat(BriefTimes.parse("mon 08:00,".repeat(100_000))).isEmpty();
        assertThat(QuietHours.parse("22:00-".repeat(100_000))).isEmpty();
    }
}
