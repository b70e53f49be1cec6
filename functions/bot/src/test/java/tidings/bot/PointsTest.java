package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.store.ChatRegistry.Status;
import tidings.store.PointStore.Leader;

import static org.assertj.core.api.Assertions.assertThat;

/// What a chat sees of its points, and of those of others.
class PointsTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    @Test
    void whoHasNoneIsToldHowTheyCome() {
        bot.says("/points");

        assertThat(shown()).startsWith("🏅 No points yet.");
        assertThat(bot.labels()).containsExactly("🏆 Leaders", "⚙️ On or off");
    }

    @Test
    void levelBarStreakAndAchievementsAreShown() {
        days(ADA, 9, Kind.BRIEF_READ, Kind.SAVED);
        bot.says("/points");

        assertThat(shown())
                .contains("<b>Level 2</b> · 126 points")
                .contains("▰▰▰▰▰▰▰▱▱▱ 24 to go until level 3")
                .contains("14 points today")
                .contains("🔥 9 days in a row · your best: 9")
                .contains("❄️ One freeze day:")
                .contains("🌱 First points", "🔥 A whole week in a row")
                .doesNotContain("📰");
        bot.says("de", "/points");
        assertThat(shown()).contains("9 Tage am Stück · dein Rekord: 9");
    }

    @Test
    void whatIsSaidBehindThePointsIsTheSetting() {
        bot.says("/points off");
        assertThat(shown()).contains("OK, points are off.");
        bot.says("/points on");
        assertThat(shown()).contains("OK, points are on.");
        bot.says("/points maybe");
        assertThat(shown()).startsWith("Please say on, off or quiet, not “maybe”.");
    }

    @Test
    void nobodyIsAmongTheLeadersWhoDidNotAskAndThenByTheNameThatTheyChose() {
        days(ADA, 2, Kind.SAVED);
        bot.says("/leaders");
        assertThat(shown())
                .contains("Nobody’s here yet.", "nobody sees you there")
                .doesNotContain("Ada");
        assertThat(leaders()).isEmpty();

        bot.presses(bot.button("Anonymous"));
        assertThat(leaders()).containsExactly(new Leader("", 8));
        assertThat(shown()).contains("<b>1. Anonymous · 8 points · level 1</b>", "You’re number 1");
        bot.presses(bot.button("Take me off"));
        assertThat(leaders()).isEmpty();
        String offered = bot.labels().get(1);
        bot.presses(bot.button(offered));
        assertThat(leaders()).containsExactly(new Leader(offered, 8));
        bot.says("/leaders off");
        assertThat(leaders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/leaders as Night Owl, Night Owl",
        "/leaders Night   Owl, Night Owl",
        "/leaders as  Zoë d’Été-2, Zoë d’Été-2",
        "/leaders as as, as",
        "/leaders 夜のふくろう, 夜のふくろう"
    })
    void aNameIsChosenByWritingIt(String text, String name) {
        bot.says(text);

        assertThat(leaders()).extracting(Leader::name).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leaders as x",
                "/leaders as @someone",
                "/leaders as t.me/abc",
                "/leaders as <b>bold</b>",
                "/leaders as a name that is much too long for this",
                "/leaders as 🦉🦉🦉"
            })
    void whatIsALinkOrNoNameIsRefused(String text) {
        bot.says(text);

        assertThat(shown()).contains("doesn’t work as a name here");
        assertThat(leaders()).isEmpty();
    }

    @Test
    void whatWasMadeUpIsNoName() {
        bot.presses("join|1|@someone");
        bot.presses("join|1|ab\u202Ecd");

        assertThat(leaders()).isEmpty();
    }

    @Test
    void whoIsNotInTheTopTenLearnsTheirRank() {
        IntStream.rangeClosed(1, 14).forEach(i -> {
            ChatId other = new ChatId(100 + i);
            days(other, i, Kind.BRIEF_READ);
            bot.stores.points().show(other, Optional.of("Reader " + i));
        });
        days(ADA, 2, Kind.SAVED);
        bot.says("/leaders as Ada of the lake");

        assertThat(shown())
                .contains("1. Reader 14 · 140 points · level 2", "10. Reader 5 ·")
                .contains("You’re number 15 with 8 points.")
                .doesNotContain("Reader 4 ·", "Ada of the lake");
    }

    @Test
    void whoTurnedThemOffSeesNothingOfThemAndIsSeenNoMore() {
        days(ADA, 2, Kind.SAVED);
        bot.presses(Leaders.JOIN.data(Optional.of("Ada of the lake")));
        bot.says("/settings points off");
        assertThat(shown()).contains("OK, points are off.");
        assertThat(leaders()).isEmpty();

        for (String asked : List.of("/points", "/leaders", "/leaders as Night Owl")) {
            bot.says(asked);
            assertThat(shown()).as(asked).startsWith("Points are off here");
        }
        bot.presses(Leaders.JOIN.data(Optional.empty()));
        bot.presses(Leaders.LEADERS.data(""));
        bot.presses(PointsCommand.POINTS.data(""));
        assertThat(shown()).startsWith("Points are off here");
        assertThat(leaders()).isEmpty();
        bot.says("/help");
        assertThat(shown()).contains("/saved").doesNotContain("/points", "/leaders");

        bot.says("/settings points on");
        bot.says("/points");
        assertThat(shown()).contains("8 points");
        bot.says("/help");
        assertThat(shown()).contains("/points", "/leaders");
    }

    @ParameterizedTest
    @CsvSource({
        "en, /settings points off, OFF",
        "en, /settings points quiet, QUIET",
        "de, /settings punkte aus, OFF",
        "de, /settings points nein, OFF"
    })
    void theyAreTurnedOffInEitherLanguage(String language, String text, String choice) {
        bot.says(language, text);

        assertThat(bot.toldToDeliver(ADA).points()).hasToString(choice);
    }

    @Test
    void inAGroupOnlyAdministratorsChooseAName() {
        bot.saysInAGroup("/leaders as Night Owls");
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        bot.pressesInAGroup(-7, Leaders.JOIN.data(Optional.empty()));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        assertThat(leaders()).isEmpty();
    }

    private String shown() {
        return bot.lastCard().html();
    }

    private List<Leader> leaders() {
        return bot.stores.points().leaders();
    }

    /// Does something of each kind on so many days, today's being the last.
    private void days(ChatId chat, int days, Kind... kinds) {
        bot.registry.note(chat, Status.ACTIVE, TestBot.NOON);
        for (int day = 0; day < days; day++) {
            for (Kind kind : kinds) {
                bot.stores
                        .points()
                        .count(
                                List.of(new ActedV1(
                                        chat,
                                        chat.value() + "-" + day + kind,
                                        TestBot.NOON.minus(Duration.ofDays(day)),
                                        kind,
                                        Optional.empty(),
                                        List.of())),
                                _ -> false);
            }
        }
    }
}
