package tidings.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tidings.aws.Queue;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.chats.Chats;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.settings.AppliedChange;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// The operators' chat, if there is one. A change of the autopilot has one card there, with a button that takes it
/// back for as long as it applies.
record Operators(Optional<ChatId> chat, Chats chats, Queue<OutboxMessage> outbox) {
    /// @param step names what is told: the same step is shown once
    /// @param html of the card, in the chat's language
    void tell(AppliedChange change, String step, boolean applies, Function<Texts, String> html) {
        AlarmPress undo = new AlarmPress(ButtonPressedV1.Button.UNDO, change.key());
        show(
                change.key(),
                step,
                texts -> new Card(
                        html.apply(texts),
                        applies
                                ? List.of(List.of(AlarmButtons.PRESS.button(texts.get("autopilot.button.undo"), undo)))
                                : List.of()));
    }

    /// @param key names the card
    /// @param step names its state: the same one is shown once
    void show(String key, String step, Function<Texts, Card> card) {
        chat.ifPresent(operators -> {
            Texts texts = Texts.of(chats.settings(operators)
                    .get()
                    .flatMap(settings -> settings.get(ChatSettings.LANGUAGE))
                    .orElse(Texts.DEFAULT));
            outbox.send(new ShowCardV1(Place.of(operators), CardId.ofAlarm(key), key + "/" + step, card.apply(texts)));
        });
    }
}
