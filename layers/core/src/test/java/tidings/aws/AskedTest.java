package tidings.aws;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/// The way of a time from the webhook to the answer.
class AskedTest extends BatchFixture {
    private static final String WEBHOOKS = "1764501000000";
    private static final String BOTS = "1764501000000 17";

    /// What messages carry that are queued one after the other while one is handled that carries `given`.
    ///
    /// @param answers whether each of them answers
    private static List<String> carried(String given, boolean... answers) {
        List<String> carried = new ArrayList<>();
        return Trace.asked(Optional.of(given), () -> {
            for (boolean one : answers) {
                carried.add(Optional.ofNullable(Trace.attributes(one).get(Asked.ATTRIBUTE))
                        .map(MessageAttributeValue::stringValue)
                        .orElse("nothing"));
            }
            return carried;
        });
    }

    private static Asked asked(String text) {
        return Asked.parse(text).orElseThrow();
    }

    @Test
    void theFirstMessageThatAnswersIsTheAnswer() {
        assertThat(carried(BOTS, true, true)).containsExactly(BOTS + " ANSWER", "nothing");
    }

    @Test
    void whatIsNotTimedCarriesNothingOfWhoAsked() {
        assertThat(Trace.asked(Optional.of(BOTS), () -> Trace.attributes())).doesNotContainKey(Asked.ATTRIBUTE);
    }

    @Test
    void whatIsAskedBeforeAnAnswerLeadsToOne() {
        assertThat(carried(BOTS, false, false)).containsExactly(BOTS + " OPEN", BOTS + " OPEN");
        assertThat(carried(BOTS + " OPEN", true)).containsExactly(BOTS + " ANSWER");
    }

    @Test
    void whatIsFetchedAfterAnAnswerIsNoSecondOne() {
        assertThat(carried(BOTS, true, false)).containsExactly(BOTS + " ANSWER", BOTS + " FETCHING");
        assertThat(carried(BOTS + " FETCHING", false, true, true))
                .containsExactly(BOTS + " FETCHING", BOTS + " FETCHED", "nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {BOTS + " ANSWER", BOTS + " FETCHED"})
    void whatTheAnswerItselfCausesIsNoAnswer(String given) {
        assertThat(carried(given, false, true)).containsExactly("nothing", "nothing");
    }

    @Test
    void whoeverPassesItOnFirstIsTheVersionThatAnswers() {
        assertThat(carried(WEBHOOKS, true)).containsExactly(WEBHOOKS + " - ANSWER"); // no version outside Lambda
        assertThat(asked(BOTS).isBy("arn:aws:lambda:eu-west-1:000000000000:function:bot:17"))
                .isTrue();
        assertThat(asked(BOTS).isBy("arn:aws:lambda:eu-west-1:000000000000:function:bot:117"))
                .isFalse();
    }

    @Test
    void anUpdateForWhichNothingWasQueuedIsUnanswered() {
        Trace.asked(Optional.of(BOTS), () -> {
            Asked asked = Trace.asked().orElseThrow();
            assertThat(asked.isUnanswered()).isTrue();
            Trace.attributes(false);
            assertThat(asked.isUnanswered()).isFalse();
            return asked;
        });
        assertThat(asked(BOTS + " FETCHING").isUnanswered()).isFalse();
    }

    @Test
    void clocksThatDifferMakeNoNegativeTime() {
        Instant asked = Instant.ofEpochMilli(1764501000000L);

        assertThat(asked(BOTS).age(InstantSource.fixed(asked.plusMillis(250)))).isEqualTo(250);
        assertThat(asked(BOTS).age(InstantSource.fixed(asked.minusMillis(3)))).isZero();
    }

    /// Of an earlier version, or garbled.
    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1764501000000 17 SHOWN", "1e9 17 OPEN"})
    void aMessageWithoutATimeIsHandledAllTheSame(String text) {
        SQSMessage message = message("1", "ada", "fine");
        MessageAttribute attribute = new MessageAttribute();
        attribute.setStringValue(text);
        message.setMessageAttributes(Map.of(Asked.ATTRIBUTE, attribute));

        assertThat(failuresOf(event(message, message("2", "bob", "well")))).isEmpty();
        assertThat(seen).containsExactlyInAnyOrder("fine", "well");
        assertThat(carried(text, true)).containsExactly("nothing");
    }

    /// A handler that fails after it answered is called once more, and its answer is the first again.
    @Test
    void anAttemptThatFailedTookNothingAlong() {
        SQSMessage message = message("1", "ada", "fine");
        received(message, Duration.ofHours(1), 1);
        MessageAttribute attribute = new MessageAttribute();
        attribute.setStringValue(BOTS);
        message.setMessageAttributes(Map.of(Asked.ATTRIBUTE, attribute));
        List<String> carried = new ArrayList<>();

        batch.handle(event(message), _ -> {
            carried.add(Trace.attributes(true).get(Asked.ATTRIBUTE).stringValue());
            throw new IllegalStateException("boom");
        });

        assertThat(carried).containsExactly(BOTS + " ANSWER", BOTS + " ANSWER");
    }
}
