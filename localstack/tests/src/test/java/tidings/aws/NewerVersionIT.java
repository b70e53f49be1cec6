package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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

/// A message that only a version reads that is still being deployed, in a queue of SQS.
@ExtendWith(SharedAws.class)
class NewerVersionIT {
    private final SharedAws.Places places;

    NewerVersionIT(SharedAws.Places places) {
        this.places = places;
    }

    @ParameterizedTest
    @EnumSource(AwsPlace.class)
    void whatOnlyANewerVersionReadsGoesBehindItsGroupAndIsBuriedAfterADeployment(AwsPlace place) {
        SqsClient sqs = places.at(place).sqs();
        TestQueues queues = TestQueues.fifo(sqs, 1_000);
        String newer = "{\"type\":\"of-tomorrow/9\"}";
        sqs.sendMessage(message -> message.queueUrl(queues.url())
                .messageGroupId("7")
                .messageDeduplicationId("newer")
                .messageBody(newer));
        new SqsQueue<OutboxMessage>(sqs, queues.url())
                .send(new ShowCardV1(Place.of(new ChatId(7)), new CardId("u:1"), "behind", Card.of("<b>behind</b>")));
        List<String> shown = new ArrayList<>();
        Role<OutboxMessage> shows = delivery -> {
            shown.add(((ShowCardV1) delivery.message()).id());
            return Verdict.DONE;
        };

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            queues.handle(shows, () -> Instant.now().plusSeconds(25));
            return shown.contains("behind");
        });
        assertThat(queues.receiveDeadLetters().getRecords()).isEmpty();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            queues.handle(shows, () -> Instant.now().plus(Duration.ofMinutes(16)));
            assertThat(queues.receiveDeadLetters().getRecords())
                    .extracting(SQSMessage::getBody)
                    .containsExactly(newer);
        });
        assertThat(shown).containsExactly("behind");
    }
}
