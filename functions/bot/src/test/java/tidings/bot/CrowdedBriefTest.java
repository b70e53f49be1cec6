package tidings.bot;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.bot.StartCards.Done;
import tidings.bot.StartCards.Pick;
import tidings.domain.ChatId;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// Where nine thousand want theirs at the same time, of which twenty-five are made in a second, a brief comes later
/// than at the time that was chosen. Whatever promises it says so.
class CrowdedBriefTest {
    private static final String LATER = "Many people chose 08:00; yours comes at about 08:06.";
    private static final String SPAETER = "Um 08:00 bekommen viele ihren Überblick; deiner kommt gegen 08:06.";

    private final TestBot bot = new TestBot();

    @BeforeEach
    void manyWantTheirsAtEight() {
        ChatSettings eight = ChatSettings.NONE.with(ChatSettings.BRIEF, BriefTimes.parse("08:00"));
        IntStream.rangeClosed(1, 9_000).forEach(i -> bot.stores.chats().prefer(new ChatId(-100 - i), eight));
        bot.says("/settings zone Europe/London");
    }

    @Test
    void whoeverChoosesTheTimeIsToldAtOnce() {
        bot.says("/brief 8:00");

        assertThat(bot.lastCard().html())
                .isEqualTo("OK, your briefs come at 08:00.\nYour next brief comes tomorrow at 08:00 (London time). "
                        + LATER);
    }

    @ParameterizedTest
    @CsvSource({"en, /brief", "en, /settings", "en, /status", "de, /brief", "de, /settings", "de, /status"})
    void whoeverAsksIsTold(String language, String command) {
        bot.says("/brief 8:00");
        bot.says(language, command);

        assertThat(bot.lastCard().html()).contains(language.equals("de") ? SPAETER : LATER);
    }

    @Test
    void whoeverStartsIsTold() {
        bot.presses(StartCards.PICK.data(new Pick("music", true, 0)));
        bot.presses(StartCards.DONE.data(new Done("5", "08:00", "")));

        assertThat(bot.outbox)
                .anySatisfy(card -> assertThat(card.toString())
                        .contains("All set!")
                        .contains("Your next brief comes tomorrow at 08:00 (London time). " + LATER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | /follow r/java, daily at 8
            de | /follow r/java, täglich um 8
            """)
    void whoeverFollowsAtATimeIsTold(String language, String text) {
        bot.says("/language " + language);
        bot.says(text);
        bot.presses(bot.button("✅"));

        assertThat(bot.lastCard().html()).endsWith(language.equals("de") ? SPAETER : LATER);
    }

    @Test
    void atATimeThatFewChoseNobodyIsToldOfOthers() {
        bot.says("/brief 8:30");
        assertThat(bot.lastCard().html()).doesNotContain("Many people").contains("tomorrow at 08:30");

        bot.says("/settings");
        assertThat(bot.lastCard().html()).doesNotContain("Many people");
    }
}
