package tidings.follows;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;

import static org.assertj.core.api.Assertions.assertThat;

/// The matcher of many finds what a slow one finds: it splits texts into words, where a character of a script
/// without spaces is a word, and so is each punctuation mark, and looks for the words of a phrase one phrase at a
/// time.
class MatcherPropertyTest {
    private static final Pattern WORD = Pattern.compile(
            "(?:(?![ー\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsKhmer}])[\\p{L}\\p{Nd}]\\p{M}*)+"
                    + "|.\\p{M}*",
            Pattern.DOTALL);

    /// Few characters each, so that phrases are found.
    private static final List<String> ALPHABETS = List.of(
            "abAB",
            "sSßẞſ",
            "iIıİ\u0307",
            "eéÉe\u0301",
            "σςΣά\u0301",
            "жЖй\u0306и",
            "日本語",
            "カナーｶﾞか\u3099",
            "กานิ",
            "កខ្ា",
            "سلام\u064e",
            "कखि\u094d",
            "한\u1112\u1161\u11ab",
            "12３",
            "🎉👍🏽𐐀𐐨",
            "-+.#_'’\"",
            "ﬁ²½",
            "\u200d\u00ad");

    @Test
    void theMatcherOfManyDecidesAsASlowOneOfOne() {
        Set<String> decisions = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            decide(seed, decisions);
        }
        assertThat(decisions).as("different ones, of which most found a phrase").hasSizeGreaterThan(1_000);
    }

    private static void decide(long seed, Set<String> decisions) {
        Random random = new Random(seed);
        List<String> alphabets =
                random.ints(3, 0, ALPHABETS.size()).mapToObj(ALPHABETS::get).toList();
        List<FollowQuery> queries = IntStream.range(0, 40)
                .mapToObj(_ -> TestQuery.words(phrases(alphabets, random, 2), phrases(alphabets, random, 1)))
                .toList();
        Matcher<FollowQuery> matcher = Matcher.of(queries, Function.identity());

        for (int i = 0; i < 20; i++) {
            ClassifiedPost post =
                    TestQuery.post(text(alphabets, random, 30), text(alphabets, random, i == 0 ? Post.MAX_BODY : 60));
            List<List<String>> texts =
                    List.of(words(post.post().title()), words(post.post().body()));
            List<Decision> expected =
                    queries.stream().map(query -> slow(query, texts)).toList();

            assertThat(matcher.decisions(post, Optional.empty()))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(matcher.matches(post, Optional.empty()))
                    .isEqualTo(IntStream.range(0, queries.size())
                            .filter(q -> expected.get(q) instanceof Decision.Wanted)
                            .mapToObj(queries::get)
                            .toList());
            expected.forEach(decision -> decisions.add(decision.toString()));
        }
    }

    private static Decision slow(FollowQuery query, List<List<String>> texts) {
        for (String phrase : query.exclude()) {
            if (isIn(phrase, texts)) {
                return new Decision.Unwanted(Decision.Rule.EXCLUDE, phrase);
            }
        }
        for (String phrase : query.include()) {
            if (isIn(phrase, texts)) {
                return new Decision.Wanted(phrase);
            }
        }
        return query.include().isEmpty() ? new Decision.Wanted("") : new Decision.Unwanted(Decision.Rule.INCLUDE, "");
    }

    private static boolean isIn(String phrase, List<List<String>> texts) {
        List<String> words = words(phrase);
        return !words.isEmpty() && texts.stream().anyMatch(text -> Collections.indexOfSubList(text, words) >= 0);
    }

    private static List<String> words(String text) {
        return WORD.matcher(Folded.fold(text)).results().map(MatchResult::group).toList();
    }

    private static List<String> phrases(List<String> alphabets, Random random, int max) {
        return Stream.generate(() -> text(alphabets, random, 4))
                .filter(phrase -> !phrase.isBlank())
                .limit(random.nextInt(max + 1))
                .toList();
    }

    private static String text(List<String> alphabets, Random random, int max) {
        return IntStream.range(0, 1 + random.nextInt(max))
                .mapToObj(_ -> {
                    if (random.nextInt(5) == 0) {
                        return random.nextInt(10) == 0 ? "\n" : " ";
                    }
                    int[] letters = alphabets
                            .get(random.nextInt(alphabets.size()))
                            .codePoints()
                            .toArray();
                    return Character.toString(letters[random.nextInt(letters.length)]);
                })
                .collect(Collectors.joining());
    }
}
