package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.store.PostStore.Found;

import static org.assertj.core.api.Assertions.assertThat;

/// What words find.
abstract class SearchContract extends StoresContract {
    private int minutes;

    @ParameterizedTest
    @CsvSource({
        "sourdough, s1 s2",
        "SOURDOUGH, s1 s2",
        "breads, s2 s1",
        "sourdough kitchen, s2",
        "'\"cold kitchen\"', s2",
        "'\"kitchen cold\"', ''",
        "sourdough -kitchen, s1",
        "kitchen or telescope, s3 s2",
        "the sourdough, s1 s2",
        "Züge, z1",
        "nowhere, ''",
        "100%, ''",
        "'sourdough''; --', s1 s2",
    })
    void wordsFindPostsThoseInTitlesFirst(String words, String found) {
        store("s1", "Sourdough for beginners", "One bread a week.", "cooking", false);
        store("s2", "My bread in a cold kitchen", "The sourdough rises slowly.", "cooking", false);
        store("s3", "A telescope for the kitchen window", "", "space", false);
        store("z1", "Züge nach Wien", "", "travel", false);

        assertThat(ids(posts().search(words, false))).as(words).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the", "of the", "-java", "-java -rust", "?!", "\"\"", "\"the\"", "-"})
    void wordsThatSayTooLittleAreTold(String words) {
        store("s1", "The bread", "", "cooking", false);

        assertThat(posts().search(words, false)).isEqualTo(new Found(true, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "'", "\\", "a & | !b", ":*", "<->", "\"open", "x:a", "%s", "日本", "🙂"})
    void nothingThatSomebodyTypesFails(String words) {
        store("s1", "The bread", "", "cooking", false);

        assertThat(ids(posts().search(words, false))).isEmpty();
    }

    @Test
    void whatIsForAdultsIsFoundByThoseAloneWhoWantIt() {
        store("s1", "Bread for children", "", "cooking", false);
        store("s2", "Bread for adults", "", "cooking", true);

        assertThat(ids(posts().search("bread", false))).isEqualTo("s1");
        assertThat(ids(posts().search("bread", true))).isEqualTo("s2 s1");
    }

    @Test
    void amongEqualsTheLatestComeFirstAndNoMoreThanTheMost() {
        IntStream.range(0, PostStore.MAX_FOUND + 10).forEach(i -> store("p" + i, "Bread", "", "cooking", false));

        List<PostId> found = posts().search("bread", false).posts();

        assertThat(found).hasSize(PostStore.MAX_FOUND).startsWith(new PostId("p209"), new PostId("p208"));
    }

    @Test
    void postsThatAreFoundAreReadInTheirOrderAndWithoutThoseThatWent() {
        store("s1", "Bread", "", "cooking", false);
        store("s2", "More bread", "", "cooking", false);
        List<PostId> ids = List.of(new PostId("s2"), new PostId("gone"), new PostId("s1"));

        assertThat(TestPosts.ids(posts().find(ids))).containsExactly("s2", "s1");
        assertThat(posts().find(List.of())).isEmpty();
    }

    @Test
    void whatExpiredOrWasRemovedIsFoundNoLonger() {
        store("s1", "Bread", "", "cooking", false);
        store("s2", "Bread", "", "cooking", false);
        assertThat(ids(posts().search("bread", false))).isEqualTo("s2 s1");

        posts().remove(List.of(new PostId("s2")));
        assertThat(ids(posts().search("bread", false))).isEqualTo("s1");
        assertThat(posts().find(List.of(new PostId("s2")))).isEmpty();

        clock.advance(Duration.ofHours(49));
        feeds().expire(clock.instant().minus(Retention.MAX), 10);
        assertThat(posts().search("bread", false)).isEqualTo(new Found(false, List.of()));
        assertThat(posts().find(List.of(new PostId("s1")))).isEmpty();
    }

    @Test
    void aPostThatIsTooOldIsNotFoundAlthoughNobodySweptIt() {
        store("s1", "Bread", "", "cooking", false);

        clock.advance(Duration.ofHours(49));

        assertThat(ids(posts().search("bread", false))).isEmpty();
    }

    @Test
    void aTitleThatChangedIsFoundByItsNewWords() {
        store("s1", "Bread", "", "cooking", false);
        store("s1", "Cake", "", "cooking", false);

        assertThat(ids(posts().search("cake", false))).isEqualTo("s1");
        assertThat(ids(posts().search("bread", false))).isEmpty();
    }

    @Test
    void likeAPostAreThoseWithItsRarerWordsOfItsTopicFirst() {
        ClassifiedPost post = store("s1", "Graalvm images for the impatient", "", "programming", false);
        store("s2", "Impatient gardeners", "", "gardening", false);
        store("s3", "Graalvm at last", "", "programming", false);
        store("s4", "Nothing alike", "", "programming", false);
        store("s5", "Impatient adults", "", "programming", true);

        assertThat(ids(posts().like(post, false))).isEqualTo("s3 s2");
        assertThat(posts().like(post, true).posts()).contains(new PostId("s5")).hasSize(3);
    }

    @Test
    void nothingIsLikeAPostWhoseWordsNoOtherHas() {
        ClassifiedPost post = store("s1", "Graalvm", "", "programming", false);

        assertThat(posts().like(post, false).posts()).isEmpty();
    }

    /// Each a minute after the one before.
    private ClassifiedPost store(String id, String title, String body, String topic, boolean adult) {
        Instant created = NOON.minus(Duration.ofHours(10)).plus(Duration.ofMinutes(minutes++));
        Post post = new Post(
                new PostId(id),
                new Community("some"),
                title,
                body,
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(1),
                OptionalInt.of(0),
                adult,
                created);
        ClassifiedPost classified = new ClassifiedPost(post, topic, 0.9f, "m1");
        record(TestPosts.feed("some"), "r" + minutes, List.of(classified), clock.instant());
        return classified;
    }

    private static String ids(Found found) {
        return String.join(" ", found.posts().stream().map(PostId::value).toList());
    }
}
