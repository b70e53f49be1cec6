package tidings.scraper;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tidings.budget.Allowance;
import tidings.budget.RequestBudget;
import tidings.budget.Shared;
import tidings.budget.SourceState;
import tidings.budget.Standing;
import tidings.budget.Trouble;
import tidings.budget.Urgency;
import tidings.domain.Refusal;
import tidings.platform.Deadline;
import tidings.scraper.Reading.Later;
import tidings.scraper.Reading.Refused;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class DoorTest {
    private final ManualClock clock = new ManualClock();
    private final Shared<SourceState> shared = Shared.inMemory();
    private final List<URI> asked = new ArrayList<>();
    private Supplier<Optional<Transport.Answer>> reddit = () -> Optional.of(answer(200, Map.of()));

    @Test
    void leavesRedditAloneWhileItDoesNotAnswer() {
        reddit = Optional::empty;
        Door door = environment();
        for (int i = 0; i < 10; i++) {
            assertThat(ask(door)).isEqualTo("SocketTimeoutException");
        }

        assertThat(ask(door)).contains("reddit failed too often");
        assertThat(asked).hasSize(10);

        clock.advance(Duration.ofMinutes(11)); // Reddit's window is over, too
        reddit = () -> Optional.of(answer(200, Map.of()));
        assertThat(ask(door)).isEqualTo("200");
        assertThat(ask(door)).isEqualTo("200");
    }

    @Test
    void takesARefusalForAnAnswerAndAnErrorForNone() {
        Door door = environment();
        Map<String, String> plenty = Map.of("x-ratelimit-remaining", "90", "x-ratelimit-reset", "500");
        reddit = () -> Optional.of(answer(403, plenty));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(door)).isEqualTo("403");
        }
        reddit = () -> Optional.of(answer(500, plenty));
        for (int i = 0; i < 10; i++) {
            ask(door);
        }

        assertThat(ask(door)).contains("failed too often");
    }

    @Test
    void allEnvironmentsKnowWhenOneWasThrottled() {
        reddit = () -> Optional.of(answer(429, Map.of("retry-after", "40")));
        assertThat(ask(environment())).isEqualTo("429");

        assertThat(ask(environment())).isEqualTo("the rate limit is used up");
        assertThat(asked).hasSize(1);
        assertThat(standing()).isEqualTo(Standing.THROTTLED);
    }

    @Test
    void allEnvironmentsKeepToWhatRedditSaysIsLeft() {
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "2.0", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(answer(200, headers));

        assertThat(ask(environment())).isEqualTo("200");
        assertThat(ask(environment())).isEqualTo("200");
        assertThat(ask(environment())).isEqualTo("200");
        assertThat(ask(environment())).isEqualTo("the rate limit is used up");
    }

    @Test
    void whatNobodyWaitsForLeavesTheReserveAlone() {
        Map<String, String> headers = Map.of("x-ratelimit-remaining", "10", "x-ratelimit-reset", "100");
        reddit = () -> Optional.of(answer(200, headers));
        ask(environment());
        reddit = () -> Optional.of(answer(200, Map.of()));

        int scheduled = 0;
        while (ask(environment(), Urgency.SCHEDULED).equals("200")) {
            scheduled++;
        }
        assertThat(scheduled).isEqualTo(8);
        assertThat(ask(environment(), Urgency.WAITED_FOR)).isEqualTo("200");
    }

    @Test
    void aRefusedSubredditIsNoTroubleAndABlockedAddressIs() {
        Door door = environment();
        door.noted(new Later(Trouble.BLOCKED, clock.instant(), "blocked"));
        assertThat(standing()).isEqualTo(Standing.BLOCKED);

        clock.advance(Duration.ofSeconds(1));
        door.noted(new Refused(Refusal.PRIVATE));
        assertThat(standing()).isEqualTo(Standing.ALIVE);
    }

    private Standing standing() {
        return shared.get().orElseThrow().standing(clock.instant());
    }

    private Door environment() {
        return Doors.door(
                (ask, _) -> {
                    asked.add(ask.uri());
                    return reddit.get().orElseThrow(SocketTimeoutException::new);
                },
                new RequestBudget(shared, Allowance.CLIENT, clock),
                clock);
    }

    private String ask(Door door) {
        clock.advance(Duration.ofMillis(1));
        return ask(door, Urgency.WAITED_FOR);
    }

    private String ask(Door door, Urgency urgency) {
        Transport.Ask ask = new Transport.Ask(URI.create("http://reddit.invalid"), Map.of(), Optional.empty());
        try (Transport.Answer answer = door.ask(ask, urgency, Deadline.current())) {
            return Integer.toString(answer.status());
        } catch (ReadingStopped stopped) {
            return ((Later) stopped.reading()).what();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static Transport.Answer answer(int status, Map<String, String> headers) {
        return new Transport.Answer(status, headers, InputStream.nullInputStream());
    }
}
