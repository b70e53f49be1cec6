package tidings.endtoend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.aws.Json;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.domain.SourceApi;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.SeenMessage.Form;
import tidings.messages.PostsMessage.PostsFoundV1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Posts with pictures, from the queue of fetched posts to the chat. Nobody else follows their community.
@ExtendWith(SharedTidings.class)
class MediaIT {
    private static final Community MEADOWS = new Community("upper_meadows");
    private static final String PAGE = "https://www.reddit.com/r/upper_meadows/comments/";

    private static final PostDetails POLL = new PostDetails(
            Optional.empty(), false, Optional.empty(), Optional.empty(), List.of(), List.of("The lake", "The hills"));

    private static final PostDetails CROSSPOST = new PostDetails(
            Optional.empty(),
            false,
            Optional.of(new PostId("first1")),
            Optional.of(new Community("lower_meadows")),
            List.of(picture("https://i.redd.it/larks.jpg")),
            List.of());

    private final Tidings tidings;
    private final Person person;

    MediaIT(Tidings tidings) {
        this.tidings = tidings;
        this.person = tidings.telegram().orElseThrow().person("Ada");
    }

    @Test
    void postsComeAsWhatTheyAreAndPicturesThatTelegramDoesNotTakeAsText() {
        Chat ada = new Chat(person);
        ada.ask("/start r_upper_meadows");
        ada.press("✓ Follow", card -> card.text().contains("You now follow"));

        find(
                post("pic1", "Orchids on the slope", PostKind.IMAGE, "https://i.redd.it/orchids.jpg"),
                post("pic2", "The brook in spring", PostKind.IMAGE, "https://pictures.invalid/brook.jpg"),
                post(
                        "pic3",
                        "Four days above the tree line",
                        PostKind.GALLERY,
                        "https://preview.redd.it/day-1.jpg",
                        "https://preview.redd.it/day-2.jpg",
                        "https://preview.redd.it/day-3.jpg"),
                post("poll1", "Where shall we walk", PostKind.POLL, PAGE + "poll1/", POLL),
                post("cross1", "Larks above the mist", PostKind.CROSSPOST, PAGE + "cross1/", CROSSPOST));

        awaitHeard(message -> message.text().startsWith("Orchids on the slope") && message.form() == Form.PHOTO);
        awaitHeard(message -> message.text().startsWith("The brook in spring") && message.form() == Form.TEXT);
        SeenMessage card = awaitHeard(message -> message.text().startsWith("Four days") && message.form() == Form.TEXT);
        assertThat(card.buttons())
                .containsExactly("🔖 Save", "🔎 Why?", "🔎 More like this", "👍", "👎", "🔕 Mute or unfollow");
        await("the album")
                .atMost(Chat.PATIENCE)
                .untilAsserted(() -> assertThat(person.hears())
                        .filteredOn(message -> message.form() == Form.PHOTO
                                && message.text().isEmpty()
                                && message.buttons().isEmpty())
                        .hasSize(3));
        SeenMessage poll = awaitHeard(message -> message.text().startsWith("Where shall we walk"));
        assertThat(poll.text()).contains("\n○ The lake\n○ The hills\n");
        SeenMessage crosspost = awaitHeard(message -> message.text().startsWith("Larks above the mist"));
        assertThat(crosspost.form()).isEqualTo(Form.PHOTO);
        assertThat(crosspost.text()).contains("\n🔁 Crossposted from r/lower_meadows\n");
    }

    private SeenMessage awaitHeard(Predicate<SeenMessage> expected) {
        return await("a delivery")
                .atMost(Chat.PATIENCE)
                .until(() -> person.hears().stream().filter(expected).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static Post post(String id, String title, PostKind kind, String... pictures) {
        return post(
                id,
                title,
                kind,
                kind == PostKind.GALLERY ? "https://www.reddit.com/gallery/" + id : pictures[0],
                new PostDetails(
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        List.of(pictures).stream().map(MediaIT::picture).toList()));
    }

    private static PostMedia picture(String url) {
        return new PostMedia(PostMedia.Kind.PHOTO, url, 1_200, 800);
    }

    private static Post post(String id, String title, PostKind kind, String url, PostDetails details) {
        return new Post(
                new PostId(id),
                MEADOWS,
                title,
                "",
                url,
                "i.redd.it",
                PAGE + id + "/",
                kind,
                OptionalInt.of(12),
                OptionalInt.of(3),
                false,
                Instant.now(),
                details);
    }

    /// Queues posts as the scraper does.
    private void find(Post... posts) {
        PostsFoundV1 found = new PostsFoundV1(
                new Feed(MEADOWS, Period.DAY),
                "media",
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
