package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a queue takes and gives back: any text, however much.
@ParameterizedClass
@EnumSource(AwsPlace.class)
@ExtendWith(SharedAws.class)
class SqsTextIT {
    private final SqsClient sqs;

    SqsTextIT(AwsPlace place, SharedAws.Places places) {
        this.sqs = places.at(place).sqs();
    }

    @Test
    void messagesThatAreTooLargeForOneRequestTogetherAllArrive() {
        TestQueues queues = TestQueues.standard(sqs, 2);
        String text = "x".repeat(300_000);
        new SqsQueue<OutboxMessage>(sqs, queues.url())
                .send(IntStream.range(0, 7)
                        .mapToObj(i ->
                                new ShowCardV1(Place.of(new ChatId(1)), new CardId("u:1"), "card" + i, Card.of(text)))
                        .toList());

        Set<String> handled = ConcurrentHashMap.newKeySet();
        await().atMost(Duration.ofSeconds(90)).until(() -> {
            queues.handle(
                    delivery -> {
                        handled.add(((ShowCardV1) delivery.message()).id());
                        return Verdict.DONE;
                    },
                    InstantSource.system());
            return handled.size() == 7;
        });
    }

    /// Every code unit and every plane, lone surrogates and what XML forbids among them.
    @Test
    void anyTextCanBeSentAndDeadLettered() {
        TestQueues queues = TestQueues.standard(sqs, 2);
        List<ShowCardV1> cards = texts().map(text -> new ShowCardV1(
                        Place.of(new ChatId(1)), new CardId("u:44"), "t" + text.hashCode(), Card.of(text)))
                .toList();

        for (ShowCardV1 card : cards) {
            new SqsQueue<OutboxMessage>(sqs, queues.url()).send(card);
            List<OutboxMessage> handled = new ArrayList<>();
            SQSEvent event = queues.handle(
                    delivery -> {
                        handled.add(delivery.message());
                        return new Verdict.DeadLetter("no use");
                    },
                    InstantSource.system());

            assertThat(handled).containsExactly(card);
            assertThat(queues.receiveDeadLetters().getRecords())
                    .extracting(SQSMessage::getBody)
                    .containsExactly(event.getRecords().getFirst().getBody());
        }
    }

    private static Stream<String> texts() {
        Random random = new Random(1);
        return Stream.concat(
                IntStream.range(0, 16)
                        .mapToObj(i -> IntStream.range(i << 12, (i + 1) << 12)
                                .collect(
                                        StringBuilder::new,
                                        (text, unit) -> text.append((char) unit),
                                        StringBuilder::append)
                                .toString()),
                IntStream.range(0, 10)
                        .mapToObj(_ -> random.ints(1_000, 0, 0x11_0000)
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                                .toString()));
    }
}
