package tidings.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.loadtest.Answers.Answer;
import tidings.loadtest.Answers.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DrainTest {
    /// A hundred people ask at once, and ten a second are answered.
    private static final List<Answer> SPIKE =
            LongStream.rangeClosed(1, 100).mapToObj(i -> answer(0, 100 * i)).toList();

    @Test
    void whereNobodyElseComesABacklogTakesItsSizeOverTheCapacity() {
        Drain drain = Drain.of(SPIKE, List.of()).orElseThrow();

        assertThat(drain.waiting()).isEqualTo(100);
        assertThat(drain.capacity()).isEqualTo(10);
        assertThat(drain.arrivals()).isZero();
        assertThat(drain.seconds()).isEqualTo(9);
        assertThat(drain.formula()).isEqualTo(9);
        assertThat(drain.figures()).containsEntry("drain: against the formula", 1.0);
    }

    @Test
    void whoComesMeanwhileTakesAPartOfTheCapacity() {
        List<Answer> answers = new ArrayList<>(SPIKE);
        LongStream.rangeClosed(1, 200).forEach(i -> answers.add(answer(200 * i, 10_000 + 100 * i)));

        Drain drain = Drain.of(answers, List.of()).orElseThrow();

        assertThat(drain.arrivals()).isCloseTo(5, within(0.1));
        assertThat(drain.seconds()).isCloseTo(18, within(0.3));
        assertThat(drain.formula()).isCloseTo(18, within(0.3));
    }

    @Test
    void aStandstillIsNotInTheFormula() {
        List<Answer> answers = SPIKE.stream()
                .map(answer -> answer.ended() <= 3_000 ? answer : answer(0, answer.ended() + 6_000))
                .toList();

        Drain drain = Drain.of(answers, List.of()).orElseThrow();

        assertThat(drain.seconds()).isEqualTo(15);
        assertThat(drain.formula()).isEqualTo(9);
    }

    @Test
    void whatComesAllAtTheEndIsTheCapacity() {
        List<Answer> answers = LongStream.rangeClosed(1, 100)
                .mapToObj(i -> answer(0, 20_000 + i))
                .toList();

        Drain drain = Drain.of(answers, List.of()).orElseThrow();

        assertThat(drain.capacity()).isEqualTo(18);
        assertThat(drain.formula()).isEqualTo(5);
        assertThat(drain.seconds()).isCloseTo(20, within(0.1));
    }

    @Test
    void capacityIsAlsoThatOfTheTimeBeforeThePeak() {
        // Twenty a second come for ten seconds; ten a second are answered for as long, and then five.
        List<Answer> answers = LongStream.rangeClosed(1, 200)
                .mapToObj(i -> answer(50 * i, i <= 100 ? 100 * i : 10_000 + 200 * (i - 100)))
                .toList();

        Drain drain = Drain.of(answers, List.of()).orElseThrow();

        assertThat(drain.waiting()).isCloseTo(100, within(1.0));
        assertThat(drain.capacity()).isEqualTo(10);
        assertThat(drain.seconds()).isCloseTo(18, within(0.3));
        assertThat(drain.formula()).isCloseTo(9, within(0.2));
    }

    @Test
    void whereManyGiveUpNothingDrains() {
        List<Answer> answers = SPIKE.stream()
                .map(answer ->
                        answer.ended() <= 8_000 ? answer : new Answer("answer: /help", 0, 75_000, Outcome.UNANSWERED))
                .toList();

        assertThat(Drain.of(answers, List.of())).isEmpty();
        assertThat(Drain.of(List.of(), List.of())).isEmpty();
    }

    @Test
    void whatTelegramDidNotTakeAndRequestsOfTheApiAreNoBacklog() {
        List<Answer> answers = Stream.concat(
                        SPIKE.stream(),
                        Stream.of(
                                new Answer("GET /health", 0, 60_000, Outcome.ANSWERED),
                                new Answer("answer: [top]", 0, 0, Outcome.NO_BUTTON),
                                new Answer("answer: /top", 0, 60_000, Outcome.FAILED)))
                .toList();

        assertThat(Drain.of(answers, List.of())).isEqualTo(Drain.of(SPIKE, List.of()));
    }

    @Test
    void itSaysWhetherSendingLimits() {
        List<Long> sent = LongStream.rangeClosed(1, 240).mapToObj(i -> 42 * i).toList();
        Drain drain = Drain.of(SPIKE, sent).orElseThrow();

        assertThat(drain.messages()).isCloseTo(23.8, within(0.3));
        assertThat(drain.limit(25).toString()).contains("sending: `SendsPerSecond`", "23.8 of 25 messages a second");
        assertThat(drain.limit(50).toString()).contains("not `SendsPerSecond`", "23.8 of 50 messages a second");
    }

    private static Answer answer(long asked, long ended) {
        return new Answer("answer: /help", asked, ended - asked, Outcome.ANSWERED);
    }
}
