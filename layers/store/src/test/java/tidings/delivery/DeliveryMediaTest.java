package tidings.delivery;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.preferences.ChatSettings.Look;
import tidings.telegram.Attachment;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryMediaTest {
    private static final String LINK = "https://example.org/page";
    private static final String PAGE = "https://www.reddit.com/r/meadows/comments/p1/";

    /// @param media kinds of media, whose URLs are their kinds and numbers
    private static Post post(PostKind kind, String media, boolean adult, boolean spoiler) {
        List<PostMedia> all = media == null
                ? List.of()
                : Arrays.stream(media.split("\\+"))
                        .map(one -> new PostMedia(
                                PostMedia.Kind.valueOf(one.toUpperCase(Locale.ROOT)), "https://" + one, 3, 2))
                        .toList();
        return new Post(
                new PostId("p1"),
                new Community("meadows"),
                "Orchids",
                "",
                LINK,
                "example.org",
                PAGE,
                kind,
                OptionalInt.empty(),
                OptionalInt.empty(),
                adult,
                Instant.EPOCH,
                new PostDetails(Optional.empty(), spoiler, Optional.empty(), all));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            IMAGE     | photo           | MEDIA    | 0 | PHOTO https://photo
            IMAGE     | animation       | MEDIA    | 0 | ANIMATION https://animation
            GALLERY   | photo           | MEDIA    | 0 | PHOTO https://photo
            GALLERY   | photo+animation | MEDIA    | 2 | PREVIEW https://photo
            CROSSPOST | photo           | MEDIA    | 0 | PHOTO https://photo
            CROSSPOST | photo+photo     | MEDIA    | 2 | PREVIEW https://photo
            CROSSPOST | video           | MEDIA    | 0 | PREVIEW https://www.reddit.com/r/meadows/comments/p1/
            CROSSPOST | -               | MEDIA    | 0 | -
            VIDEO     | video           | MEDIA    | 0 | PREVIEW https://www.reddit.com/r/meadows/comments/p1/
            VIDEO     | -               | MEDIA    | 0 | PREVIEW https://www.reddit.com/r/meadows/comments/p1/
            LINK      | -               | MEDIA    | 0 | PREVIEW https://example.org/page
            LINK      | video           | MEDIA    | 0 | PREVIEW https://example.org/page
            TEXT      | -               | MEDIA    | 0 | -
            POLL      | -               | MEDIA    | 0 | -
            IMAGE     | photo           | PREVIEWS | 0 | PREVIEW https://photo
            GALLERY   | photo+photo     | PREVIEWS | 0 | PREVIEW https://photo
            VIDEO     | video           | PREVIEWS | 0 | PREVIEW https://www.reddit.com/r/meadows/comments/p1/
            LINK      | -               | PREVIEWS | 0 | PREVIEW https://example.org/page
            TEXT      | -               | PREVIEWS | 0 | -
            IMAGE     | photo           | CARDS    | 0 | -
            GALLERY   | photo+photo     | CARDS    | 0 | -
            VIDEO     | video           | CARDS    | 0 | -
            LINK      | -               | CARDS    | 0 | -
            """)
    void aPostLooksAsItsChatWants(PostKind kind, String media, Look look, int album, String attached) {
        Post post = post(kind, media, false, false);

        assertThat(DeliveryMedia.album(post, look)).hasSize(album);
        assertThat(DeliveryMedia.attached(post, look).map(one -> one.form() + " " + one.url()))
                .isEqualTo(Optional.ofNullable(attached));
        assertThat(DeliveryMedia.attached(post, look).filter(Attachment::hidden))
                .isEmpty();
    }

    /// A preview cannot be hidden.
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            true,  false, IMAGE,   photo,       MEDIA,    PHOTO
            false, true,  IMAGE,   photo,       MEDIA,    PHOTO
            false, true,  IMAGE,   animation,   MEDIA,    ANIMATION
            true,  true,  GALLERY, photo+photo, MEDIA,    -
            false, true,  VIDEO,   video,       MEDIA,    -
            true,  false, LINK,    -,           MEDIA,    -
            true,  false, IMAGE,   photo,       PREVIEWS, -
            false, true,  IMAGE,   photo,       PREVIEWS, -
            """)
    void whatGivesSomethingAwayOrIsNotForMinorsIsSeenOnlyAfterATap(
            boolean adult, boolean spoiler, PostKind kind, String media, Look look, Attachment.Form form) {
        Post post = post(kind, media, adult, spoiler);

        assertThat(DeliveryMedia.isHidden(post)).isTrue();
        assertThat(DeliveryMedia.attached(post, look).map(Attachment::form)).isEqualTo(Optional.ofNullable(form));
        assertThat(DeliveryMedia.attached(post, look).filter(one -> !one.hidden()))
                .isEmpty();
    }
}
