package tidings.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.Meaning;
import tidings.selection.SameStory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// What posts mean.
abstract class MeaningsContract extends StoresContract {
    private int fetches;

    private static PostId id(String id) {
        return new PostId(id);
    }

    /// A direction in a plane, as 384 numbers.
    private static Meaning at(double degrees) {
        float[] vector = new float[384];
        vector[7] = (float) Math.cos(Math.toRadians(degrees));
        vector[300] = (float) Math.sin(Math.toRadians(degrees));
        return Meaning.of(vector);
    }

    private Map<PostId, Double> near(Meaning meaning, double min, int max) {
        return posts().near(List.of(at(200), meaning), min, max).getLast();
    }

    private void store(Map<String, Meaning> meanings) {
        List<ClassifiedPost> posts = meanings.keySet().stream()
                .sorted()
                .map(id -> TestPosts.post("java", id, OptionalInt.of(1)))
                .toList();
        Map<PostId, Meaning> known = new HashMap<>();
        meanings.forEach((id, meaning) -> known.put(id(id), meaning));
        fetches++;
        feeds().record(
                        TestPosts.whole(TestPosts.feed("java"), "run" + fetches, posts, clock.instant()),
                        posts,
                        new Meant(known, Map.of()));
    }

    @Test
    void postsThatMeanTheLikeAreFoundTheLikestFirst() {
        store(Map.of("p1", at(0), "p2", at(10), "p3", at(40), "p4", at(170)));

        Map<PostId, Double> near = near(at(4), 0.5, 10);

        assertThat(near.keySet()).containsExactly(id("p1"), id("p2"), id("p3"));
        assertThat(near.get(id("p2"))).isCloseTo(Math.cos(Math.toRadians(6)), within(0.01));
        assertThat(near(at(4), 0.5, 1).keySet()).containsExactly(id("p1"));
    }

    @Test
    void whatComesLaterIsFoundByTheNextSearch() {
        assertThat(near(at(0), 0.5, 10)).isEmpty();
        store(Map.of("p1", at(0)));
        assertThat(near(at(0), 0.5, 10)).containsOnlyKeys(id("p1"));
        store(Map.of("p2", at(1)));
        store(Map.of("p3", at(2)));

        assertThat(near(at(0), 0.5, 10).keySet()).containsExactly(id("p1"), id("p2"), id("p3"));
    }

    @Test
    void whatAPostMeantAtFirstIsKeptAsLongAsThePost() {
        store(Map.of("p1", at(0), "p2", at(90)));
        store(Map.of("p1", at(50)));
        assertThat(posts().meanings(List.of(id("p1"), id("p9"))))
                .containsOnlyKeys(id("p1"))
                .allSatisfy((_, meaning) -> assertThat(meaning.likeness(at(0))).isCloseTo(1, within(0.01)));

        posts().remove(Set.of(id("p1")));
        assertThat(posts().meanings(List.of(id("p1"), id("p2")))).containsOnlyKeys(id("p2"));

        clock.advance(Duration.ofHours(49));
        feeds().expire(clock.instant().minus(Retention.MAX), 10);
        assertThat(posts().meanings(List.of(id("p2")))).isEmpty();
        assertThat(near(at(90), 0.5, 10)).isEmpty();
    }

    @Test
    void whatAPhraseMeansIsKeptAsLongAsPostsAreAndTheLatestHolds() {
        assertThat(posts().meaning("slow bread")).isEmpty();
        posts().keep("slow bread", at(0));
        posts().keep("slow bread", at(10));
        posts().keep("\0 日本 ' \\", at(90));

        assertThat(posts().meaning("slow bread")).contains(at(10));
        assertThat(posts().meaning("Slow bread")).isEmpty();
        assertThat(posts().meaning("\0 日本 ' \\")).contains(at(90));

        clock.advance(Retention.MAX.plusSeconds(1));
        assertThat(posts().meaning("slow bread")).isEmpty();
        feeds().expire(clock.instant().minus(Retention.MAX), 10);
        posts().keep("slow bread", at(20));
        assertThat(posts().meaning("slow bread")).contains(at(20));
    }

    @Test
    void morePostsLikeOneAreThoseWithItsWordsAndThoseThatMeanTheLike() {
        store(Map.of("p1", at(0), "p2", at(5), "p3", at(100)));
        ClassifiedPost one = posts().find(id("p1")).orElseThrow();

        assertThat(posts().like(one, false).posts().getFirst()).isEqualTo(id("p2"));
        assertThat(posts().like(one, false).posts()).doesNotContain(id("p1"));
        posts().remove(Set.of(id("p2")));
        assertThat(posts().like(one, false).posts()).doesNotContain(id("p2"));
    }

