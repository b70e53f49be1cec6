package tidings.endtoend;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.messages.PostsMessage.PostsFoundV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What people look for among the posts that are kept. Nobody else follows this community or uses its words.
@ExtendWith(SharedTidings.class)
class SearchIT {
    private static final Community MILLS = new Community("mill_races");

    private final Tidings tidings;
    private final Person person;
    private final Chat ada;

    SearchIT(Tidings tidings) {
        this.tidings = tidings;
        this.person = tidings.telegram().orElseThrow().person("Ada");
        this.ada = new Chat(person);
    }

    @Test
    void postsAreFoundByTheirWordsPageByPageInAnyChatAndByOneThatIsLikeThem() {
        ada.ask("/start r_mill_races");
        ada.press("✓ Follow", card -> card.text().contains("You now follow"));
        find(IntStream.range(0, 7)
                .mapToObj(i -> post("mill" + i, "Waterwheel " + i + " turns again"))
                .toArray(Post[]::new));
        await("all are delivered")
                .atMost(Chat.PATIENCE)
                .until(() -> person.hears().stream()
                                .filter(message -> message.text().startsWith("Waterwheel"))
                                .count()
                        == 7);
        assertThat(person.hears().getLast().buttons()).contains("🔎 More like this");
        int before = person.hears().size();
        person.presses("🔎 More like this");
        assertThat(ada.awaitAnswer(before).text())
                .startsWith("Like “Waterwheel")
                .contains("5. Waterwheel");

        SeenMessage first = ada.ask("/search \"waterwheels\""); // in quotes the words alone count
        assertThat(first.text())
                .contains("7 posts for “\"waterwheels\"”", "1. Waterwheel")
                .doesNotContain("6. ");
        ada.press("Next ▶", card -> card.text().contains("7. Waterwheel"));
        ada.press("◀ Previous", card -> card.text().equals(first.text()));

        SeenMessage chart = ada.ask("/stats r/mill_races");
        assertThat(chart.form()).isEqualTo(SeenMessage.Form.PHOTO);
        assertThat(chart.text()).contains("7 posts of r/mill_races in the last two days");
        ada.press("🌙 Dark", card -> card.buttons().contains("☀️ Light"));
        assertThat(ada.ask("/stats me").text()).contains("7 posts came here");

        Person.PendingAnswer query = person.asks("waterwheel turns");
        await("the answer").atMost(Chat.PATIENCE).until(() -> query.results().size() == 7);
    }

    @Test
    void whereNothingIsFoundThereIsSomethingElseToDo() {
        assertThat(ada.ask("/search \"zeppelinmuseum\"").buttons())
                .containsExactly("🧭 Find communities", "➕ Follow “zeppelinmuseum”");
        ada.press("➕ Follow “zeppelinmuseum”", card -> card.text().contains("Follow this?"));
        assertThat(ada.ask("/search the").text()).contains("says too little");
        assertThat(ada.ask("/trends").text()).containsAnyOf("More than usual", "Nothing stands out");
    }

    private static Post post(String id, String title) {
        return new Post(
                new PostId(id),
                MILLS,
                title,
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/r/mill_races/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(12),
                OptionalInt.of(3),
                false,
                Instant.now());
    }

    /// Queues posts as the scraper does.
    private void find(Post... posts) {
        PostsFoundV1 found = new PostsFoundV1(
                new Feed(MILLS, Period.DAY),
                "mills",
                0,
                OptionalInt.of(posts.length),
                List.of(posts),
                List.of(),
                SourceApi.OAUTH,
                Instant.now());
        String url = tidings.stack().model().queue("PostsQueue").url();
        tidings.stack()
                .queues()
                .client()
                .sendMessage(request -> request.queueUrl(url).messageBody(Json.write(found)));
    }
}
