package tidings.scraper.reddit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostMedia;
import tidings.domain.PostMedia.Kind;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.scraper.reddit.ApiPageTest.PLAIN;
import static tidings.scraper.reddit.ApiPageTest.page;

class ApiMediaTest {
    private static final String PREVIEW =
            "'preview': {'images': [{'source': {'url': 'https://preview.example/p.jpg?s=1', 'width': 300, 'height': 200}";
    private static final String PICTURE = "{'status': 'valid', 'e': 'Image', 'p': [{'u': 'https://i.example/small', "
            + "'x': 1, 'y': 1}], 's': {'u': 'https://i.example/ID.jpg', 'x': 40, 'y': 30}}";

    private final ManualClock clock = new ManualClock();

    @Test
    void aPictureIsItsLinkInTheSizeOfItsPreview() {
        assertThat(media("'post_hint': 'image', " + PREVIEW + ", 'resolutions': [{'url': 'https://x.example/s', "
                        + "'width': 1, 'height': 1}]}]}"))
                .containsExactly(new PostMedia(Kind.PHOTO, "https://example.org/page", 300, 200));
    }

    @Test
    void aPictureWithoutAPreviewIsOfUnknownSize() {
        assertThat(media("'post_hint': 'image', 'preview': null"))
                .containsExactly(new PostMedia(Kind.PHOTO, "https://example.org/page", 0, 0));
    }

    @Test
    void aPictureWhoseLinkNoBrowserOpensIsItsPreview() {
        assertThat(media("'post_hint': 'image', 'url': 'data:image/png', " + PREVIEW + "}]}"))
                .containsExactly(new PostMedia(Kind.PHOTO, "https://preview.example/p.jpg?s=1", 300, 200));
    }

    @Test
    void aPictureThatMovesIsTheVideoThatRedditMadeOfItElseItself() {
        String moving = "'post_hint': 'image', 'url': 'https://i.redd.it/x.gif'";

        assertThat(media(moving + ", " + PREVIEW
                        + ", 'variants': {'mp4': {'source': {'url': 'https://preview.example/p.mp4', 'width': 9, "
                        + "'height': 8}}}}]}"))
                .containsExactly(new PostMedia(Kind.ANIMATION, "https://preview.example/p.mp4", 9, 8));
        assertThat(media(moving)).containsExactly(new PostMedia(Kind.ANIMATION, "https://i.redd.it/x.gif", 0, 0));
    }

    @Test
    void aGalleryHasItsPicturesInItsOrderInTheirLargestForm() {
        assertThat(media("'is_gallery': true, 'media_metadata': {'a': " + PICTURE.replace("ID", "a") + ", 'b': "
                        + PICTURE.replace("ID", "b") + "}, " + items("b", "a")))
                .containsExactly(
                        new PostMedia(Kind.PHOTO, "https://i.example/b.jpg", 40, 30),
                        new PostMedia(Kind.PHOTO, "https://i.example/a.jpg", 40, 30));
    }

    @Test
    void aPictureOfAGalleryThatMovesIsAVideoWhereThereIsOne() {
        assertThat(media("'is_gallery': true, 'media_metadata': {'a': {'s': {'gif': 'https://i.example/a.gif', "
                        + "'mp4': 'https://i.example/a.mp4', 'x': 1, 'y': 2}}, 'b': {'s': {'gif': "
                        + "'https://i.example/b.gif'}}}, " + items("a", "b")))
                .containsExactly(
                        new PostMedia(Kind.ANIMATION, "https://i.example/a.mp4", 1, 2),
                        new PostMedia(Kind.ANIMATION, "https://i.example/b.gif", 0, 0));
    }

