package tidings.bot;

import java.util.Optional;
import tidings.cards.AlarmPress;
import tidings.messages.AlarmMessage;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage;
import tidings.domain.ChatId;
import tidings.aws.Queue;

/// Hands on what operators press under the cards of alarms. Who presses elsewhere is no operator.
///
/// @param chat where operators are; empty when there is no such chat
record Operators(Optional<ChatId> chat, Queue<AlarmMessage> alarms, Queue<OutboxMessage> outbox) {
    /// Whether this was such a press, and is dealt with.
    boolean took(Asked asked) {
        if (!(asked instanceof Asked.Pressed pressed)) {
            return false;
        }
        Optional<AlarmPress> press = AlarmPress.parse(pressed.data());
        press.ifPresent(found -> {
            if (chat.equals(Optional.of(pressed.chat()))) {
                alarms.send(new ButtonPressedV1(found.alarm(), found.button(), pressed.press(), pressed.by()));
            } else {
                outbox.send(new AnswerCallbackV1(pressed.press(), "This button works in the operators' chat only."));
            }
        });
        return press.isPresent();
    }
}
