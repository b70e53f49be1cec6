package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;

import static org.assertj.core.api.Assertions.assertThat;

class SqsInboxTest {
    private final List<Integer> timeouts = new ArrayList<>();
    private final SqsInbox inbox =
            new SqsInbox(new RecordingSqs(), "https://sqs.example.org/a", "https://sqs.example.org/b");

    private final class RecordingSqs implements SqsClient {
        @Override
        public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
            timeouts.add(request.visibilityTimeout());
            return ChangeMessageVisibilityResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /// SQS refuses more than 43,200 seconds from when it gave the message out.
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT-5S, 0",
        "PT0.2S, 1",
        "PT45S, 45",
        "PT45.001S, 46",
        "PT11H, 39600",
        "PT12H, 42900",
        "P365D, 42900",
        "P1000000000D, 42900"
    })
    void aPauseIsOneThatSqsTakes(Duration pause, int seconds) {
        inbox.changeVisibility(new SQSMessage(), pause);

        assertThat(timeouts).containsExactly(seconds);
    }
}