    /// Each in the place of the middle one of three pictures.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{}",
                "{'status': 'failed', 's': {'u': 'https://i.example/x.jpg'}}",
                "{'status': 'unprocessed'}",
                "{'s': null}",
                "{'s': {'u': 'javascript:alert(1)'}}",
                "{'s': {'u': null, 'x': 3}}",
                "{'s': [{'u': 'https://i.example/x.jpg'}]}"
            })
    void aBrokenPictureCostsNeitherTheOthersNorThePost(String broken) {
        assertThat(media("'is_gallery': true, 'media_metadata': {'a': " + PICTURE.replace("ID", "a") + ", 'x': "
                        + broken + ", 'b': " + PICTURE.replace("ID", "b") + "}, " + items("a", "x", "b")))
                .extracting(PostMedia::url)
                .containsExactly("https://i.example/a.jpg", "https://i.example/b.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'is_gallery': true",
                "'is_gallery': true, 'gallery_data': null, 'media_metadata': null",
                "'is_gallery': true, 'gallery_data': {'items': [null, {'media_id': 7}, 'x']}, 'media_metadata': {}",
                "'is_gallery': true, 'gallery_data': {'items': [{'media_id': 'a', 'is_deleted': true}]}, "
                        + "'media_metadata': {'a': {'s': {'u': 'https://i.example/a.jpg'}}}",
                "'is_video': true, 'media': null",
                "'is_video': true, 'media': {'reddit_video': {'fallback_url': 7}}",
                "'is_video': true, 'media': {'reddit_video': []}",
                "'post_hint': 'link', 'preview': {'images': [{'source': {'url': 'https://preview.example/p.jpg'}}]}",
                "'is_self': true, 'media_metadata': {'a': {'s': {'u': 'https://i.example/a.jpg'}}}",
                "'crosspost_parent': 't3_x', 'crosspost_parent_list': [null]",
                "'crosspost_parent': 't3_x', 'crosspost_parent_list': [{'is_video': true}]"
            })
    void aPostWithoutMediaOfItsOwnHasNone(String fields) {
        assertThat(media(fields)).isEmpty();
    }

    @Test
    void aVideoWithoutSoundIsAnAnimation() {
        String video = "'is_video': true, 'media': {'reddit_video': {'fallback_url': 'https://v.example/1.mp4', "
                + "'width': 1e999, 'height': -4, 'is_gif': GIF}}";

        assertThat(media(video.replace("GIF", "false")))
                .containsExactly(new PostMedia(Kind.VIDEO, "https://v.example/1.mp4", 100_000, 0));
        assertThat(media(video.replace("GIF", "true")))
                .extracting(PostMedia::kind)
                .containsExactly(Kind.ANIMATION);
    }

    @Test
    void aLinkToAnAnimationElsewhereIsTheVideoThatRedditMadeOfIt() {
        assertThat(media("'post_hint': 'link', 'preview': {'reddit_video_preview': {'fallback_url': "
                        + "'https://v.example/2.mp4', 'is_gif': true}}"))
                .containsExactly(new PostMedia(Kind.ANIMATION, "https://v.example/2.mp4", 0, 0));
    }

    @Test
    void aCrosspostHasTheMediaOfItsOriginal() {
        assertThat(media("'crosspost_parent': 't3_x', 'crosspost_parent_list': [{'is_gallery': true, 'media_metadata': "
                        + "{'a': " + PICTURE.replace("ID", "a") + "}, " + items("a") + "}]"))
                .containsExactly(new PostMedia(Kind.PHOTO, "https://i.example/a.jpg", 40, 30));
    }

    @Test
    void ofALargeGalleryTheFirstPicturesAreKept() {
        String[] ids = IntStream.range(0, 300).mapToObj(i -> "p" + i).toArray(String[]::new);
        String metadata = IntStream.range(0, 300)
                .mapToObj(i -> "'p" + i + "': " + PICTURE.replace("ID", "p" + i))
                .collect(Collectors.joining(", "));

        assertThat(media("'is_gallery': true, 'media_metadata': {" + metadata + "}, " + items(ids)))
                .hasSize(PostDetails.MAX_MEDIA)
                .first()
                .extracting(PostMedia::url)
                .isEqualTo("https://i.example/p0.jpg");
    }

    @Test
    void aPostKeepsItsOtherFieldsWhateverIsNestedInIt() {
        String nested = "'media_metadata': " + "{'a': ".repeat(5_000) + "1" + "}".repeat(5_000) + ", 'preview': "
                + "[".repeat(5_000) + "]".repeat(5_000) + ", 'gallery_data': {'items': ["
                + "{'media_id': 'x'},".repeat(9_999)
                + "null]}, ";
        TestFetch fetched = TestFetch.of(StubReddit.api(page("{" + nested + PLAIN + "}"), clock), "java", clock);

        assertThat(fetched.result()).isEqualTo(new Fetched(1));
        assertThat(fetched.posts()).extracting(Post::title).containsExactly("A title");
    }

    private static String items(String... ids) {
        return Arrays.stream(ids)
                .map(id -> "{'media_id': '" + id + "', 'id': 1}")
                .collect(Collectors.joining(", ", "'gallery_data': {'items': [", "]}"));
    }

    private List<PostMedia> media(String fields) {
        String post = "{" + PLAIN.replace("Example.org", "other.example") + ", " + fields + "}";
        return TestFetch.of(StubReddit.api(page(post), clock), "java", clock)
                .posts()
                .getFirst()
                .details()
                .media();
    }
}
