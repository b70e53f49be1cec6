package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.telegram.CardId;

/// A card that shows "fetching…" until its feed arrives.
///
/// @param topic the forum topic of the chat, if the card is in one
/// @param cause the update that asked; what is sent for it is named after it
/// @param language the language of the card, as [Texts#language] has it; the default language if it is null
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PendingCard(ChatId chat, OptionalInt topic, CardId card, String cause, String language) {
    public PendingCard {
        topic = topic == null ? OptionalInt.empty() : topic;
        language = language == null ? "" : language;
    }

    public PendingCard(Place place, CardId card, String cause, String language) {
        this(place.chat(), place.topic(), card, cause, language);
    }

    /// The group of a message that a feed's cards wait for: one chat that asks for much does not delay the others,
    /// nor do refreshes, which nobody waits for.
    static String group(List<PendingCard> waiting) {
        return waiting.isEmpty()
                ? "scheduled"
                : Long.toString(waiting.getFirst().chat().value());
    }

    public Place place() {
        return new Place(chat, topic);
    }
}
