package tidings.bot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.bot.Spoken.Asks;
import tidings.bot.Spoken.Refers;
import tidings.bot.Spoken.Remark;
import tidings.bot.Spoken.Unclear;
import tidings.bot.Spoken.Which;
import tidings.telegram.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/// What people say without a command, and what they want: a hundred and fifty utterances of each language, in
/// `said.<language>.txt`. A line is the utterance, an arrow and the command that is wanted, with `#` and a number
/// if it is about what was shown (0 for the last), `!` and the name of a remark, or `?` where there is none and some
/// are offered.
class SpokenTest {
    private final TestBot bot = new TestBot();
    private final Spoken spoken = new Spoken(Texts.LANGUAGES, bot.services.known());

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void nineOfTenUtterancesAreUnderstoodAndNoneIsWronglyDone(String language, TestReporter reporter)
            throws IOException {
        Path file = Path.of("src/test/resources/tidings/bot/said." + language + ".txt");
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split(" → ", 2))
                .toList();
        List<String[]> right = lines.stream()
                .filter(line -> print(line[0], language).equals(line[1]))
                .toList();
        reporter.publishEntry(Map.of(language, right.size() + " of " + lines.size() + " as wanted"));

        assertThat(lines.stream().map(line -> line[0]))
                .hasSizeGreaterThanOrEqualTo(150)
                .doesNotHaveDuplicates();
        assertThat(right).hasSizeGreaterThanOrEqualTo(lines.size() * 9 / 10);
        assertThat(lines.stream().filter(line -> !right.contains(line)))
                .allSatisfy(
                        line -> assertThat(print(line[0], language)).as(line[0]).isEqualTo("?"));
    }

    private String print(String said, String language) {
        return switch (spoken.meaning(CommandLine.normal(said), Texts.of(language))) {
            case Asks(String command, String arguments) -> (command + " " + arguments).strip();
            case Refers(String command, Which which, String arguments) ->
                (command + " #" + (which.number() < 0 ? "" : which.number()) + " " + arguments).strip();
            case Remark(String name) -> "! " + name;
            case Unclear _ -> "?";
        };
    }

    @Test
    void whatIsNotUnderstoodIsAnsweredWithButtonsThatDoIt() {
        bot.says("my neighbour’s hedge is much too high for a garden of this size");
        assertThat(bot.lastCard().html()).startsWith("I’m not sure what to do with “my neighbour’s hedge");
        assertThat(bot.labels()).containsExactly("🔎 Find subreddits", "➕ Follow it", "📚 Choose topics");

        bot.presses(bot.button("Find"));
        assertThat(bot.lastCard().html()).contains("hedge");
    }

    @Test
    void aLongTextAsksForNothingButTheLinkInIt() {
        String story = "what’s new in java, and why? ".repeat(20);

        assertThat(print(story, "en")).isEqualTo("?");
        assertThat(print(story + "https://redd.it/1abc2d", "en")).isEqualTo("classify https://redd.it/1abc2d");
    }

    @Test
    void whatSaysNothingIsAnsweredWithWhatThereIs() {
        bot.says("lol!");

        assertThat(bot.lastCard().html()).startsWith("I’m here for Reddit");
        assertThat(bot.labels()).containsExactly("📚 Choose topics", "⚙️ Settings");
    }

    @Test
    void whatIsUnderstoodIsDoneAsTheCommandWouldBe() {
        bot.posted("A record of records");
        bot.says("What’s new in java?");
        assertThat(bot.lastCard().html()).contains("A record of records");

        bot.says("de", "Erinnere mich morgen um 9 an die Blumen");
        assertThat(bot.lastCard().html()).contains("die Blumen").contains("morgen um 09:00");
    }

    @Test
    void thanksAreTakenKindly() {
        bot.says("Thanks a lot!");
        assertThat(bot.lastCard().html()).isEqualTo("You’re welcome! 🙂");

        bot.says("de", "vielen Dank");
        assertThat(bot.lastCard().html()).isEqualTo("Gern! 🙂");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "/stop", "unsubscribe", "/unfollow r/java", "too many posts"})
    void whoeverHasEnoughFindsWhatStopsIt(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html())
                .startsWith("Too much, or not what you wanted?")
                .contains("/erase");
        assertThat(bot.labels()).containsExactly("📋 Everything I follow", "🎚 Pace", "📬 Briefs", "🌙 Quiet hours");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hlep", "/hepl", "/help_", "/helpp"})
    void aMistypedCommandIsNotDoneButNamed(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html()).startsWith("I don’t know " + text + ". Did you mean /help?");
    }

    @Test
    void inGroupsNobodyIsInterrupted() {
        bot.saysInAGroup("what’s new in java?");

        assertThat(bot.outbox).isEmpty();
    }
}
