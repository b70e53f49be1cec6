package tidings.topics.train;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CascadeTest {
    /// The n-grams are right as often as they say; both are right in nine of ten cases, whatever the n-grams say.
    private static Cascade cascade(int posts) {
        Random random = new Random(1);
        return new Cascade(IntStream.range(0, posts)
                .mapToObj(_ -> {
                    double confidence = random.nextDouble();
                    return new Cascade.Answer(
                            0, confidence, random.nextDouble() < confidence, random.nextDouble() < 0.9);
                })
                .toList());
    }

    @Test
    void whatTheWordsAreSurerOfThanVectorsWouldBeIsNotEncoded() {
        // From 0.8 on, vectors lose as much above 0.9 as they gain below it.
        assertThat(cascade(50_000).enough()).isCloseTo(0.79f, within(0.03f));
    }

    @Test
    void allIsEncodedWhereVectorsAlwaysHelp() {
        List<Cascade.Answer> answers = Stream.generate(() -> new Cascade.Answer(0, 0.99, false, true))
                .limit(10)
                .toList();
        assertThat(new Cascade(answers).enough()).isGreaterThan(1);
    }

    @Test
    void nothingIsEncodedWhereVectorsTellNoMore() {
        List<Cascade.Answer> answers = IntStream.range(0, 100)
                .mapToObj(i -> new Cascade.Answer(0, i / 100.0, i % 2 == 0, i % 2 == 0))
                .toList();
        assertThat(new Cascade(answers).enough()).isZero();
    }
}