    @Test
    void aPostForAdultsIsLikeNoneForOthers() {
        ClassifiedPost plain = post("b1", "Sourdough", false);
        ClassifiedPost adult = post("b2", "Telescope", true);
        List<ClassifiedPost> posts = List.of(plain, adult);
        feeds().record(
                        TestPosts.whole(TestPosts.feed("java"), "run", posts, clock.instant()),
                        posts,
                        new Meant(Map.of(id("b1"), at(0), id("b2"), at(3)), Map.of()));

        assertThat(posts().like(plain, false).posts()).isEmpty();
        assertThat(posts().like(plain, true).posts()).containsExactly(id("b2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "sourdough, b1 w1 m1",
                "sourdough -long, b1 w1",
                "sourdough -\"long time\", b1 w1",
                "sourdough \"long time\", m1",
                "sourdough -the, b1 w1 m1",
                "nowhere, b1 m1",
            })
    void whatHasTheWordsAndWhatMeansTheLikeIsRankedTogetherAndOperatorsHoldForBoth(String words, String found) {
        kept();

        assertThat(found(words, false)).as(words).isEqualTo(found);
    }

    @Test
    void whatMeansTheLikeButIsForAdultsOrWasRemovedIsNotFound() {
        kept();
        assertThat(found("sourdough", true)).isEqualTo("b1 w1 m1 x1");

        posts().remove(Set.of(id("m1")));
        assertThat(found("sourdough", true)).isEqualTo("b1 w1 x1");
        assertThat(found("nowhere", false)).isEqualTo("b1");
    }

    @Test
    void wordsThatSayTooLittleSaySoWhateverTheyMean() {
        kept();

        assertThat(posts().search(SearchWords.of("the"), Optional.of(at(0)), false)
                        .isVague())
                .isTrue();
    }

    /// One has the word, one means it, one both and one neither.
    private void kept() {
        Map<PostId, Meaning> meanings =
                Map.of(id("w1"), at(100), id("b1"), at(2), id("m1"), at(3), id("x1"), at(6), id("f1"), at(60));
        List<ClassifiedPost> posts = List.of(
                post("w1", "Sourdough at last", false),
                post("b1", "Sourdough rests", false),
                post("m1", "Loaves take a long time", false),
                post("x1", "Loaves for adults", true),
                post("f1", "Telescopes", false));
        feeds().record(
                        TestPosts.whole(TestPosts.feed("java"), "run", posts, clock.instant()),
                        posts,
                        new Meant(meanings, Map.of()));
    }

    private String found(String words, boolean adult) {
        return posts().search(SearchWords.of(words), Optional.of(at(0)), adult).posts().stream()
                .map(PostId::value)
                .collect(Collectors.joining(" "));
    }

    private static ClassifiedPost post(String id, String title, boolean adult) {
        Post like = TestPosts.post("java", id, OptionalInt.of(1)).post();
        return new ClassifiedPost(
                new Post(
                        like.id(),
                        like.community(),
                        title,
                        "",
                        like.url(),
                        like.domain(),
                        like.permalink(),
                        like.kind(),
                        like.score(),
                        like.comments(),
                        adult,
                        like.created()),
                "music",
                0.9f,
                "m1");
    }

    @Test
    void ofManyPostsTheLikestAreFound() {
        store(IntStream.range(0, 300).boxed().collect(Collectors.toMap(i -> "p" + i, i -> at(i * 0.5))));

        assertThat(near(at(60), 0.9999, 3).keySet()).contains(id("p120")).hasSizeLessThanOrEqualTo(3);
    }

    /// More than are all compared one by one.
    @Test
    void theSameStoryIsFoundAmongThousands() {
        Random random = new Random(5);
        store(IntStream.range(0, 1_100).boxed().collect(Collectors.toMap(i -> "p" + i, _ -> any(random))));
        Meaning story = any(random);
        store(Map.of("s1", story));
        near(at(0), 0.5, 1);
        store(Map.of("s2", story));

        assertThat(near(story, SameStory.MIN_LIKENESS, 10)).containsOnlyKeys(id("s1"), id("s2"));
    }

    private static Meaning any(Random random) {
        float[] vector = new float[384];
        IntStream.range(0, vector.length).forEach(i -> vector[i] = (float) random.nextGaussian());
        return Meaning.of(vector);
    }

    @Test
    void postsWithoutAMeaningAreStoredAllTheSame() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "q", 3);
        record(TestPosts.feed("java"), "plain", posts, clock.instant());

        assertThat(posts().meanings(posts.stream().map(post -> post.post().id()).toList()))
                .isEmpty();
        assertThat(near(at(0), 0, 10)).isEmpty();
    }
}
