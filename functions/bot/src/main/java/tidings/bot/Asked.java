package tidings.bot;

import java.util.Optional;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import tidings.telegram.CardId;
import tidings.domain.ChatId;

/// What an update asks of the bot.
sealed interface Asked {
    ChatId chat();

    long updateId();

    /// Names everything that is sent for it.
    default String cause() {
        return Long.toString(updateId());
    }

    /// @param alone whether nobody but the person and the bot is in the chat
    record Text(ChatId chat, long updateId, String text, boolean alone) implements Asked {}

    /// @param press Telegram's id of the press
    /// @param by the first name of who pressed
    /// @param card the card under which the button stands
    record Pressed(ChatId chat, long updateId, String press, String data, CardId card, String by) implements Asked {}

    /// Empty for updates that ask nothing: edits, pictures, members that come and go.
    static Optional<Asked> of(Update update) {
        long updateId = update.getUpdateId();
        if (update.getMessage() != null && update.getMessage().getText() != null) {
            Message message = update.getMessage();
            return Optional.of(new Text(
                    new ChatId(message.getChatId()),
                    updateId,
                    message.getText(),
                    "private".equals(message.getChat().getType())));
        }
        CallbackQuery pressed = update.getCallbackQuery();
        if (pressed != null && pressed.getData() != null && pressed.getMessage() != null) {
            return Optional.of(new Pressed(
                    new ChatId(pressed.getMessage().getChatId()),
                    updateId,
                    pressed.getId(),
                    pressed.getData(),
                    CardId.ofMessage(pressed.getMessage().getMessageId()),
                    pressed.getFrom() == null ? "" : pressed.getFrom().getFirstName()));
        }
        return Optional.empty();
    }
}
