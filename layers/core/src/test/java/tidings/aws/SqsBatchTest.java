package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqsBatchTest extends BatchFixture {
    @Test
    void onlyTheRestOfAFailedGroupComesBackWithIt() {
        SQSEvent event = event(
                message("1", "ada", "fine"),
                message("2", "ada", "fails"),
                message("3", "bob", "well"),
                message("4", "ada", "behind"));

        assertThat(failuresOf(event)).containsExactly("2", "4");
        assertThat(seen).containsExactlyInAnyOrder("fine", "fails", "well");
    }

    /// What messages share is done before, with all that can be read.
    private static final class Together implements Role<String> {
        private final List<String> done = new ArrayList<>();
        private final boolean fails;

        Together(boolean fails) {
            this.fails = fails;
        }

        @Override
        public void beforeBatch(Supplier<List<String>> messages) {
            done.add("together " + String.join(" ", messages.get()));
            if (fails) {
                throw new IllegalStateException("not together");
            }
        }

        @Override
        public synchronized Verdict handle(Delivery<String> delivery) {
            done.add(delivery.message());
            return Verdict.DONE;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverComesOfAllMessagesTogetherEachIsHandledBehindThat(boolean fails) {
        Together role = new Together(fails);

        SQSEvent event = event(
                message("1", null, "one"),
                message("2", null, "garbled"),
                message("3", null, "deep"),
                message("4", null, "two"));

        SQSBatchResponse response = batch.handle(event, role);

        assertThat(response.getBatchItemFailures())
                .extracting(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .containsExactly("3");
        assertThat(deadLetters).containsExactly("garbled");
        assertThat(role.done.getFirst()).isEqualTo("together one two");
        assertThat(role.done.subList(1, role.done.size())).containsExactlyInAnyOrder("one", "two");
    }

    /// There a group is only a fair share.
    @Test
    void aFailedMessageOfAStandardQueueHoldsUpNoOtherOfItsGroup() {
        SQSEvent event = event(message("1", "ada", "fails"), message("2", "ada", "fine"));
        event.getRecords().forEach(message -> message.setEventSourceArn("arn:aws:sqs:eu-west-1:000000000000:posts"));

        assertThat(failuresOf(event)).containsExactly("1");
        assertThat(seen).containsExactlyInAnyOrder("fails", "fine");
    }

    @Test
    void aMessageIsHandledUnderTheTraceThatItWasQueuedUnderOrElseUnderThatOfTheInvocation() {
        SQSMessage traced = message("1", "ada", "fine");
        traced.getAttributes().put("AWSTraceHeader", "Root=1-5759e988-bd862e3fe1be46a994272793");
        List<String> traces = new ArrayList<>();

        Trace.with(
                Optional.of("Root=1-invocation"),
                () -> batch.handle(event(traced, message("2", "ada", "fine")), _ -> {
                    traces.add(Trace.current().orElse("none"));
                    return Verdict.DONE;
                }));

        assertThat(traces).containsExactly("Root=1-5759e988-bd862e3fe1be46a994272793", "Root=1-invocation");
    }

    @Test
    void onlyTheFailedComeBackOnAStandardQueue() {
        SQSEvent event = event(message("1", null, "fails"), message("2", null, "fine"), message("3", null, "retry"));

        assertThat(failuresOf(event)).containsExactly("1", "3");
        assertThat(seen).containsExactlyInAnyOrder("fails", "fine", "retry");
    }

    @Test
    void anUnreadableMessageIsDeadLetteredAtOnceAndItsGroupGoesOn() {
        SQSEvent event = event(message("1", "ada", "garbled"), message("2", "ada", "fine"));

        assertThat(failuresOf(event)).isEmpty();
        assertThat(deadLetters).containsExactly("garbled");
        assertThat(seen).containsExactly("fine");
        assertThat(counted).containsExactly("MessageFailed failed 1.0");
    }

    @Test
    void whatCannotBeDeadLetteredStaysHoweverOldItIs() {
        SQSMessage message = message("1", "ada", "garbled and unburiable");
        received(message, Duration.ofDays(1), 700);

        assertThat(failuresOf(event(message, message("2", "ada", "behind")))).containsExactly("1", "2");
        assertThat(seen).isEmpty();
        assertThat(counted).containsExactly("MessageFailed failed 1.0");
    }

    @Test
    void whatTheHandlerGivesUpIsDeadLettered() {
        assertThat(failuresOf(event(message("1", "ada", "hopeless"), message("2", "ada", "fine"))))
                .isEmpty();
        assertThat(deadLetters).containsExactly("hopeless");
    }

    @Test
    void aGroupComesBackWhenItsFirstMessageAsksForIt() {
        SQSEvent event =
                event(message("1", "ada", "retry"), message("2", "ada", "behind"), message("3", "bob", "fails"));

        failuresOf(event);

        assertThat(postponed).containsExactlyInAnyOrder("1 30", "2 30", "3 2");
        assertThat(counted).containsExactly("MessageFailed failed 1.0");
    }

    @Test
    void handsOnTheCorrelationAndTheAttempt() {
        SQSMessage message = message("1", "ada", "fine");
        received(message, Duration.ofSeconds(9), 3);
        SQSEvent.MessageAttribute attribute = new SQSEvent.MessageAttribute();
        attribute.setStringValue("update-7");
        message.setMessageAttributes(Map.of(Trace.CORRELATION, attribute));

        batch.handle(event(message), delivery -> {
            seen.add(Trace.correlation().orElseThrow() + " attempt " + delivery.attempt());
            return Verdict.DONE;
        });

        assertThat(seen).containsExactly("update-7 attempt 3");
        assertThat(Trace.correlation()).isEmpty();
    }

    /// If one group waited for another, nobody would open the latch.
    @Test
    void aGroupThatWaitsHoldsUpNoOther() {
        CountDownLatch others = new CountDownLatch(9);
        SQSEvent event = event(IntStream.range(0, 10)
                .mapToObj(i -> message("" + i, "chat" + i, i == 0 ? "waits" : "fine"))
                .toArray(SQSMessage[]::new));

        assertThat(batch.handle(event, delivery -> {
                            if (delivery.message().equals("fine")) {
                                others.countDown();
                            } else {
                                wait(others);
                            }
                            return Verdict.DONE;
                        })
                        .getBatchItemFailures())
                .isEmpty();
    }

    @Test
    void whatThereIsNoTimeForComesBackAtOnceAndUntried() {
        SQSEvent event = event(message("1", "ada", "slow"), message("2", "ada", "behind"), message("3", "ada", "last"));

        List<String> failures = Deadline.within(
                Duration.ofSeconds(15),
                () -> now,
                () -> idsOf(event, delivery -> {
                    seen.add(delivery.message());
                    now = now.plusSeconds(14);
                    return Verdict.DONE;
                }));

        assertThat(failures).containsExactly("2", "3");
        assertThat(seen).containsExactly("slow");
        assertThat(postponed).containsExactly("2 1", "3 1");
        assertThat(counted).isEmpty();
    }

    @Test
    void aHandlerHasTimeForItsCallsOnlyUntilTheReserveBegins() {
        Deadline.within(
                Duration.ofSeconds(15),
                () -> now,
                () -> idsOf(event(message("1", "ada", "asks")), _ -> {
                    now = now.plusSeconds(14);
                    Deadline.current().atMost(Duration.ofSeconds(1));
                    return Verdict.DONE;
                }));

        assertThat(postponed).containsExactly("1 2");
        assertThat(counted).containsExactly("MessageFailed failed 1.0");
    }

    @Test
    void aHandlerThatNeverReturnsIsGivenUpWithItsMessage() {
        CountDownLatch never = new CountDownLatch(1);
        SQSMessage message = message("1", "ada", "hangs");
        received(message, Duration.ofSeconds(25), 2);

        List<String> failures = idsOfEnded(0, event(message), _ -> {
            wait(never);
            return Verdict.DONE;
        });

        assertThat(failures).isEmpty();
        assertThat(deadLetters).containsExactly("hangs");
    }

    /// Where many messages are handled at once, a slow one may be the fault of others.
    @Test
    void aSlowMessageThatHoldsUpNoOtherIsTriedForLonger() {
        CountDownLatch never = new CountDownLatch(1);
        SQSMessage message = message("1", null, "hangs");
        received(message, Duration.ofSeconds(100), 2);
        SQSMessage older = message("2", null, "hangs for long");
        received(older, Duration.ofSeconds(125), 3);

        List<String> failures = idsOfEnded(0, event(message, older), _ -> {
            wait(never);
            return Verdict.DONE;
        });

        assertThat(failures).containsExactly("1");
        assertThat(deadLetters).containsExactly("hangs for long");
    }

    @Test
    void aHandlerThatDoesNotReturnCostsItsNeighboursNothing() {
        CountDownLatch never = new CountDownLatch(1);
        SQSEvent event =
                event(message("1", "ada", "hangs"), message("2", "ada", "behind"), message("3", "bob", "fine"));

        List<String> failures = idsOfEnded(1, event, delivery -> {
            if (delivery.message().equals("hangs")) {
                wait(never);
            }
            return Verdict.DONE;
        });

        assertThat(failures).containsExactly("1", "2");
        assertThat(postponed).containsExactly("1 2", "2 2");
        assertThat(counted).containsExactly("MessageFailed failed 1.0");
    }

    /// The other messages are handled, and Lambda has to learn so in time.
    @ParameterizedTest
    @ValueSource(strings = {"retried, unanswered", "garbled, unanswered"})
    void aQueueThatDoesNotAnswerForOneMessageCostsItsNeighboursNothing(String body) {
        SQSEvent event = event(message("1", "ada", body), message("2", "ada", "behind"), message("3", "bob", "fine"));

        List<String> failures = idsOfEnded(
                1,
                event,
                delivery ->
                        delivery.message().equals("fine") ? Verdict.DONE : new Verdict.Retry(Duration.ofSeconds(30)));

        assertThat(failures).containsExactly("1", "2");
        assertThat(waitedFor).isEmpty();
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
