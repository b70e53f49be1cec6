package tidings.domain;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.cards.PostButtons;
import tidings.cards.PostButtons.FeedPosition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommunityTest {
    private static final String NAME = "abcdefghijklmnopqrstuvwxyz0123456789_";

    /// Of each kind of name that Reddit has, the shortest, the longest and some between.
    @Test
    void everyNameThatRedditHasIsACommunity() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String name = switch (i % 5) {
                case 0 -> subreddit(random);
                case 1 -> profile(random);
                case 2 ->
                    IntStream.rangeClosed(0, random.nextInt(2))
                            .mapToObj(_ -> subreddit(random))
                            .collect(Collectors.joining("+", "ab+", ""));
                case 3 -> "user/" + letters(random, NAME + "-", 3, 18) + "/m/a" + letters(random, NAME, 1, 20);
                default -> i % 2 == 0 ? "reddit.com" : "popular";
            };
            if (name.length() > 47) {
                assertThat(Community.of(name)).isEmpty();
                continue;
            }
            Community community = Community.of(name).orElseThrow(() -> new AssertionError(name));
            Feed feed = new Feed(community, Period.MONTH);
            assertThat(Feed.parse(feed.toString())).contains(feed);
            assertThat(Json.read(Json.write(feed), Feed.class)).isEqualTo(feed);
            assertThat(PostButtons.PAGE.parse(PostButtons.PAGE.data(new FeedPosition(feed, 995))))
                    .contains(new FeedPosition(feed, 995));
            assertThat(parse(name.toUpperCase(Locale.ROOT))).contains(community);
            assertThat(parse(community.label())).contains(community);
            assertThat(parse("https://www.reddit.com/" + community.label() + "/"))
                    .contains(community);
        }
    }

    @Test
    void communitiesThatAreFetchedTogetherMayHaveALongNameThatNobodyCanType() {
        List<Community> twenty = IntStream.range(0, 20)
                .mapToObj(i -> new Community("a_very_long_name_" + (10 + i)))
                .toList();

        Community together = Community.together(twenty);

        assertThat(together.isMixed()).isTrue();
        assertThat(together.value().split("\\+")).hasSize(20);
        assertThat(Community.of(together.value())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Community.together(Collections.nCopies(60, twenty.getFirst())));
    }

    @ParameterizedTest
    @CsvSource({
        "java,r/java,false",
        "u_quiet-otter,u/quiet-otter,false",
        "reddit.com,r/reddit.com,false",
        "java+kotlin,r/java+kotlin,true",
        "u_ada+u_bob,r/u_ada+u_bob,true",
        "all,r/all,true",
        "user/quiet-otter/m/outdoors,u/quiet-otter/m/outdoors,true",
        "hackernews:front,hackernews:front,false"
    })
    void aCommunityHasTheLabelThatPeopleKnow(String value, String label, boolean mixed) {
        assertThat(new Community(value).label()).isEqualTo(label);
        assertThat(new Community(value).isMixed()).isEqualTo(mixed);
    }

    @Test
    void whatIsNoCommunityCannotBeMade() {
        for (String value : List.of("a", "Java", "java/top", "a".repeat(48), "ab+".repeat(333) + "ab")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Community(value));
        }
    }

    @Test
    void aCommunityKnowsItsPartsAndItsOrder() {
        assertThat(new Community("java+kotlin").parts())
                .containsExactly(new Community("java"), new Community("kotlin"));
        assertThat(new Community("java").parts()).containsExactly(new Community("java"));
        assertThat(new Community("java")).isLessThan(new Community("kotlin"));
    }

    @ParameterizedTest
    @CsvSource({
        "u/Quiet-Otter,u_quiet-otter",
        "/user/quiet-otter/,u_quiet-otter",
        "r/u_Quiet-Otter,u_quiet-otter",
        "https://reddit.com/u/quiet-otter,u_quiet-otter",
        "reddit.com,reddit.com",
        "r/Java+Kotlin,java+kotlin",
        "u/quiet-otter/m/outdoors,user/quiet-otter/m/outdoors"
    })
    void readsEachFormOfAName(String typed, String value) {
        assertThat(parse(typed)).isEqualTo(Optional.of(new Community(value)));
    }

    private static Optional<Community> parse(String typed) {
        return RedditLink.parseOrName(typed).flatMap(RedditLink::named);
    }

    private static String subreddit(Random random) {
        return letters(random, NAME.substring(0, 36), 1, 1) + letters(random, NAME, 1, 20);
    }

    private static String profile(Random random) {
        return "u_" + letters(random, NAME + "-", 3, 20);
    }

    private static String letters(Random random, String of, int least, int most) {
        return random.ints(least + random.nextInt(most - least + 1), 0, of.length())
                .mapToObj(i -> of.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "Java",
                " r/java ",
                "/r/java/",
                "https://www.reddit.com/r/Java/",
                "reddit.com/r/java",
                "old.reddit.com/r/java"
            })
    void readsWhatPeopleType(String typed) {
        assertThat(parse(typed)).contains(new Community("java"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "../etc",
                "r/",
                "java programming",
                "_java",
                "java/../etc",
                "ja\u0000va",
                "чай",
                "🙂🙂",
                "abcdefghijklmnopqrstuv",
                "u_abcdefghij01234567890",
                "u/a-",
                "quiet-otter",
                "java.com",
                "java+",
                "+java",
                "java++kotlin",
                "java+_x",
                "user/a b/m/c",
                "u/quiet-otter/m/",
                "a1+b2+c3+d4+e5+f6+g7+h8+i9+j0+k1+l2+m3+n4+o5+p6+q7",
                "https://example.org/r/java",
                "javа"
            })
    void refusesWhatIsNoName(String typed) {
        assertThat(parse(typed)).isEmpty();
    }
}
