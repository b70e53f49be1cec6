package tidings.sender;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Delivery;
import tidings.aws.Verdict;
import tidings.botapi.CallResult;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.messages.UpdatesMessage;

import static org.assertj.core.api.Assertions.assertThat;

/// The question who may feed a channel, asked from a private chat.
class ChannelRightsTest extends SenderFixture {
    private static final ChatId PRIVATE = new ChatId(4712);
    private static final String PERSON = "\"user\": {\"id\": 4712, \"is_bot\": false, \"first_name\": \"Ada\"}";

    private static final TelegramCall CHANNEL = new TelegramCall.Channel("@java_weekly", 4712);

    private void answers(String... results) {
        Stream.of(results).forEach(result -> telegram.results.add(RecordingTelegram.done(result)));
    }

    @ParameterizedTest
    @CsvSource({"creator, true, CREATOR", "administrator, true, ADMINISTRATOR", "left, false, LEFT"})
    void ofAChannelBothMembershipsAreAsked(String status, boolean administers, Status person) {
        answers(
                "{\"id\": -1004713, \"type\": \"channel\"}",
                "{\"id\": 99}",
                "{\"status\": \"administrator\", \"can_post_messages\": true, " + PERSON + "}",
                "{\"status\": \"" + status + "\", " + PERSON + "}");

        assertThat(asked()).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("GetChat", "GetMe", "GetChatMember", "GetChatMember");
        assertThat(results())
                .singleElement()
                .isEqualTo(new TelegramResult.Channel(-1004713, true, new TelegramResult.Member(person)))
                .extracting(result -> ((TelegramResult.Channel) result).mayBeFed())
                .isEqualTo(administers);
    }

    @ParameterizedTest
    @CsvSource({"administrator, false", "left, false", "member, true"})
    void whereTheBotMayNotPostNobodyElseIsAskedAbout(String status, boolean posts) {
        answers(
                "{\"id\": -1004713, \"type\": \"channel\"}",
                "{\"id\": 99}",
                "{\"status\": \"" + status + "\", \"can_post_messages\": " + posts + "}");

        assertThat(asked()).isEqualTo(Verdict.DONE);

        assertThat(telegram.calls).containsExactly("GetChat", "GetMe", "GetChatMember");
        assertThat(results())
                .containsExactly(new TelegramResult.Channel(-1004713, false, new TelegramResult.Member(Status.LEFT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"supergroup", "private"})
    void whatIsNoChannelIsNotAskedAboutFurther(String type) {
        answers("{\"id\": -1004713, \"type\": \"" + type + "\"}");

        assertThat(asked()).isEqualTo(Verdict.DONE);

        assertThat(results()).containsExactly(new TelegramResult.Failed("it is no channel"));
    }

    @Test
    void aBotThatWasRemovedFromAChannelAnswersInTheChatThatAsked() {
        telegram.results.add(new CallResult.Blocked());

        assertThat(asked()).isEqualTo(Verdict.DONE);

        assertThat(results()).containsExactly(new TelegramResult.Failed("the bot was removed"));
        assertThat(chats.arrival(PRIVATE).blocked()).isFalse();
    }

    private Verdict asked() {
        return sender.handle(
                new Delivery<>(new TelegramCallV1(Place.of(PRIVATE), "1/ask", CHANNEL, Map.of()), "id", 1, 0));
    }

    private Stream<TelegramResult> results() {
        return updates.stream().map(update -> ((UpdatesMessage.TelegramResultV1) update).result());
    }
}
