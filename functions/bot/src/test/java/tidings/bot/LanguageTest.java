package tidings.bot;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member.Status;
import tidings.preferences.ChatSettings;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

class LanguageTest {
    private static final String GERMAN = SettingCards.LANGUAGE.data("de");
    private static final String AUTOMATIC = SettingCards.LANGUAGE.data("");

    private final TestBot bot = new TestBot();

    @Test
    void thePersonsOwnLanguageIsSpokenUntilTheChatChoosesOne() {
        bot.says("de", "/help");
        assertThat(bot.lastCard().html()).contains("Das kann ich für dich tun");
        bot.says("fr", "/help");
        assertThat(bot.lastCard().html()).contains("Here’s what I can do");

        bot.says("/language");
        bot.presses(GERMAN);
        bot.says("fr", "/help");
        assertThat(bot.lastCard().html()).contains("Das kann ich für dich tun");

        bot.presses(AUTOMATIC);
        bot.says("en", "/help");
        assertThat(bot.lastCard().html()).contains("Here’s what I can do");
    }

    @Test
    void aChoiceIsConfirmedInTheNewLanguageAndMarked() {
        bot.says("/language");
        assertThat(bot.lastCard().buttons().getFirst().getFirst().label()).startsWith("✓");

        bot.presses(GERMAN);

        assertThat(bot.toasts()).contains("Alles klar, ab jetzt auf Deutsch.");
        assertThat(bot.lastCard().html()).isEqualTo("Welche Sprache soll ich sprechen?");
        assertThat(bot.lastCard().buttons().get(1).getLast().label()).isEqualTo("✓ Deutsch");
    }

    @Test
    void inAGroupTelegramIsAskedWhetherThePersonMayChoose() {
        bot.pressesInAGroup(-7, GERMAN);

        assertThat(bot.outbox)
                .singleElement()
                .isInstanceOfSatisfying(
                        TelegramCallV1.class,
                        call -> assertThat(call.call()).isEqualTo(new TelegramCall.ChatMember(7)));
        assertThat(bot.chats.settings(new ChatId(-7)).get()).isEmpty();
    }

    @Test
    void inAGroupAnAdministratorChooses() {
        bot.pressesInAGroup(-7, GERMAN);
        bot.handle(result(new TelegramResult.Member(Status.ADMINISTRATOR)));

        assertThat(bot.chats.settings(new ChatId(-7)).get())
                .contains(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")));
        assertThat(bot.toasts()).contains("Alles klar, ab jetzt auf Deutsch.");
        assertThat(bot.lastCard().card()).isEqualTo(CardId.ofMessage(17));
    }

    @Test
    void inAGroupNobodyElseChooses() {
        for (TelegramResult no : new TelegramResult[] {
            new TelegramResult.Member(Status.MEMBER), new TelegramResult.Failed("Bad Request: user not found")
        }) {
            bot.outbox.clear();
            bot.pressesInAGroup(-7, GERMAN);
            bot.handle(result(no));

            assertThat(bot.toasts().getLast()).isEqualTo("Only administrators can do that here.");
        }
        assertThat(bot.chats.settings(new ChatId(-7)).get()).isEmpty();
    }

    private String result(TelegramResult result) {
        TelegramCallV1 call = (TelegramCallV1) bot.outbox.getLast();
        return Json.write(call.result(result));
    }

    @Test
    void aLanguageThatThereIsNotIsNotSaved() {
        bot.presses(SettingCards.LANGUAGE.data("tlh"));

        assertThat(bot.chats.settings(new ChatId(7)).get()).isEmpty();
        assertThat(bot.toasts()).contains("This button is too old. Please send the command again.");
    }
}
