package tidings.bot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.preferences.ChatSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// When briefs come can be said in a sentence, and times that nobody named fall in no quiet hours.
class BriefSentenceTest {
    private final TestBot bot = new TestBot();

    private ChatSettings chosen() {
        return bot.chats.settings(TestBot.ADA).get().orElse(ChatSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | /brief twice a day                          | {brief=08:00,18:00}
            en | /brief twice a day, not before noon         | {brief=12:00,18:00, quiet=00:00-12:00}
            en | /brief every morning                        | {brief=08:00}
            en | /brief weekdays at 7, five a day            | {brief=mon 07:00,tue 07:00,wed 07:00,thu 07:00,fri 07:00, pace=5}
            en | /settings brief three times a day           | {brief=08:00,12:00,18:00}
            en | /settings quiet not before 9                | {quiet=00:00-09:00}
            en | /pace five a day                            | {pace=5}
            en | send me briefs twice a day, not before noon | {brief=12:00,18:00, quiet=00:00-12:00}
            en | twice a day, not before noon                | {brief=12:00,18:00, quiet=00:00-12:00}
            en | please nothing before 9am                   | {quiet=00:00-09:00}
            de | /brief zweimal am Tag                       | {brief=08:00,18:00}
            de | /brief zweimal täglich, nicht vor 12 Uhr    | {brief=12:00,18:00, quiet=00:00-12:00}
            de | Schick mir zweimal am Tag einen Überblick, nicht vor 12 Uhr | {brief=12:00,18:00, quiet=00:00-12:00}
            de | zweimal täglich, aber nicht vor 12          | {brief=12:00,18:00, quiet=00:00-12:00}
            de | bitte nichts vor 9 Uhr                      | {quiet=00:00-09:00}
            """)
    void itChoosesEverythingThatItSays(String language, String text, String chosen) {
        bot.says(language, text);

        assertThat(new java.util.TreeMap<>(chosen().chosen())).hasToString(chosen);
    }

    @Test
    void everythingThatWasChosenIsConfirmed() {
        bot.says("/brief twice a day, not before noon");

        assertThat(bot.lastCard().html())
                .isEqualTo("OK, your briefs come at 12:00, 18:00.\nOK, I’ll be quiet 00:00–12:00.\n"
                        + "Your next brief comes today at 18:00 (UTC time).");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0-12  | /brief twice a day           | 12:00,18:00
            0-9   | /brief daily                 | 09:00
            22-9  | /brief every morning         | 09:00
            22-9  | /brief 8:00                  | 08:00
            0-12  | /follow r/java, twice a day  | 12:00,18:00
            22-9  | /follow r/java every day     | 09:00
            22-9  | /follow r/java daily at 8    | 08:00
            """)
    void quietHoursOfTheChatCountToo(String quiet, String text, String times) {
        bot.says("/settings quiet " + quiet);
        bot.says(text);
        if (text.startsWith("/follow")) {
            bot.presses(bot.button("✅"));
        }

        assertThat(chosen().get(ChatSettings.BRIEF)).hasToString("Optional[" + times + "]");
    }

    @Test
    void aTimeThatWasNamedWaitsForTheEndOfTheQuietHoursAndThatIsSaid() {
        bot.says("/settings quiet 22-9");
        bot.says("/brief 8:00");

        assertThat(bot.lastCard().html())
                .endsWith("Your next brief comes tomorrow at 09:00 (UTC time). That’s when your quiet hours end.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/brief java twice a day", "/brief whenever you like", "/settings zone twice a day"})
    void whatSaysAnythingElseChoosesNothing(String text) {
        bot.says(text);

        assertThat(chosen()).isEqualTo(ChatSettings.NONE);
    }
}
