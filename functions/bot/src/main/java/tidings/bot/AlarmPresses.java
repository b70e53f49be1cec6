package tidings.bot;

import java.util.List;
import java.util.Optional;
import tidings.bot.Command.Press;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.messages.AlarmMessage.ButtonPressedV1;

/// Hands presses under the cards of alarms on to the alarms function. Whoever presses elsewhere is no operator.
///
/// @param operators the chat in which alarms are shown, if there is one; a group may have become a supergroup since
record AlarmPresses(Optional<ChatId> operators, Chats chats) {
    List<Press<?>> buttons() {
        return List.of(new Press<>(AlarmButtons.PRESS, this::press));
    }

    private Reply press(Call call, AlarmPress pressed) {
        if (!isOperators(call.origin().chat())) {
            return new Reply.Toast(call.texts().get("alarm.operators-only"));
        }
        String by = call.origin().person().map(Interaction.Person::firstName).orElse("");
        return new Reply.HandOn(new ButtonPressedV1(
                pressed.alarm(), pressed.button(), call.press().orElseThrow().id(), by));
    }

    private boolean isOperators(ChatId chat) {
        return operators
                .filter(known -> known.equals(chat) || chats.current(known).equals(chat))
                .isPresent();
    }
}
