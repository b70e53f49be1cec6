package tidings.bot;

import org.junit.jupiter.api.Test;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;

import static org.assertj.core.api.Assertions.assertThat;

/// What a sentence says of hours is shown before it is saved, for it holds for the whole chat.
class FollowSentenceTest {
    private final TestBot bot = new TestBot();

    @Test
    void hoursBecomeQuietHoursAndOftenBecomesBriefTimes() {
        bot.says("/follow graalvm but no jobs, twice a day, not before noon");

        assertThat(bot.lastCard().html())
                .contains("with “graalvm” · without “jobs”")
                .contains("For everything you follow here: "
                        + "briefs daily 12:00, daily 18:00 · nothing from 00:00 to 12:00");
        assertThat(bot.chats.settings(TestBot.ADA).get()).isEmpty();

        bot.presses(bot.button("✅"));

        assertThat(bot.chats.settings(TestBot.ADA).get())
                .contains(ChatSettings.NONE
                        .with(ChatSettings.BRIEF, BriefTimes.parse("12:00,18:00"))
                        .with(ChatSettings.QUIET, QuietHours.parse("00:00-12:00")));
    }

    @Test
    void whatASentenceDoesNotSayStaysAsItWas() {
        bot.says("/settings quiet 22-7");
        bot.says("/follow java, twice a day");
        bot.presses(bot.button("✅"));

        assertThat(bot.chats.settings(TestBot.ADA).get().orElseThrow().get(ChatSettings.QUIET))
                .isEqualTo(QuietHours.parse("22:00-07:00"));
    }

    @Test
    void germanHoursAreConfirmedInGerman() {
        bot.says("de", "/follow alles über GraalVM, zweimal täglich, aber nicht vor 9 Uhr");

        assertThat(bot.lastCard().html())
                .contains("Überblick täglich 09:00, täglich 18:00 · nichts von 00:00 bis 09:00 Uhr");
    }

    @Test
    void anHourThatMayMeanEitherIsSaidAndNothingCanBeSaved() {
        bot.says("/follow java after 18:00");

        assertThat(bot.lastCard().html()).contains("“after 18:00”");
        assertThat(bot.labels()).doesNotContain("✅ Follow");
    }
}
