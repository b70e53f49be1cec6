package tidings.failures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.aws.Delivery;
import tidings.aws.Role;
import tidings.aws.UnavailableException;
import tidings.aws.Verdict;
import tidings.ratelimit.SharedState;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FailureNotesTest {
    private final ManualClock clock = new ManualClock();
    private final SharedState<ErrorTypes> shared = SharedState.inMemory();
    private final FailureNotes bot = environment("bot");
    private int writes;

    private FailureNotes environment(String service) {
        SharedState<ErrorTypes> counted = new SharedState<>() {
            @Override
            public <R> R change(Function<Optional<ErrorTypes>, Change<ErrorTypes, R>> change) {
                writes++;
                return shared.change(change);
            }

            @Override
            public Optional<ErrorTypes> get() {
                return shared.get();
            }
        };
        return new FailureNotes(service, counted, clock);
    }

    private Optional<ErrorTypes.Seen> top(Duration within) {
        return shared.get().flatMap(errors -> errors.topSince(clock.instant().minus(within)));
    }

    @Test
    void aTypeIsTheFirstCauseAndWhereOurCodeMetIt() {
        bot.failed(new UnavailableException("chat 4711 said hello", new ClassCastException("secret")));

        assertThat(top(Duration.ZERO).orElseThrow().type())
                .isEqualTo("ClassCastException at FailureNotesTest.aTypeIsTheFirstCauseAndWhereOurCodeMetIt");
    }

    @Test
    void aMessageIsNeverNoted() {
        bot.failed(new IllegalStateException("chat 4711 said hello"));

        assertThat(shared.get().toString()).doesNotContain("4711", "hello");
    }

    @Test
    void aTypeIsWrittenOncePerPowerOfTenInAnHour() {
        IntStream.range(0, 150).forEach(_ -> bot.failed(new IllegalStateException()));
        assertThat(writes).isEqualTo(3);
        assertThat(top(Duration.ofMinutes(1)).orElseThrow().times()).isEqualTo(100);

        clock.advance(Duration.ofHours(1));
        bot.failed(new IllegalStateException());
        assertThat(writes).isEqualTo(4);
        assertThat(top(Duration.ofMinutes(1))).as("it is no new one").isEmpty();
        assertThat(top(Duration.ofHours(1)).orElseThrow().times()).isEqualTo(101);
    }

    @Test
    void theTopOneIsTheNewOneThatCameMostOften() {
        bot.failed(new IllegalArgumentException());
        clock.advance(Duration.ofHours(2));
        Instant now = clock.instant();
        IntStream.range(0, 9).forEach(_ -> bot.failed(new IllegalStateException()));
        IntStream.range(0, 10).forEach(_ -> environment("sender").failed(new ClassCastException()));

        assertThat(top(Duration.ofMinutes(30))).hasValueSatisfying(top -> {
            assertThat(top.service()).isEqualTo("sender");
            assertThat(top.type()).startsWith("ClassCastException at ");
            assertThat(top.first()).isEqualTo(now);
            assertThat(top.times()).isEqualTo(10);
        });
    }

    @Test
    void whatDidNotComeForADayIsNewWhenItComesAgain() {
        bot.failed(new IllegalStateException());
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        bot.failed(new IllegalStateException());

        assertThat(top(Duration.ofMinutes(30)).orElseThrow().times()).isEqualTo(1);
    }

    @Test
    void aFailureGoesOnAsItWasAndARoleIsOtherwiseAsBefore() {
        Role<String> fails = _ -> {
            throw new IllegalStateException("broken");
        };
        Delivery<String> delivery = new Delivery<>("hello", "1", 1, 0);

        assertThatThrownBy(() -> bot.role(fails).handle(delivery)).hasMessage("broken");
        assertThatThrownBy(() -> bot.run(() -> {
                            throw new StackOverflowError();
                        })
                        .run())
                .isInstanceOf(StackOverflowError.class);
        assertThat(bot.<String>role(_ -> Verdict.DONE).handle(delivery)).isEqualTo(Verdict.DONE);
        assertThat(shared.get().orElseThrow().seen()).hasSize(2);
    }

    @Test
    void whatCannotBeNotedChangesNothing() {
        SharedState<ErrorTypes> away = new SharedState<>() {
            @Override
            public <R> R change(Function<Optional<ErrorTypes>, Change<ErrorTypes, R>> change) {
                throw new UnavailableException("away");
            }

            @Override
            public Optional<ErrorTypes> get() {
                return Optional.empty();
            }
        };
        FailureNotes notes = new FailureNotes("bot", away, clock);

        assertThatThrownBy(() -> notes.run(() -> List.of().getFirst()).run()).hasMessageNotContaining("away");
    }
}
