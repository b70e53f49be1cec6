package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.telegram.CardId;
import tidings.aws.Message;
import tidings.domain.ChatId;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorsTest {
    private static final ChatId CHAT = new ChatId(-4711);

    private final List<Message> alarms = new ArrayList<>();
    private final List<Message> outbox = new ArrayList<>();

    @Test
    void aPressInTheirChatIsHandedOn() {
        assertThat(operators(Optional.of(CHAT)).took(pressed(CHAT, "alarm:mute:0a1b2c3d4e")))
                .isTrue();

        assertThat(alarms)
                .containsExactly(new ButtonPressedV1("0a1b2c3d4e", ButtonPressedV1.Button.MUTE, "press-1", "Ada"));
        assertThat(outbox).isEmpty();
    }

    @Test
    void aPressElsewhereMovesNothingAndIsAnswered() {
        ChatId elsewhere = new ChatId(7);

        for (Optional<ChatId> chat : List.of(Optional.of(CHAT), Optional.<ChatId>empty())) {
            assertThat(operators(chat).took(pressed(elsewhere, "alarm:acknowledge:0a1b2c3d4e")))
                    .isTrue();
        }

        assertThat(alarms).isEmpty();
        assertThat(outbox)
                .hasSize(2)
                .contains(new AnswerCallbackV1("press-1", "This button works in the operators' chat only."));
    }

    @Test
    void whatElseTheySayIsTheBots() {
        for (String data : List.of("top:java:day:0", "alarm:unheard:0a1b2c3d4e", "alarm:mute:", "alarm:mute:A B")) {
            assertThat(operators(Optional.of(CHAT)).took(pressed(CHAT, data)))
                    .as(data)
                    .isFalse();
        }
        assertThat(operators(Optional.of(CHAT)).took(new Asked.Text(CHAT, 1, "/help", false)))
                .isFalse();
    }

    private Operators operators(Optional<ChatId> chat) {
        return new Operators(chat, alarms::addAll, outbox::addAll);
    }

    private static Asked pressed(ChatId chat, String data) {
        return new Asked.Pressed(chat, 1, "press-1", data, CardId.ofMessage(17), "Ada");
    }
}
