package tidings.bot;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.ratelimit.RequestBudget.Outlook;
import tidings.ratelimit.SourceHealth;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTest {
    private static final ChatId ADA = new ChatId(7);

    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALIVE     | ✅ Reddit is answering. It last gave me something 2 min ago.
                    THROTTLED | 🐢 Reddit has asked me to slow down, so posts come late. It last gave me something 2 min ago.
                    BLOCKED   | 🌩 Reddit isn’t letting me in right now. I keep trying. It last gave me something 2 min ago.
                    DEAD      | 🌩 Reddit isn’t responding right now. I keep trying. It last gave me something 2 min ago.
                    """)
    void redditsHealthIsToldInPlainWords(SourceHealth health, String expected) {
        bot.outlook = new Outlook(health, Optional.of(TestBot.NOON.minusSeconds(120)), 0);
        bot.says("/status");

        assertThat(bot.lastCard().html()).contains(expected);
    }

    @ParameterizedTest
    @EnumSource(SourceHealth.class)
    void whoeverWasNeverHeardOfIsToldSo(SourceHealth health) {
        bot.outlook = new Outlook(health, Optional.empty(), 0);
        bot.says("de", "/status");

        assertThat(bot.lastCard().html()).contains("Gehört habe ich von dort noch nichts.");
    }

    @Test
    void whatTheChatCanExpectIsTold() {
        bot.says("/status");
        assertThat(bot.lastCard().html()).contains("You follow nothing yet.").contains("right away, one by one");

        follow("music");
        Follow paused = follow("science");
        bot.follows.pause(ADA, paused.id(), true);
        bot.says("/settings quiet 22-7");
        bot.says("/settings brief 8");
        bot.says("/status");

        assertThat(bot.lastCard().html())
                .contains("You follow 2 things, one of them paused.")
                .contains("📬 Briefs: 08:00")
                .contains("🌙 Quiet hours: 22:00–07:00");
    }

    @Test
    void withoutTheDatabaseTheRestIsStillTold() {
        bot.database.goes();
        bot.says("/status");

        assertThat(bot.lastCard().html()).contains("Reddit is answering.").contains("can’t reach my database");
    }

    private Follow follow(String topic) {
        return bot.follows
                .add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic(topic)))
                .orElseThrow();
    }
}
