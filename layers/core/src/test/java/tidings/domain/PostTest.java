package tidings.domain;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

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
    void aGalleryIsAtTheHostOfItsPictures() {
        assertThat(post(PostKind.GALLERY, "reddit.com").domain()).isEqualTo("i.redd.it");
        assertThat(post(PostKind.CROSSPOST, "reddit.com").domain()).isEqualTo("reddit.com");
    }
}
