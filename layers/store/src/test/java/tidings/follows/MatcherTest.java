package tidings.follows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostKind;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static tidings.follows.TestQuery.post;
import static tidings.follows.TestQuery.words;

class MatcherTest {
    private static final ClassifiedPost USUAL = post("Native images with GraalVM", "We are not hiring.");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            java,            Learning Java today
            java,            JAVA!
            java,            "java"
            java,            #java
            java,            _java_ and **more**
            java,            java-based
            java,            java’s new release
            graal native,    A Graal  Native image
            c++,             C++ or Rust?
            c++,             (c++)
            .net,            Is .NET dead?
            node.js,         node.js 24
            c#,              C# and F#
            r&d,             The r&d budget
            10%,             10% off
            don't,           Don’t panic
            straße,          STRASSE gesperrt
            ΟΔΟΣ,            η οδος
            istanbul,        İSTANBUL'da
            ırmak,           Irmak
            жук,             Майский ЖУК.
            café,            CAFE\u0301
            日本,            今日本を読む
            カメラ,          新しいｶﾒﾗを買う
            ラーメン,        おいしいラーメン屋
            ราคา,            ลดราคาวันนี้
            ລາວ,             ພາສາລາວແມ່ນ
            ខ្មែរ,             ភាសាខ្មែរគឺ
            မြန်မာ,            ကမြန်မာစာ
            iphone17,        新型iPhone17発売
            자바,            새 자바 책
            سلام,            «سلام» دنیا
            हिन्दी,            मेरी हिन्दी।
            🎉,              Party🎉time
            👍,              ok 👍🏽""")
    void aPhraseIsFoundWhole(String phrase, String title) {
        assertThat(decision(words(List.of(phrase), List.of()), post(title, "")))
                .as("in the title")
                .isEqualTo(new Wanted(phrase));
        assertThat(decision(words(List.of(phrase), List.of()), post("Untitled", "First.\n\n" + title)))
                .as("in the body")
                .isEqualTo(new Wanted(phrase));
        assertThat(decision(words(List.of(), List.of(phrase)), post(title, "")))
                .isEqualTo(new Unwanted(Rule.EXCLUDE, phrase));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            java,            JavaScript
            java,            java17
            java,            superjava
            graal native,    native graal
            graal native,    graal-native
            graal native,    graalnative
            a.b,             axb
            .*,              anything
            [a-z]+,          anything
            cafe,            café
            cafe,            cafe\u0301
            жук,             жуки
            자바,            자바를
            日本語,          日本 語
            ก,               กิน
            क,               कि
            100,             1000
            c++,             c+""")
    void aPartOfAWordOrSomethingLikeAPhraseIsNotFound(String phrase, String title) {
        assertThat(decision(words(List.of(phrase), List.of()), post(title, title)))
                .isEqualTo(new Unwanted(Rule.INCLUDE, ""));
    }

    @Test
    void aPhraseIsNotFoundAcrossTitleAndBody() {
        assertThat(decision(words(List.of("graal native"), List.of()), post("About Graal", "native images")))
                .isEqualTo(new Unwanted(Rule.INCLUDE, ""));
    }

    @Test
    void aPhraseOfWhichNothingIsVisibleIsNowhere() {
        assertThat(decision(words(List.of("\u00AD"), List.of("\u200B")), USUAL))
                .isEqualTo(new Unwanted(Rule.INCLUDE, ""));
    }

    @Test
    void ofSeveralPhrasesTheFirstOfTheFollowIsNamed() {
        ClassifiedPost post = post("One two three", "");

        assertThat(decision(words(List.of("four", "Three", "one"), List.of("five")), post))
                .isEqualTo(new Wanted("Three"));
        assertThat(decision(words(List.of("three"), List.of("four", "TWO", "one")), post))
                .isEqualTo(new Unwanted(Rule.EXCLUDE, "TWO"));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(FollowQuery.of(Origin.of("java")), new Wanted("")),
                arguments(FollowQuery.of(Origin.of("rust"), Origin.of("topic:programming")), new Wanted("")),
                arguments(FollowQuery.of(Origin.of("*")), new Wanted("")),
                arguments(FollowQuery.of(Origin.of("javascript")), new Unwanted(Rule.ORIGIN, "")),
                arguments(FollowQuery.of(Origin.of("topic:science")), new Unwanted(Rule.ORIGIN, "")),
                arguments(TestQuery.kinds(PostKind.POLL, PostKind.LINK), new Wanted("")),
                arguments(TestQuery.kinds(PostKind.POLL), new Unwanted(Rule.KIND, "link")),
                arguments(TestQuery.flairs("question", "new release"), new Wanted("")),
                arguments(TestQuery.flairs("release"), new Unwanted(Rule.FLAIR, "New Release")),
                arguments(TestQuery.domains("example.com"), new Wanted("")),
                arguments(TestQuery.domains("other.org", "news.example.com"), new Wanted("")),
                arguments(TestQuery.domains("com"), new Wanted("")),
                arguments(TestQuery.domains("ample.com"), new Unwanted(Rule.DOMAIN, "news.example.com")),
                arguments(TestQuery.domains("a.news.example.com"), new Unwanted(Rule.DOMAIN, "news.example.com")),
                arguments(TestQuery.atLeast(10, 3), new Wanted("")),
                arguments(TestQuery.atLeast(11, 3), new Unwanted(Rule.SCORE, "10")),
                arguments(TestQuery.atLeast(10, 4), new Unwanted(Rule.COMMENTS, "3")),
                arguments(words(List.of("graalvm"), List.of("jobs")), new Wanted("graalvm")),
                arguments(words(List.of("graalvm"), List.of("hiring")), new Unwanted(Rule.EXCLUDE, "hiring")),
                arguments(words(List.of(), List.of("jobs")), new Wanted("")),
                arguments(words(List.of("valhalla"), List.of()), new Unwanted(Rule.INCLUDE, "")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theRuleThatDecidesIsNamed(FollowQuery query, Decision decision) {
        ClassifiedPost post = post(
                "java",
                "GraalVM",
                "Not hiring",
                "news.example.com",
                PostKind.LINK,
                OptionalInt.of(10),
                OptionalInt.of(3),
                false,
                "New Release");

        assertThat(decision(query, post)).isEqualTo(decision);
    }

    @Test
    void whatIsNotForMinorsComesToWhoeverWantsIt() {
        ClassifiedPost adult =
                post("java", "A title", "", "", PostKind.TEXT, OptionalInt.of(1), OptionalInt.of(1), true, "");

        assertThat(decision(FollowQuery.of(TestQuery.JAVA), adult)).isEqualTo(new Unwanted(Rule.ADULT, ""));
        assertThat(decision(everything(true), adult)).isInstanceOf(Wanted.class);
    }

    @Test
    void aScoreThatIsNotKnownPasses() {
        ClassifiedPost unknown =
                post("java", "A title", "", "", PostKind.TEXT, OptionalInt.empty(), OptionalInt.empty(), false, "");

        FollowQuery least = TestQuery.atLeast(100, 100);
        assertThat(decision(least, unknown)).isEqualTo(new Wanted(""));
        FollowQuery anywhere = least.withOrigins(List.of(new Origin.Anywhere()));
        assertThat(decision(anywhere, unknown)).as("or all of Reddit would").isEqualTo(new Unwanted(Rule.SCORE, "?"));
        assertThat(decision(anywhere.with(List.of("title"), List.of()), unknown))
                .isEqualTo(new Wanted("title"));
    }

    @Test
    void theFirstRuleThatAPostDoesNotPassDecides() {
        List<Rule> failing = new ArrayList<>(Arrays.asList(Rule.values()));
        while (!failing.isEmpty()) {
            Rule first = failing.getFirst();
            ClassifiedPost post = post(
                    failing.contains(Rule.ORIGIN) ? "rust" : "java",
                    failing.contains(Rule.EXCLUDE) ? "unwanted" : "title",
                    failing.contains(Rule.INCLUDE) ? "" : "wanted",
                    failing.contains(Rule.DOMAIN) ? "example.com" : "example.org",
                    failing.contains(Rule.KIND) ? PostKind.IMAGE : PostKind.LINK,
                    OptionalInt.of(failing.contains(Rule.SCORE) ? 9 : 10),
                    OptionalInt.of(failing.contains(Rule.COMMENTS) ? 9 : 10),
                    failing.contains(Rule.ADULT),
                    failing.contains(Rule.FLAIR) ? "other" : "flair");

            assertThat(decision(everything(false), post))
                    .isInstanceOfSatisfying(
                            Unwanted.class,
                            unwanted -> assertThat(unwanted.rule()).isEqualTo(first));
            failing.removeFirst();
        }
    }

    @Test
    void everyQueryOfManyDecidesForItselfInTheOrderGiven() {
        List<FollowQuery> queries =
                rules().map(rule -> (FollowQuery) rule.get()[0]).toList();
        Matcher<FollowQuery> all = Matcher.of(queries, Function.identity());

        assertThat(all.decisions(USUAL, Optional.empty()))
                .isEqualTo(queries.stream().map(query -> decision(query, USUAL)).toList());
        assertThat(all.matches(USUAL, Optional.empty()))
                .isEqualTo(queries.stream()
                        .filter(query -> decision(query, USUAL) instanceof Wanted)
                        .toList())
                .hasSizeBetween(5, queries.size() - 5);
        assertThat(Matcher.of(List.of(), Follow::query).matches(USUAL, Optional.empty()))
                .isEmpty();
    }

    @Test
    void aHundredThousandPhrasesAreLookedForInTheLongestPost() {
        List<FollowQuery> queries = IntStream.range(0, 5_000)
                .mapToObj(i -> words(
                        IntStream.range(0, FollowQuery.MAX_PHRASES)
                                .mapToObj(j -> "word" + i + " no" + j)
                                .toList(),
                        List.of()))
                .toList();
        String body = "a ".repeat(1_900) + "word4999 no19 word17 no3 word17 no2 word5000 no1 word1no1";

        assertThat(Matcher.of(queries, Function.identity()).matches(post("A title", body), Optional.empty()))
                .containsExactly(queries.get(17), queries.get(4_999));
    }

    /// Each phrase ends in all shorter ones.
    @Test
    void phrasesWithinPhrasesAreAllFound() {
        List<FollowQuery> queries = IntStream.rangeClosed(1, FollowQuery.MAX_PHRASE)
                .mapToObj(length -> words(List.of("字".repeat(length)), List.of()))
                .toList();

        assertThat(Matcher.of(queries, Function.identity())
                        .matches(post("A title", "字".repeat(99) + "本".repeat(3_000)), Optional.empty()))
                .isEqualTo(queries.subList(0, 99));
    }

    private static FollowQuery everything(boolean adult) {
        return new FollowQuery(
                List.of(TestQuery.JAVA),
                List.of("wanted", "a title"),
                List.of("unwanted"),
                adult ? Set.of() : Set.of("flair"),
                adult ? Set.of() : Set.of("example.org"),
                adult ? OptionalInt.empty() : OptionalInt.of(10),
                adult ? OptionalInt.empty() : OptionalInt.of(10),
                adult ? Set.of() : EnumSet.of(PostKind.LINK),
                adult);
    }

    private static Decision decision(FollowQuery query, ClassifiedPost post) {
        return Matcher.of(List.of(query), Function.identity())
                .decisions(post, Optional.empty())
                .getFirst();
    }
}
