package tidings.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.telegram.CardId;

/// A card that shows "fetching…" until its feed arrives.
///
/// @param topic the forum topic of the chat, if the card is in one
/// @param cause the update that asked; what is sent for it is named after it
/// @param language the language of the card, as [Texts#language] has it; the default language if it is null
/// @param use present if the card shows something else than the feed
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PendingCard(
        ChatId chat, OptionalInt topic, CardId card, String cause, String language, Optional<Use> use) {
    public PendingCard {
        topic = topic == null ? OptionalInt.empty() : topic;
        language = language == null ? "" : language;
        use = use == null ? Optional.empty() : use;
    }

    public PendingCard(Place place, CardId card, String cause, String language) {
        this(place.chat(), place.topic(), card, cause, language, Optional.empty());
    }

    /// What is made of the feed.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    public sealed interface Use {}

    /// The first brief of a chat.
    ///
    /// @param topics their ids, in the order in which they are shown
    /// @param before younger posts come as what the chat follows, and are left out
    /// @param adult whether posts come that are not for minors
    @JsonTypeName("first-brief")
    public record FirstBrief(List<String> topics, Instant before, boolean adult) implements Use {
        public FirstBrief {
            topics = List.copyOf(topics);
        }
    }

    /// The communities of the feed, to follow them.
    @JsonTypeName("communities")
    public record Communities() implements Use {}

    /// What a follow would have brought, to confirm it.
    ///
    /// @param id of the draft
    /// @param draft as JSON, as it is kept
    /// @param nearest known communities whose names are like that of an unknown one
    /// @param heading stands above the card, as HTML, such as the channel that it is for; may be empty
    /// @param channel that it is for; empty if that is the chat itself
    @JsonTypeName("follow")
    public record FollowPreview(
            String id, String draft, List<Community> nearest, String heading, Optional<ChatId> channel) implements Use {
        public FollowPreview {
            nearest = List.copyOf(nearest);
            channel = channel == null ? Optional.empty() : channel;
        }
    }

    /// What a search found by its words, until it is known what these mean.
    ///
    /// @param words as typed
    /// @param adult whether posts that are not for minors are found, too
    @JsonTypeName("search")
    public record Searched(String words, boolean adult) implements Use {}

    /// Whose corrections its posts are shown with.
    public ChatId reader() {
        return use.flatMap(one -> one instanceof FollowPreview follow ? follow.channel() : Optional.empty())
                .orElse(chat);
    }

    /// How its answer is shown. Where people need not wait but go on with the card, as with a follow to confirm
    /// or a search, an answer that comes later does not undo that.
    public Wait answer() {
        return previews() || searched().isPresent() ? Wait.answers(cause) : Wait.brings(cause);
    }

    public Optional<Searched> searched() {
        return use.flatMap(one -> one instanceof Searched search ? Optional.of(search) : Optional.empty());
    }

    /// Whether it shows what a follow would have brought.
    public boolean previews() {
        return use.filter(FollowPreview.class::isInstance).isPresent();
    }

    /// Whether it shows the communities of the feed.
    public boolean namesCommunities() {
        return use.filter(Communities.class::isInstance).isPresent();
    }

    public PendingCard with(Use other) {
        return new PendingCard(chat, topic, card, cause, language, Optional.of(other));
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
