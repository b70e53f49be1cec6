package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class ConversationIT {
    private final Tidings tidings;
    private final Chat ada;

    ConversationIT(Tidings tidings) {
        this.tidings = tidings;
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void showsProgressAndThenOneCardInItsPlace() {
        Set<String> states = new ConcurrentSkipListSet<>();
        ada.person().says("/top python");

        SeenMessage card = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> {
                            List<SeenMessage> heard = ada.person().hears();
                            heard.forEach(message -> states.add(message.text().substring(0, 5)));
                            return heard.isEmpty() ? null : heard.getLast();
                        },
                        message -> message != null && !message.text().startsWith("⏳"));

        assertThat(states).anyMatch(state -> state.startsWith("⏳ Rea"));
        assertThat(ada.person().hears()).hasSize(1);
        assertThat(card.state()).isEqualTo(SeenMessage.State.EDITED);
        assertThat(card.text())
                .contains("r/python · top of the day")
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
        assertThat(ada.ask("/topic knitting").text()).contains("not one of my topics");
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
                    /top private_club              | private
                    /top banned_club               | banned
                    /top quarantined_club          | quarantined
                    /top missing_club              | no subreddit r/missing_club
                    /top nowhere_to_be_found       | no subreddit r/nowhere_to_be_found
                    /top empty_club                | Nobody posted anything
                    /top ../etc                    | not a subreddit's name
                    /top <b>java</b>               | “<b>java</b>” is not a subreddit's name
                    /top שלום                      | not a subreddit's name
                    /top 🙂🙂                        | not a subreddit's name
                    /top java fortnight            | not a period
                    /top                           | Which subreddit?
                    /topic                         | Which topic?
                    /classify                      | Classify what?
                    /dance                         | I do not know /dance
                    hello                          | commands only
                    """)
    void answersEveryMistakeWithAClearSentence(String text, String sentence) {
        SeenMessage answer = ada.ask(text);

        assertThat(answer.text()).contains(sentence);
        assertThat(ada.person().hears()).hasSize(1);
    }

    @Test
    void answersAVeryLongArgument() {
        assertThat(ada.ask("/top " + "a".repeat(4_000)).text())
                .contains("not a subreddit's name")
                .hasSizeLessThan(300);
    }

    @Test
    void isQuickOnceEverythingIsWarm() {
        ada.ask("/top hiking");
        ada.ask("/top hiking");

        // Another person: Telegram lets a chat have a message a second, with short bursts.
        Chat bob = new Chat(tidings.telegram().orElseThrow().person("Bob"));
        long fresh = millis(() -> bob.ask("/top gaming month"));
        long repeated = millis(() -> bob.ask("/top gaming month"));

        System.out.printf("from the person's message to the card: fresh %d ms, repeated %d ms%n", fresh, repeated);
        assertThat(fresh).isLessThan(30_000);
        assertThat(repeated).isLessThan(10_000);
    }

    @Test
    void doesItsMinutelyRoundOnTheRealDatabase() throws InterruptedException {
        ada.ask("/top movies");

        assertThat(tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvocationResult.Answered.class);
    }

    private static long millis(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
