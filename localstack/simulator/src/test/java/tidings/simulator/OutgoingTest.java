package tidings.simulator;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

import static org.assertj.core.api.Assertions.assertThat;

class OutgoingTest {
    @Test
    void aTextIsMeasuredWithoutItsMarkup() {
        assertThat(Outgoing.fault(text("<b>" + "&amp;".repeat(4_096) + "</b>"))).isEmpty();
        assertThat(Outgoing.fault(text("x".repeat(4_097)))).hasValue("a text of 4097");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "<b> </b>", "<b>x", "x</b>", "<b><i>x</b></i>", "<u>x</u>", "a < b", "\uD83D x"})
    void aTextThatTelegramRefusesIsFound(String html) {
        assertThat(Outgoing.fault(text(html))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"Next, 64, true", "Next, 65, false", "' ', 5, false"})
    void aButtonHasALabelAndShortData(String label, int bytes, boolean isTaken) {
        InlineKeyboardButton button = InlineKeyboardButton.builder()
                .text(label)
                .callbackData("d".repeat(bytes))
                .build();
        SendMessage send = text("x");
        send.setReplyMarkup(new InlineKeyboardMarkup(List.of(new InlineKeyboardRow(button))));

        assertThat(Outgoing.fault(send).isEmpty()).isEqualTo(isTaken);
    }

    private static SendMessage text(String html) {
        return SendMessage.builder().chatId(7L).text(html).build();
    }
}
