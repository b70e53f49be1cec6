package tidings.loadtest;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.loadtest.Receipts.Message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NewsTest {
    private static final String POST = "abc1";
    private static final String OTHER = "abc2";

    private final List<Message> deliveries = new ArrayList<>();

    /// Twenty a second.
    private void delivered(int chats, String... posts) {
        for (long chat = 1; chat <= chats; chat++) {
            for (String post : posts) {
                deliveries.add(new Message(chat, 50L * deliveries.size(), "p:" + post));
            }
        }
    }

    @Test
    void whatComesAtTheFullRateIsWithinTheBudgetHoweverManyPostsThereAre() {
        delivered(100, POST, OTHER);

        assertThat(News.figures(deliveries, POST, 100))
                .containsEntry("news: reached %", 100.0)
                .containsEntry("news: delivered twice", 0.0)
                .hasEntrySatisfying(
                        "news: seconds against the budget",
                        times -> assertThat(times).isCloseTo(1, within(0.02)));
    }

    @Test
    void aGapCounts() {
        delivered(100, POST);
        deliveries.add(new Message(101, 10_000, "p:" + POST));

        assertThat(News.figures(deliveries, POST, 202))
                .containsEntry("news: reached %", 50.0)
                .hasEntrySatisfying(
                        "news: seconds against the budget",
                        times -> assertThat(times).isCloseTo(1.98, within(0.01)));
    }
}
