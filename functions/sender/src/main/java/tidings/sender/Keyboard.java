package tidings.sender;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import tidings.telegram.Button;

/// The buttons under a card.
final class Keyboard {
    /// Bytes of a button (https://core.telegram.org/bots/api#inlinekeyboardbutton).
    private static final int DATA = 64;

    /// Of a message; Telegram does not document it.
    private static final int BUTTONS = 100;

    /// More of a label nobody sees.
    private static final int LABEL = 200;

    private Keyboard() {}

    /// Without the buttons that Telegram would refuse, and with them the message.
    static InlineKeyboardMarkup of(List<List<Button>> rows) {
        List<Button> shown = rows.stream()
                .flatMap(List::stream)
                .filter(Keyboard::isTaken)
                .limit(BUTTONS)
                .toList();
        List<InlineKeyboardRow> keyboard = rows.stream()
                .map(row -> new InlineKeyboardRow(row.stream()
                        .filter(shown::contains)
                        .map(Keyboard::button)
                        .toList()))
                .filter(row -> !row.isEmpty())
                .toList();
        return InlineKeyboardMarkup.builder().keyboard(keyboard).build();
    }

    private static boolean isTaken(Button button) {
        int bytes = button.press().getBytes(StandardCharsets.UTF_8).length;
        return !button.label().isBlank()
                && button.url().map(Keyboard::isAddress).orElse(bytes > 0 && bytes <= DATA);
    }

    private static boolean isAddress(String url) {
        try {
            String host = URI.create(url).getHost();
            return host != null && host.contains(".");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static InlineKeyboardButton button(Button button) {
        InlineKeyboardButton shown = new InlineKeyboardButton(MessageText.plain(button.label(), LABEL));
        button.url().ifPresentOrElse(shown::setUrl, () -> shown.setCallbackData(button.press()));
        return shown;
    }
}
