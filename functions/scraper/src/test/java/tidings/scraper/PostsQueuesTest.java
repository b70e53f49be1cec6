package tidings.scraper;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.messages.PostsMessage;
import tidings.messages.Samples;

import static org.assertj.core.api.Assertions.assertThat;

class PostsQueuesTest {
    private final PostsQueue waitedFor = new PostsQueue();
    private final PostsQueue others = new PostsQueue();
    private final PostsQueues queues = new PostsQueues(waitedFor, others);

    private static PostsMessage sample(String name) {
        return Samples.read(name, PostsMessage.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"new-posts-found.1", "new-posts-missed.1", "posts-checked.1", "posts-restored.1", "posts-held.1"
            })
    void whatNobodyWaitsForDelaysNobody(String name) {
        queues.send(sample(name));

        assertThat(waitedFor.all()).isEmpty();
        assertThat(others.all()).containsExactly(sample(name));
    }

    /// Others may have joined a fetch that nobody waited for when it was requested.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "posts-found.1",
                "listing-refused.1",
                "feed-absent.1",
                "listing-delayed.1",
                "wait-over.1",
                "phrase-asked.1"
            })
    void whatSomebodyMayWaitForComesBeforeThat(String name) {
        queues.send(sample(name));

        assertThat(waitedFor.all()).containsExactly(sample(name));
        assertThat(others.all()).isEmpty();
    }

    @Test
    void messagesOfBothKindsFindTheirWayTogether() {
        List<PostsMessage> messages = List.of(
                sample("posts-found.1"), sample("new-posts-found.1"), sample("wait-over.1"), sample("posts-checked.1"));

        queues.send(messages);

        assertThat(waitedFor.all()).containsExactly(messages.get(0), messages.get(2));
        assertThat(others.all()).containsExactly(messages.get(1), messages.get(3));
    }

    @Test
    void aPauseIsKept() {
        queues.sendLater(sample("wait-over.1"), Duration.ofSeconds(50));

        assertThat(waitedFor.pauses()).containsExactly(Duration.ofSeconds(50));
    }
}
