package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueueFunctionTest {
    private final List<String> reached = new ArrayList<>();

    @BeforeEach
    void chooseARegion() {
        System.setProperty("aws.region", "eu-west-1");
    }

    @AfterEach
    void forgetTheRegion() {
        System.clearProperty("aws.region");
    }

    private final class Sample extends QueueFunction<String> {
        Sample(Function<Wiring, Role<String>> roles, String... samples) {
            super(
                    new QueueSource(
                            "sample",
                            List.of(new QueueUrls(
                                    "https://sqs.example.org/sample", "https://sqs.example.org/sample-dead"))),
                    body -> body,
                    roles,
                    List.of(samples));
        }
    }

    @Test
    void aSmokeTestReachesWhateverThePartsOfTheFunctionNeed() {
        Sample sample = new Sample(wiring -> {
            wiring.onSmokeTest(() -> reached.add("table"));
            wiring.onSmokeTest(() -> reached.add("queue"));
            return _ -> {
                throw new AssertionError("there is no message");
            };
        });
        assertThat(reached).isEmpty();

        assertThat(sample.handleRequest(new SQSEvent(), context()).getBatchItemFailures())
                .isEmpty();
        assertThat(reached).containsExactly("table", "queue");
    }

    @Test
    void aSmokeTestFailsWithThePartThatCannotBeReached() {
        Sample sample = new Sample(wiring -> {
            wiring.onSmokeTest(() -> {
                throw new UnavailableException("the table is not there");
            });
            return _ -> Verdict.DONE;
        });

        assertThatThrownBy(() -> sample.handleRequest(new SQSEvent(), context()))
                .hasMessage("the table is not there");
    }

    @Test
    void samplesTakeTheWayOfMessagesOnAWiringThatTouchesNothing() {
        Sample sample = new Sample(
                wiring -> {
                    wiring.onSmokeTest(() -> reached.add("reached, silently " + wiring.isSilent()));
                    wiring.beforeCheckpoint(() -> reached.add("released"));
                    return delivery -> {
                        reached.add(delivery.message() + " on " + wiring.isSilent() + " in time "
                                + Deadline.current().left().isPositive());
                        return Verdict.DONE;
                    };
                },
                "one",
                "two");

        sample.beforeCheckpoint(null);

        assertThat(reached)
                .containsExactly(
                        "reached, silently false", "one on true in time true", "two on true in time true", "released");
    }

    @Test
    void aSampleThatIsNotHandledFailsTheCheckpoint() {
        Sample sample = new Sample(_ -> _ -> Verdict.afterPause(1, java.time.Duration.ofSeconds(1)), "one", "two");

        assertThatThrownBy(() -> sample.beforeCheckpoint(null)).hasRootCauseMessage("a sample message comes back");
    }

    @Test
    void whatAnInvocationCountsIsPublishedAtItsEndAlsoIfItFails() {
        Sample sample = new Sample(wiring -> {
            wiring.onSmokeTest(() -> {
                wiring.meter().count("MessageFailed", "failed", 1);
                throw new UnavailableException("the table is not there");
            });
            return _ -> Verdict.DONE;
        });
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> sample.handleRequest(new SQSEvent(), context()))
                    .isInstanceOf(UnavailableException.class);
        } finally {
            System.setOut(before);
        }

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("\"MessageFailed\":1.0");
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                QueueFunctionTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (_, method, _) -> method.getReturnType() == int.class ? 15_000 : null);
    }
}
