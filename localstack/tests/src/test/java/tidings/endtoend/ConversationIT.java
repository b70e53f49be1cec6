package tidings.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Json;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class ConversationIT {
    private final Tidings tidings;
    private final Sandbox sandbox;
    private final Chat ada;

    ConversationIT(Tidings tidings) {
        this.tidings = tidings;
        this.sandbox = Sandbox.of(tidings);
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void showsProgressAndThenOneCardInItsPlace() {
        SeenMessage card = ada.ask("/top python month");

        assertThat(sandbox.history(ada.person(), 0))
                .hasSizeGreaterThan(1)
                .first()
                .isEqualTo("⏳ Fetching r/python…");
        assertThat(ada.person().hears()).hasSize(1);
        assertThat(card.state()).isEqualTo(SeenMessage.State.EDITED);
        assertThat(card.text())
                .contains("r/python · top of the month")
                .contains("▲")
                .contains("💬")
                .contains("Programming")
                .contains("1–5 of");
        assertThat(card.buttons()).containsExactly("Next ▶", "🔄 Refresh");
    }

    @Test
    void turnsPagesAndRefreshes() {
        ada.ask("/top cooking week");

        ada.press("Next ▶", message -> message.text().contains("6–10 of"));
        SeenMessage back = ada.press("◀ Previous", message -> message.text().contains("1–5 of"));
        assertThat(back.text()).contains("r/cooking · top of the week");
        ada.press("🔄 Refresh", message -> message.text().contains("1–5 of"));

        assertThat(ada.person().hears()).hasSize(1);
    }

    @Test
    void showsATopicOnceSomethingOfItWasRead() {
        ada.ask("/top cooking week");

        assertThat(ada.ask("/topic food-drink").text()).contains("Food").contains("r/cooking");
        assertThat(ada.ask("/topics").text()).contains("Programming");
        assertThat(ada.ask("/topic knitting").text()).contains("isn’t one of my topics");
    }

    @Test
    void classifiesAndSaysWhy() {
        assertThat(ada.ask("/classify My sourdough bread does not rise").text())
                .contains("Food")
                .contains("Words that decided")
                .contains("sourdough");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /top private_club              | r/private_club is private
                    /top banned_club               | Reddit has banned r/banned_club
                    /top quarantined_club          | r/quarantined_club is quarantined
                    /top missing_club              | no subreddit called r/missing_club
                    /top nowhere_to_be_found       | no subreddit called r/nowhere_to_be_found
                    /top empty_club                | No posts in this period
                    /top ../etc                    | isn’t a subreddit name
                    /top <b>java</b>               | “<b>java</b>” isn’t a subreddit name
                    /top שלום                      | isn’t a subreddit name
                    /top 🙂🙂                        | isn’t a subreddit name
                    /top java fortnight            | “fortnight” isn’t a period
                    /top                           | Which subreddit?
                    /topic                         | Which topic?
                    /classify                      | Send a text or a link after the command
                    /dance                         | I don’t know /dance
                    my neighbour’s hedge           | I’m not sure what to do with
                    """)
    void answersEveryMistakeWithAClearSentence(String text, String sentence) {
        SeenMessage answer = ada.ask(text);

        assertThat(answer.text()).contains(sentence);
        assertThat(ada.person().hears()).hasSize(1);
    }

    @Test
    void answersAVeryLongArgument() {
        assertThat(ada.ask("/top " + "a".repeat(4_000)).text())
                .contains("isn’t a subreddit name")
                .hasSizeLessThan(300);
    }

    /// For ten seconds, a process of the bot trusts its memory that a feed is not stored.
    @Test
    void showsAStoredFeedWithoutFetchingIt() {
        long fetched = millis(() -> ada.ask("/top gaming month"));

        await("a card at once").atMost(Chat.PATIENCE).until(() -> {
            long before = sandbox.now();
            long stored = millis(() -> ada.ask("/top gaming month"));
            List<String> shown = sandbox.history(ada.person(), before);
            System.out.printf(
                    "from the message to the card: fetched %d ms, then %d ms by way of %d cards%n",
                    fetched, stored, shown.size());
            return shown.size() == 1 && shown.getFirst().startsWith("r/gaming · top of the month");
        });
    }

    @Test
    void theSchedulerHasAFeedFetchedAgainThatPeopleAskFor() throws InterruptedException, SQLException {
        ada.ask("/top movies");
        String fetchedAt =
                "select max(fetched_at) < now() - interval '5 hours' from listing where subreddit = 'movies'";
        Database database = new Database(tidings);
        database.execute("update listing set fetched_at = fetched_at - interval '6 hours' where subreddit = 'movies'");
        assertThat(database.values(fetchedAt)).containsExactly("t");

        assertThat(tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvocationResult.Answered.class);

        await("r/movies is fetched again")
                .atMost(Chat.PATIENCE)
                .until(() -> database.values(fetchedAt).equals(List.of("f")));
    }

    @Test
    void aButtonOfAnOlderVersionIsAnsweredPolitely() {
        ObjectNode keyboard = Json.mapper().createObjectNode();
        keyboard.putArray("inline_keyboard")
                .addArray()
                .addObject()
                .put("text", "Next ▶")
                .put("callback_data", "top:java:day:5");
        sandbox.sendKeyboard(ada.person(), "yesterday’s card", keyboard);

        Person.PendingAnswer press = ada.person().presses("Next ▶");

        assertThat(await("the answer").atMost(Chat.PATIENCE).until(press::answer, Optional::isPresent))
                .hasValue("This button is too old. Please send the command again.");
        assertThat(ada.person().hears()).extracting(SeenMessage::text).containsExactly("yesterday’s card");
    }

    private static long millis(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
