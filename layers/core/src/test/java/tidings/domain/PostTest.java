package tidings.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;

import static org.assertj.core.api.Assertions.assertThat;

class PostTest {
    private static Post post(PostKind kind, String domain) {
        return new Post(
                new PostId("abc"),
                new Community("sundials"),
                "A dial",
                "",
                "https://www.reddit.com/gallery/abc",
                domain,
                "https://www.reddit.com/r/sundials/comments/abc/a_dial/",
                kind,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Instant.EPOCH);
    }

    @Test
    void everyTextOfAPostIsClean() {
        Post post = new Post(
                new PostId("abc"),
                new Community("sundials"),
                "\u200B\u0000",
                "one\u0000\n\n\n\ntwo\uFFFF",
                "https://example.org/\u0000a b",
                "exam\u0000ple.org",
                "https://www.reddit.com/r/sundials/\uD83D",
                PostKind.LINK,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Instant.EPOCH);

        assertThat(post.title()).isEqualTo("…");
        assertThat(post.body()).isEqualTo("one\n\ntwo");
        assertThat(post.url()).isEqualTo("https://example.org/a%20b");
        assertThat(post.domain()).isEqualTo("example.org");
        assertThat(post.permalink()).isEqualTo("https://www.reddit.com/r/sundials/");
    }

    @Test
    void aGalleryIsAtTheHostOfItsPictures() {
        assertThat(post(PostKind.GALLERY, "reddit.com").domain()).isEqualTo("i.redd.it");
        assertThat(post(PostKind.CROSSPOST, "reddit.com").domain()).isEqualTo("reddit.com");
    }

    @Test
    void detailsComeBackAsTheyWereAndOfBeforeThereWerePollsToo() {
        PostDetails details = new PostDetails(
                Optional.of("News"),
                true,
                Optional.of(new PostId("p0")),
                Optional.of(new Community("u_some-name")),
                List.of(new PostMedia(PostMedia.Kind.PHOTO, "https://example.org/a.jpg", 3, 2)),
                List.of("The lake", "The hills"));

        assertThat(Json.read(Json.write(details), PostDetails.class)).isEqualTo(details);
        assertThat(Json.read("{\"flair\": \"News\", \"spoiler\": true}", PostDetails.class))
                .isEqualTo(new PostDetails(Optional.of("News"), true, Optional.empty(), List.of()));
    }
}
