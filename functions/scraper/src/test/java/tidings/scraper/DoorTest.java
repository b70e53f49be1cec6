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
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState;
import tidings.ratelimit.SourceState;
import tidings.ratelimit.SourceHealth;
import tidings.ratelimit.Urgency;
import tidings.domain.SourceProblem;
import tidings.aws.Deadline;
import tidings.scraper.FetchResult.Later;
import tidings.scraper.FetchResult.Refused;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class DoorTest {
    private final ManualClock clock = new ManualClock();
    private final SharedState<SourceState> shared = SharedState.inMemory();
    private final List<URI> asked = new ArrayList<>();
    private Supplier<Optional<Transport.Answer>> reddit = () -> Optional.of(answer(200, Map.of()));

    @Test
    void leavesRedditAloneWhileItDoesNotAnswer() {
        reddit = Optional::empty;
        RedditGateway gateway = environment();
        for (int i = 0; i < 10; i++) {
            assertThat(ask(gateway)).isEqualTo("SocketTimeoutException");
        }

        assertThat(ask(gateway)).contains("reddit failed too often");
        assertThat(asked).hasSize(10);

        clock.advance(Duration.ofMinutes(11)); // Reddit's window is over, too
        reddit = () -> Optional.of(answer(200, Map.of()));
        assertThat(ask(gateway)).isEqualTo("200");
        assertThat(ask(gateway)).isEqualTo("200");
    }

    @Test
    void takesARefusalForAnAnswerAndAnErrorForNone() {
        RedditGateway gateway = environment();
        Map<String, String> plenty = Map.of("x-ratelimit-remaining", "90", "x-ratelimit-reset", "500");
        reddit = () -> Optional.of(answer(403, plenty));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(gateway)).isEqualTo("403");
        }
        reddit = () -> Optional.of(answer(500, plenty));
        for (int i = 0; i < 10; i++) {
            ask(gateway);
        }

        assertThat(ask(gateway)).contains("failed too often");
    }

    @Test
    void allEnvironmentsKnowWhenOneWasThrottled() {
        reddit = () -> Optional.of(answer(429, Map.of("retry-after", "40")));
        assertThat(ask(environment())).isEqualTo("429");

        assertThat(ask(environment())).isEqualTo("the rate limit is used up");
        assertThat(asked).hasSize(1);
        assertThat(standing()).isEqualTo(SourceHealth.THROTTLED);
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
        RedditGateway gateway = environment();
        gateway.noted(new Later(SourceProblem.BLOCKED, clock.instant(), "blocked"));
        assertThat(standing()).isEqualTo(SourceHealth.BLOCKED);

        clock.advance(Duration.ofSeconds(1));
        gateway.noted(new Refused(SourceProblem.PRIVATE));
        assertThat(standing()).isEqualTo(SourceHealth.ALIVE);
    }

    private SourceHealth standing() {
        return shared.get().orElseThrow().standing(clock.instant());
    }

    private RedditGateway environment() {
        return Doors.gateway(
                (ask, _) -> {
                    asked.add(ask.uri());
                    return reddit.get().orElseThrow(SocketTimeoutException::new);
                },
                new RequestBudget(shared, Allowance.CLIENT, clock),
                clock);
    }

    private String ask(RedditGateway gateway) {
        clock.advance(Duration.ofMillis(1));
        return ask(gateway, Urgency.WAITED_FOR);
    }

    private String ask(RedditGateway gateway, Urgency urgency) {
        Transport.Ask ask = new Transport.Ask(URI.create("http://reddit.invalid"), Map.of(), Optional.empty());
        try (Transport.Answer answer = gateway.ask(ask, urgency, Deadline.current())) {
            return Integer.toString(answer.status());
        } catch (FetchException stopped) {
            return ((Later) stopped.result()).what();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static Transport.Answer answer(int status, Map<String, String> headers) {
        return new Transport.Answer(status, headers, InputStream.nullInputStream());
    }
}
