package tidings.endtoend;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class LanguageIT {
    private static final String TITLE = "Which language should I use?";
    private static final String GERMAN_TITLE = "Welche Sprache soll ich sprechen?";

    private final TelegramSandbox telegram;

    LanguageIT(Tidings tidings) {
        this.telegram = tidings.telegram().orElseThrow();
    }

    @Test
    void theBotWritesInTheLanguageThatAPersonChose() {
        Chat ada = new Chat(telegram.person("Ada"));
        assertThat(ada.ask("/language").text()).contains(TITLE);

        assertThat(answer(ada.person().presses("Deutsch"))).isEqualTo("Alles klar, ab jetzt auf Deutsch.");

        ada.awaitLast(card -> card.text().contains(GERMAN_TITLE));
        assertThat(ada.ask("/top").text()).contains("Welches Subreddit?");
        assertThat(ada.ask("/top cooking").text()).contains("r/cooking · Top des Tages");
    }

    /// Whether somebody is an administrator is asked of Telegram by the sender, which alone can call it.
    @Test
    void inAGroupAdministratorsAloneChooseTheLanguage() {
        Person founder = telegram.person("Ada");
        Person member = telegram.person("Bob");
        ChatId group = telegram.group("Readers", founder, member);
        Chat chat = new Chat(founder.in(group));
        assertThat(chat.ask("/language").text()).contains(TITLE);

        assertThat(answer(member.in(group).presses("Deutsch"))).isEqualTo("Only administrators can do that here.");
        assertThat(chat.ask("/top").text()).contains("Which subreddit?");

        assertThat(answer(founder.in(group).presses("Deutsch"))).isEqualTo("Alles klar, ab jetzt auf Deutsch.");
        assertThat(chat.ask("/top").text()).contains("Welches Subreddit?");
    }

    private static String answer(Person.PendingAnswer press) {
        return await("the answer to a press")
                .atMost(Chat.PATIENCE)
                .until(press::answer, Optional::isPresent)
                .orElseThrow();
    }
}
