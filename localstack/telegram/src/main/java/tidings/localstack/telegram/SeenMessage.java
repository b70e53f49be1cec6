package tidings.localstack.telegram;

import java.util.List;

/// A message as a person sees it.
///
/// @param text the text or caption
/// @param buttons the labels of the inline buttons, row by row
public record SeenMessage(
        MessageId id, String sender, Origin origin, String text, List<String> buttons, Form form, State state) {
    public enum Origin {
        BOT,
        PERSON
    }

    public enum Form {
        TEXT,
        PHOTO,
        ANIMATION,
        VIDEO,
        DOCUMENT,
        SERVICE
    }

    public enum State {
        AS_SENT,
        EDITED
    }

    static SeenMessage of(ChatMessage message) {
        return new SeenMessage(
                message.id(),
                message.sender().firstName(),
                message.sender().bot() ? Origin.BOT : Origin.PERSON,
                message.content().words().text(),
                message.inlineKeyboard().stream()
                        .flatMap(Markup::buttons)
                        .map(button -> button.get("text").asText())
                        .toList(),
                switch (message.content()) {
                    case Content.Text _ -> Form.TEXT;
                    case Content.Photo photo -> Form.valueOf(photo.kind().name());
                    case Content.Document _ -> Form.DOCUMENT;
                    case Content.Service _ -> Form.SERVICE;
                },
                message.edited().isPresent() ? State.EDITED : State.AS_SENT);
    }

    public boolean fromBot() {
        return origin == Origin.BOT;
    }
}
