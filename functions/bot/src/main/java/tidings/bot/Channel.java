package tidings.bot;

import java.util.List;
import java.util.Optional;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Html;

/// A channel that a private chat follows and sets things for.
///
/// @param name the public one with its @, as somebody wrote it
record Channel(ChatId chat, String name) {
    /// Kept with the private chat; automatically that chat itself.
    private static final Setting<Channel> CHOSEN = new Setting<>("channel", List.of(), Channel::parse, Channel::toText);

    /// Reads what [#toText] wrote; empty for anything else.
    static Optional<Channel> parse(String text) {
        String[] parts = text.split(" ", 2);
        return parts.length == 2 && parts[0].matches("-\\d{1,18}")
                ? Optional.of(new Channel(new ChatId(Long.parseLong(parts[0])), parts[1]))
                : Optional.empty();
    }

    String toText() {
        return chat.value() + " " + name;
    }

    /// The reply with the channel above its cards.
    Reply above(Reply reply) {
        return switch (reply) {
            case Reply.Show(Card card) -> new Reply.Show(above(card));
            case Reply.Beside(Card card) -> new Reply.Beside(above(card));
            case Reply.On(CardId id, Card card) -> new Reply.On(id, above(card));
            case Reply.Several(List<Reply> replies) ->
                new Reply.Several(replies.stream().map(this::above).toList());
            case Reply other -> other;
        };
    }

    private Card above(Card card) {
        return new Card(heading() + "\n" + card.html(), card.buttons(), card.media(), card.attached());
    }

    String heading() {
        return "📢 " + Html.bold(Html.text(name));
    }

    static Optional<Channel> of(ChatSettings settings) {
        return settings.get(CHOSEN);
    }

    /// @param channel empty for the chat itself
    static ChatSettings choose(ChatSettings settings, Optional<Channel> channel) {
        return settings.with(CHOSEN, channel);
    }
}
