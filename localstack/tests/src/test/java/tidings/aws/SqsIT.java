package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Queues, batches and dead letters as SQS has them.
@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class SqsIT {
    private static final ChatId ADA = new ChatId(1);
    private static final ChatId BOB = new ChatId(2);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final AwsPlace place;
    private Duration later = Duration.ZERO;
    private final SqsClient sqs;

    SqsIT(AwsPlace place, SharedAws.Places places) {
        this.place = place;
        this.sqs = places.at(place).sqs();
    }

    @Test
    void aMessageIsHandledUnderTheCorrelationThatItWasSentUnder() {
        TestQueues queues = TestQueues.fifo(sqs, 2);
        correlated("u42", () -> outbox(queues).send(card(ADA, "a")));
        List<String> correlations = new ArrayList<>();

        handle(queues, delivery -> {
            correlations.add(Trace.correlation().orElse("none"));
            return Verdict.DONE;
        });

        assertThat(correlations).containsExactly("u42");
        assertThat(queues.receive().getRecords()).isEmpty();
    }

    @Test
    void moreMessagesThanABatchHoldsAllArriveInOrder() {
        TestQueues queues = TestQueues.fifo(sqs, 2);
        List<ShowCardV1> cards =
                IntStream.range(0, 25).mapToObj(i -> card(ADA, "card" + i)).toList();

        outbox(queues).send(cards);
        List<OutboxMessage> handled = new ArrayList<>();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            handle(queues, delivery -> {
                handled.add(delivery.message());
                return Verdict.DONE;
            });
            return handled.size() >= 25;
        });

        assertThat(handled).isEqualTo(cards);
    }

    @Test
    void whatIsSentTwiceUnderOneIdArrivesOnce() {
        TestQueues queues = TestQueues.fifo(sqs, 2);
        outbox(queues).send(card(ADA, "same"));
        outbox(queues).send(card(ADA, "same"));

        assertThat(queues.receive().getRecords()).hasSize(1);
    }

    @Test
    void whatTwoChatsAreShownUnderOneIdArrivesInBoth() {
        TestQueues queues = TestQueues.fifo(sqs, 2);
        outbox(queues).send(List.of(card(ADA, "story"), card(BOB, "story")));

        assertThat(queues.receive().getRecords()).hasSize(2);
    }

    @Test
    void aMessageOfAStandardQueueNamesItsGroupAndMayBeDelayed() {
        TestQueues queues = TestQueues.standard(sqs, 2);
        outbox(queues).sendLater(card(ADA, "later"), Duration.ofMinutes(15));
        outbox(queues).send(card(BOB, "now"));

        assertThat(queues.receive().getRecords()).singleElement().satisfies(message -> {
            assertThat(message.getBody()).contains("now");
            assertThat(message.getAttributes()).containsEntry("MessageGroupId", "2");
        });
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queues.url())
                                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                        .attributes()
                        .values())
                .containsExactly("1");
    }

    @Test
    void aFifoQueueDelaysNoSingleMessage() {
        TestQueues queues = TestQueues.fifo(sqs, 2);

        assertThatThrownBy(() -> outbox(queues).sendLater(card(ADA, "later"), Duration.ofSeconds(9)))
                .hasMessageContaining("FIFO");
    }

    @Test
    void aMessageThatFailsComesBackAndHoldsUpItsOwnGroupOnly() {
        TestQueues queues = TestQueues.fifo(sqs, 5);
        outbox(queues).send(List.of(card(ADA, "fails"), card(BOB, "fine"), card(ADA, "behind")));
        List<String> handled = new CopyOnWriteArrayList<>();

        await().atMost(Duration.ofSeconds(90)).until(() -> {
            handle(queues, delivery -> {
                String id = ((ShowCardV1) delivery.message()).id();
                handled.add(id + delivery.attempt());
                return id.equals("fails") && delivery.attempt() == 1 ? new Verdict.Retry(AT_ONCE) : Verdict.DONE;
            });
            return handled.stream().anyMatch(one -> one.startsWith("behind"));
        });

        assertThat(handled).containsOnlyOnce("fails1", "fails2", "fine1");
        assertThat(handled.indexOf("fails2")).isLessThan(handled.size() - 1);
        assertThat(handled.getLast()).startsWith("behind");
    }

    @Test
    void whatFailsTooOftenGoesToTheDeadLetters() {
        TestQueues queues = TestQueues.standard(sqs, 2);
        new SqsQueue<OutboxMessage>(sqs, queues.url()).send(card(ADA, "hopeless"));
        List<Integer> attempts = new ArrayList<>();

        SQSMessage dead = await().atMost(Duration.ofSeconds(90))
                .until(
                        () -> {
                            handle(queues, delivery -> {
                                attempts.add(delivery.attempt());
                                return new Verdict.Retry(AT_ONCE);
                            });
                            return queues.receiveDeadLetters().getRecords();
                        },
                        letters -> !letters.isEmpty())
                .getFirst();

        assertThat(attempts).containsExactly(1, 2);
        assertThat(dead.getBody()).contains("hopeless");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UpdatesQueue", "OutboxQueue"})
    void aMessageThatAlwaysFailsTakesNoneOfItsGroupIntoTheDeadLetters(String queue) {
        TestQueues queues = TestQueues.declared(sqs, queue);
        outbox(queues).send(List.of(card(ADA, "fails"), card(ADA, "behind"), card(ADA, "last")));
        List<String> handled = new ArrayList<>();

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            SQSEvent event = handle(queues, delivery -> {
                String id = ((ShowCardV1) delivery.message()).id();
                handled.add(id);
                if (id.equals("fails")) {
                    later = later.plusSeconds(10); // so that no test waits for its patience to end
                    throw new IllegalStateException("a bug");
                }
                return Verdict.DONE;
            });
            assertThat(event.getRecords())
                    .allSatisfy(message ->
                            assertThat(message.getAttributes()).containsKey("ApproximateFirstReceiveTimestamp"));
            return handled.contains("last");
        });

        assertThat(handled).endsWith("fails", "behind", "last").containsOnlyOnce("behind", "last");
        assertThat(queues.receiveDeadLetters().getRecords())
                .singleElement()
                .satisfies(dead -> assertThat(dead.getBody()).contains("fails"));
        assertThat(queues.receive().getRecords()).isEmpty();
    }

    @Test
    void aDeadLetterIsInTheDeadLetterQueueAtOnceAsItCame() {
        for (TestQueues queues : List.of(TestQueues.standard(sqs, 5), TestQueues.fifo(sqs, 5))) {
            correlated("u43", () -> outbox(queues).send(card(ADA, "hopeless")));
            String body = handle(queues, _ -> new Verdict.DeadLetter("no use"))
                    .getRecords()
                    .getFirst()
                    .getBody();

            SQSMessage dead = queues.receiveDeadLetters().getRecords().getFirst();
            assertThat(dead.getBody()).isEqualTo(body).contains("hopeless");
            assertThat(correlation(dead)).isEqualTo("u43");
            assertThat(queues.receive().getRecords()).isEmpty();
        }
    }

    /// A dead letter's deduplication id is the id that the message had in its queue, whoever moved it there. So its
    /// queue takes it back even while it drops what it was sent before: "Learn how to configure a dead-letter queue
    /// redrive" in the SQS developer guide. LocalStack keeps the id when it moves a message by itself; ElasticMQ
    /// moves none.
    @ParameterizedTest
    @ValueSource(strings = {"UpdatesQueue", "OutboxQueue"})
    void deadLettersThatAreMovedBackKeepTheirGroupAndTheirOrder(String queue) {
        assumeTrue(place == AwsPlace.LOCALSTACK_OF_OTHERS, "ElasticMQ moves no FIFO messages");
        TestQueues queues = TestQueues.declared(sqs, queue);
        List<ShowCardV1> cards = List.of(card(ADA, "a1"), card(BOB, "b1"), card(ADA, "a2"), card(BOB, "b2"));
        correlated("u45", () -> outbox(queues).send(cards));
        List<SQSMessage> sent = new ArrayList<>();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            sent.addAll(handle(queues, _ -> new Verdict.DeadLetter("no use")).getRecords());
            return sent.size() == cards.size();
        });

        assertThat(queues.moveDeadLettersBack()).isEqualTo("COMPLETED");

        List<SQSMessage> moved = new ArrayList<>();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            moved.addAll(handle(queues, _ -> Verdict.DONE).getRecords());
            return moved.size() == cards.size();
        });
        assertThat(moved).allSatisfy(message -> assertThat(correlation(message)).isEqualTo("u45"));
        assertThat(byGroup(moved)).isEqualTo(byGroup(sent)).hasSize(2);
        assertThat(queues.receiveDeadLetters().getRecords()).isEmpty();
    }

    /// Bodies in their order, by group.
    private static Map<String, List<String>> byGroup(List<SQSMessage> messages) {
        return messages.stream()
                .collect(Collectors.groupingBy(
                        message -> message.getAttributes().get("MessageGroupId"),
                        Collectors.mapping(SQSMessage::getBody, Collectors.toList())));
    }

    private static void correlated(String id, Runnable work) {
        Trace.correlated(id, () -> {
            work.run();
            return id;
        });
    }

    private static String correlation(SQSMessage message) {
        return message.getMessageAttributes().get(Trace.CORRELATION).getStringValue();
    }

    @Test
    void whatNobodyCanReadIsBuried() {
        TestQueues queues = TestQueues.standard(sqs, 5);
        sqs.sendMessage(message -> message.queueUrl(queues.url()).messageBody("no message"));

        handle(queues, _ -> {
            throw new AssertionError("handled what cannot be read");
        });

        assertThat(queues.receiveDeadLetters().getRecords()).hasSize(1);
    }

    private SqsQueue<OutboxMessage> outbox(TestQueues queues) {
        return new SqsQueue<>(sqs, queues.url());
    }

    /// One round of what Lambda and a handler do.
    private SQSEvent handle(TestQueues queues, Role<OutboxMessage> handler) {
        return queues.handle(handler, () -> Instant.now().plus(later));
    }

    private static ShowCardV1 card(ChatId chat, String id) {
        return new ShowCardV1(Place.of(chat), new CardId("u:1"), id, Card.of("<b>" + id + "</b>"));
    }
}
