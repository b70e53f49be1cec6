package tidings.selection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;

import static org.assertj.core.api.Assertions.assertThat;

class StoryKeysTest {
    private record Pair(boolean same, Post one, Post other) {
        static Pair of(String line) {
            String[] fields = line.split("\t");
            return new Pair(
                    fields[0].equals("same"),
                    post("1aaaaa", fields[1], fields[2]),
                    post("1bbbbb", fields[3], fields[4]));
        }
    }

    @Test
    void of300LabelledPairsThoseFoundToBeOneStoryAreAndMostThatAreAreFound() throws IOException {
        List<Pair> pairs;
        try (InputStream in = StoryKeysTest.class.getResourceAsStream("story-pairs.tsv")) {
            pairs = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Pair::of)
                    .toList();
        }
        List<Pair> found =
                pairs.stream().filter(pair -> isOneStory(pair.one, pair.other)).toList();
        double right = found.stream().filter(Pair::same).count();
        double precision = right / found.size();
        double recall = right / pairs.stream().filter(Pair::same).count();
        System.out.printf("stories: %d pairs, precision %.3f, recall %.3f%n", pairs.size(), precision, recall);
        pairs.stream()
                .filter(pair -> pair.same != found.contains(pair))
                .forEach(pair -> System.out.printf(
                        "  %s: %s <> %s%n", pair.same ? "missed" : "wrong", pair.one.title(), pair.other.title()));

        assertThat(pairs).hasSize(300);
        assertThat(precision).isGreaterThanOrEqualTo(0.98);
        assertThat(recall).isGreaterThanOrEqualTo(0.85);
    }

    /// As posts are compared where they are stored.
    private static boolean isOneStory(Post one, Post other) {
        StoryKeys keys = StoryKeys.of(one, List.of());
        StoryKeys others = StoryKeys.of(other, List.of());
        return keys.certain().stream().anyMatch(others.certain()::contains)
                || keys.likely().stream().anyMatch(others.likely()::contains) && StoryKeys.isLike(one, other);
    }

    private static Post post(String id, String title, String url) {
        boolean isText = url.equals("self");
        String permalink = "https://www.reddit.com/r/sample/comments/" + id + "/title/";
        return new Post(
                new PostId(id),
                new Community("sample"),
                title,
                "",
                isText ? permalink : url,
                "",
                permalink,
                isText ? PostKind.TEXT : PostKind.LINK,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Instant.EPOCH);
    }

    @Test
    void aCrosspostTellsTheStoryOfItsOriginal() {
        Post original = post("1aaaaa", "One title", "https://news.example/1");
        Post plain = post("1bbbbb", "Quite another", "https://news.example/2");
        Post crosspost = new Post(
                plain.id(),
                plain.community(),
                plain.title(),
                "",
                plain.url(),
                "",
                plain.permalink(),
                PostKind.CROSSPOST,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Instant.EPOCH,
                new PostDetails(Optional.empty(), false, Optional.of(original.id()), List.of()));

        assertThat(isOneStory(original, plain)).isFalse();
        assertThat(isOneStory(original, crosspost)).isTrue();
        assertThat(isOneStory(original, post("1ccccc", "Look at this", original.permalink())))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://WWW.Example.org:443/a/b/?utm_source=x&b=2&a=1#top, example.org/a/b?a=1&b=2",
        "http://user@m.example.org//a//b/index.html, example.org/a/b",
        "https://bücher.example/neu, xn--bcher-kva.example/neu",
        "https://youtu.be/abcdefghijk?t=3, youtube.com/watch/abcdefghijk",
        "https://www.youtube.com/watch?list=PL1&v=abcdefghijk, youtube.com/watch/abcdefghijk",
        "https://old.reddit.com/r/java/comments/1abc2d/a_title/, reddit.com/comments/1abc2d",
        "https://www.google.com/amp/s/www.example.org/a/amp/, example.org/a",
        "https://example.org/search?q=, example.org/search",
        "https://example.org/app#!/page/2, example.org/app#!/page/2"
    })
    void anAddressHasOneForm(String url, String canonical) {
        assertThat(CanonicalUrl.of(url)).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "self",
                "https://example.org/",
                "https://example.org",
                "mailto:somebody@example.org",
                "https://",
                "https://exa mple",
                "https://example.org/%zz[",
                "//example.org/a",
                "https://www.google.com/url?url=https%3A%2F%2F%zz"
            })
    void whatIsNoAddressOfAPageMakesNoKey(String url) {
        assertThat(CanonicalUrl.of(url)).isEmpty();
    }

    @Test
    void keysAreHashesOfNeitherTitleNorAddress() {
        StoryKeys keys =
                StoryKeys.of(post("1aaaaa", "Five words of any story", "https://news.example/secret"), List.of());

        assertThat(keys.all()).isNotEmpty().allMatch(key -> key.matches("[0-9a-f]{24}"));
    }
}
