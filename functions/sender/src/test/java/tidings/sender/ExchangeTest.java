package tidings.sender;

import com.fasterxml.jackson.databind.node.BinaryNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.messages.UpdatesMessage;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/// Calls that functions inside the VPC ask for, and their results.
class ExchangeTest extends SenderFixture {
    private static final Place TOPIC = new Place(new ChatId(-4711), OptionalInt.of(3));
    private static final TelegramCall MEMBER = new TelegramCall.ChatMember(4712);
    private static final TelegramCall FILE = new TelegramCall.FileContent("file");
    private static final TelegramCall DOCUMENT = new TelegramCall.Document("posts.csv", "<b>Posts</b>", "aWQ=");
    private static final String PERSON = "\"user\": {\"id\": 4712, \"is_bot\": false, \"first_name\": \"Ada\"}";

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of(
                        MEMBER,
                        "{\"status\": \"administrator\", \"can_be_edited\": false, " + PERSON + "}",
                        "GetChatMember",
                        new TelegramResult.Member(Status.ADMINISTRATOR)),
                Arguments.of(
                        MEMBER,
                        "{\"status\": \"kicked\", \"until_date\": 0, " + PERSON + "}",
                        "GetChatMember",
                        new TelegramResult.Member(Status.KICKED)),
                Arguments.of(
                        FILE,
                        "{\"file_id\": \"file\", \"file_unique_id\": \"u\", \"file_size\": 1048577, \"file_path\": \"a/b\"}",
                        "GetFile",
                        new TelegramResult.File(Optional.empty())),
                Arguments.of(
                        FILE,
                        "{\"file_id\": \"file\", \"file_unique_id\": \"u\"}",
                        "GetFile",
                        new TelegramResult.File(Optional.empty())),
                Arguments.of(
                        new TelegramCall.NewForumTopic("Java"),
                        "{\"message_thread_id\": 5, \"name\": \"Java\", \"icon_color\": 7322096}",
                        "CreateForumTopic",
                        new TelegramResult.ForumTopic(5)),
                Arguments.of(DOCUMENT, "{\"message_id\": 18}", "SendDocument -4711/3", new TelegramResult.Sent(18)),
                Arguments.of(
                        new TelegramCall.Picture("<b>Posts</b>", "cG5n"),
                        "{\"message_id\": 19}",
                        "SendPhoto -4711/3",
                        new TelegramResult.Sent(19)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void theResultOfACallComesBackWithItsContext(
            TelegramCall call, String answer, String called, TelegramResult result) {
        telegram.results.add(RecordingTelegram.done(answer));

        assertThat(make(call)).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly(called);
        assertThat(updates).containsExactly(asked(call).result(result));
    }

    private static final String FOUND =
            "{\"file_id\": \"file\", \"file_unique_id\": \"u\", \"file_size\": 42, \"file_path\": \"documents/b.opml\"}";

    @Test
    void aFileThatSomebodySentComesBackWithItsContent() {
        telegram.results.add(RecordingTelegram.done(FOUND));
        telegram.results.add(new CallResult.Done(BinaryNode.valueOf("<opml/>".getBytes(UTF_8))));

        assertThat(make(FILE)).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("GetFile", "documents/b.opml");
        assertThat(results())
                .singleElement()
                .asInstanceOf(type(TelegramResult.File.class))
                .satisfies(file -> assertThat(file.unpacked())
                        .hasValueSatisfying(
                                content -> assertThat(content).asString().isEqualTo("<opml/>")));
    }

    @Test
    void aFileThatIsGoneIsAResultToo() {
        telegram.results.add(RecordingTelegram.done(FOUND));
        telegram.results.add(new CallResult.Refused(404, "no such file"));

        assertThat(make(FILE)).isEqualTo(Verdict.DONE);

        assertThat(results()).containsExactly(new TelegramResult.Failed("404 no such file"));
    }

    @Test
    void aFileThatCannotBeReadNowIsReadLater() {
        telegram.results.add(RecordingTelegram.done(FOUND));
        telegram.results.add(new CallResult.Unavailable("status 502"));

        assertThat(make(FILE)).isInstanceOf(Verdict.Retry.class);

        assertThat(updates).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, administrator, true, true", "true, administrator, false, false", "true, member, true, false"})
    void whatTheBotMayDoTakesSeveralQuestions(boolean forum, String status, boolean manages, boolean may) {
        telegram.results.add(RecordingTelegram.done("{\"id\": -4711, \"is_forum\": " + forum + "}"));
        telegram.results.add(RecordingTelegram.done("{\"id\": 99, \"is_bot\": true, \"first_name\": \"Tidings\"}"));
        telegram.results.add(RecordingTelegram.done(
                "{\"status\": \"" + status + "\", \"can_manage_topics\": " + manages + ", " + PERSON + "}"));

        assertThat(make(new TelegramCall.OwnRights())).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("GetChat", "GetMe", "GetChatMember");
        assertThat(updates)
                .containsExactly(asked(new TelegramCall.OwnRights()).result(new TelegramResult.OwnRights(forum, may)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aRefusedQuestionIsAResultAndAnOutageIsNone(int answered) {
        Runnable before = () -> IntStream.range(0, answered)
                .forEach(_ -> telegram.results.add(
                        RecordingTelegram.done("{\"id\": 99, \"is_bot\": true, \"first_name\": \"Tidings\"}")));
        before.run();
        telegram.results.add(new CallResult.Unavailable("away"));
        assertThat(make(new TelegramCall.OwnRights())).isInstanceOf(Verdict.Retry.class);
        assertThat(updates).isEmpty();

        before.run();
        telegram.results.add(new CallResult.Refused(400, "Bad Request: no"));
        assertThat(make(new TelegramCall.OwnRights())).isEqualTo(Verdict.DONE);
        assertThat(updates)
                .containsExactly(
                        asked(new TelegramCall.OwnRights()).result(new TelegramResult.Failed("400 Bad Request: no")));
    }

    @Test
    void aCardWhoseThreadIsGoneComesToTheChatWhereItMay() {
        ShowCardV1 card = new ShowCardV1(TOPIC, new CardId("p:one"), "p:one/new", Card.of("A post")).fallingBack();
        telegram.results.add(new CallResult.TopicGone());

        assertThat(sender.handle(new Delivery<>(card, "m1", 1, 0))).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("SendMessage -4711/3", "SendMessage -4711");
        assertThat(updates).containsExactly(new UpdatesMessage.ThreadGoneV1(TOPIC.chat(), 3, "p:one"));
    }

    @Test
    void aCardThatBelongsIntoAThreadGoesWithIt() {
        ShowCardV1 card = new ShowCardV1(TOPIC, new CardId("p:one"), "p:one/new", Card.of("A post"));
        telegram.results.add(new CallResult.TopicGone());

        assertThat(sender.handle(new Delivery<>(card, "m1", 1, 0))).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("SendMessage -4711/3");
        assertThat(updates).isEmpty();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        new TelegramCall.NewForumTopic("Java"),
                        new CallResult.Refused(400, "Bad Request: not enough rights to create a topic"),
                        "400 Bad Request: not enough rights to create a topic"),
                Arguments.of(
                        MEMBER,
                        new CallResult.WriteForbidden("Bad Request: user not found"),
                        "Bad Request: user not found"),
                Arguments.of(DOCUMENT, new CallResult.TopicGone(), "the forum topic is closed or gone"),
                Arguments.of(
                        DOCUMENT,
                        new CallResult.MediaForbidden("Bad Request: no documents"),
                        "Bad Request: no documents"),
                Arguments.of(DOCUMENT, new CallResult.BadMarkup("Bad Request: no markup"), "Bad Request: no markup"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsAResultToo(TelegramCall call, CallResult refusal, String reason) {
        telegram.results.add(refusal);

        assertThat(make(call)).isEqualTo(Verdict.DONE);

        assertThat(results()).containsExactly(new TelegramResult.Failed(reason));
        assertThat(chats.arrival(TOPIC.chat()).blocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{\"status\": \"emperor\"}", "{\"message_id\": \"x\"}"})
    void anOddResultIsAFailureAndNothingIsAskedOrSentAgain(String odd) {
        for (TelegramCall call : List.of(DOCUMENT, new TelegramCall.ChatMember(7))) {
            telegram.results.add(RecordingTelegram.done(odd));

            assertThat(make(call)).isEqualTo(Verdict.DONE);

            assertThat(results()).last().isInstanceOfAny(TelegramResult.Failed.class, TelegramResult.Sent.class);
        }
    }

    @Test
    void whereTheBotMayNotWriteNobodyWantsToKnowOfADocument() {
        telegram.results.add(new CallResult.WriteForbidden("Bad Request: CHAT_WRITE_FORBIDDEN"));

        assertThat(make(DOCUMENT)).isEqualTo(Verdict.DONE);

        assertThat(updates).isEmpty();
        assertThat(chats.arrival(TOPIC.chat()).blocked()).isTrue();
    }

    @Test
    void whatWasSentIsNotSentAgainBecauseItsResultCouldNotBeQueued() {
        Sender failing = sender(
                telegram,
                _ -> {
                    throw new IllegalStateException("the queue is away");
                },
                chats,
                clock);

        assertThat(failing.handle(new Delivery<>(asked(DOCUMENT), "id", 1, 0))).isEqualTo(Verdict.DONE);
        telegram.results.add(RecordingTelegram.done("{\"status\": \"left\", " + PERSON + "}"));
        assertThatIllegalStateException()
                .as("asking again does no harm")
                .isThrownBy(() -> failing.handle(new Delivery<>(asked(MEMBER), "id", 1, 0)));
    }

    @Test
    void aCallIsRetriedDuringAnOutageAndHasNoResultUntilThen() {
        telegram.results.add(new CallResult.Unavailable("status 502"));
        telegram.results.add(new CallResult.SlowDown(Duration.ofSeconds(7)));

        assertThat(make(MEMBER)).isEqualTo(Verdict.whileAway(1));
        assertThat(make(MEMBER)).isEqualTo(new Verdict.Retry(Duration.ofSeconds(7)));

        assertThat(updates).isEmpty();
    }

    @Test
    void aCallFollowsAGroupThatMovedAndItsResultNamesTheChatThatWasAsked() {
        telegram.results.add(new CallResult.Moved(new ChatId(-100)));

        assertThat(make(DOCUMENT)).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("SendDocument -4711/3", "SendDocument -100/3");
        assertThat(updates).containsExactly(asked(DOCUMENT).result(new TelegramResult.Sent(17)));
    }

    @Test
    void onlyWhatIsShownInTheChatWaitsForTheChatsTurn() {
        for (int i = 0; i < 5; i++) {
            make(DOCUMENT);
        }

        assertThat(make(DOCUMENT)).isInstanceOf(Verdict.Retry.class);
        telegram.results.add(RecordingTelegram.done("{\"status\": \"left\", " + PERSON + "}"));
        assertThat(make(MEMBER)).isEqualTo(Verdict.DONE);
        assertThat(asked(DOCUMENT).group()).isEqualTo("-4711");
        assertThat(asked(MEMBER).group()).isEqualTo("call:810003/call");
    }

    private Verdict make(TelegramCall call) {
        return sender.handle(new Delivery<>(asked(call), "id", 1, 0));
    }

    private static TelegramCallV1 asked(TelegramCall call) {
        return new TelegramCallV1(TOPIC, "810003/call", call, Map.of("choice", "de"));
    }

    private Stream<TelegramResult> results() {
        return updates.stream().map(update -> ((UpdatesMessage.TelegramResultV1) update).result());
    }
}
