package tidings.follows;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostKind;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.follows.RuleEdits.Edit;

import static org.assertj.core.api.Assertions.assertThat;

/// The edits of rules do what they are for, and none of them is one too many.
class RuleEditsPropertyTest {
    private static final int CASES = 1_500;
    private static final List<String> WORDS =
            List.of("Sealed", "types", "hiring", "graal native", "ÉTÉ", "日本", "c++", "a", "🎉", "it’s", "été");

    private final Random random = new Random(16);

    @Test
    void theFewestEditsTurnANoOfAQueryIntoAYes() {
        int turned = 0;
        int most = 0;
        for (int i = 0; i < CASES; i++) {
            ClassifiedPost post = post();
            FollowQuery query = query();
            boolean adult = random.nextInt(4) == 0;
            RuleEdits rules = RuleEdits.of(post, List.of("types", "nowhere"), Optional.empty(), adult);
            List<Edit> edits = rules.toWant(query).orElseThrow();

            assertThat(edits).as("%s of %s", query, post).hasSize(failing(query, post, adult));
            if (!edits.isEmpty()) {
                turned++;
                most = Math.max(most, edits.size());
                assertThat(rules.decision(query)).isInstanceOf(Unwanted.class);
                assertThat(rules.decision(edits.getLast().query())).isInstanceOf(Wanted.class);
                edits.subList(0, edits.size() - 1)
                        .forEach(one -> assertThat(rules.decision(one.query())).isInstanceOf(Unwanted.class));
                assertThat(edits).noneMatch(Edit::stricter);
            }
        }
        assertThat(turned).isGreaterThan(CASES / 2);
        assertThat(most).isGreaterThan(4);
    }

    @Test
    void oneEditTurnsAYesIntoANo() {
        int turned = 0;
        for (int i = 0; i < CASES; i++) {
            ClassifiedPost post = post();
            RuleEdits rules = RuleEdits.of(post, List.of("types"), Optional.empty(), random.nextBoolean());
            FollowQuery query = rules.toWant(query())
                    .filter(edits -> !edits.isEmpty())
                    .map(edits -> edits.getLast().query())
                    .orElseGet(() -> FollowQuery.of(TestQuery.JAVA).withAdult());
            Optional<Edit> edit = rules.toRefuse(query);
            if (edit.isPresent()) {
                turned++;
                assertThat(rules.decision(query)).isInstanceOf(Wanted.class);
                assertThat(rules.decision(edit.get().query())).isInstanceOf(Unwanted.class);
                assertThat(edit.get().stricter()).isTrue();
            }
        }
        assertThat(turned).isGreaterThan(CASES * 9 / 10);
    }

    @Test
    void aFullListOfWordsIsNotMadeLonger() {
        List<String> many = IntStream.range(0, FollowQuery.MAX_PHRASES)
                .mapToObj(i -> "word" + i)
                .toList();
        RuleEdits rules = RuleEdits.of(TestQuery.post("Sealed types", ""), List.of(), Optional.empty(), false);

        assertThat(rules.toWant(TestQuery.words(many, List.of())).orElseThrow())
                .singleElement()
                .satisfies(edit -> assertThat(edit.query().include()).isEmpty());
        assertThat(rules.toRefuse(TestQuery.words(List.of(), many))
                        .orElseThrow()
                        .rule())
                .isEqualTo(Decision.Rule.SCORE);
    }

    @Test
    void whatComesFromElsewhereNoEditOfRulesBrings() {
        FollowQuery elsewhere = FollowQuery.of(Origin.of("python"));

        assertThat(RuleEdits.of(TestQuery.post("Sealed types", ""), List.of(), Optional.empty(), false)
                        .toWant(elsewhere))
                .isEmpty();
    }

    /// How many rules refuse the post when each is asked alone; of unwanted words, how many are found.
    private static int failing(FollowQuery query, ClassifiedPost post, boolean adult) {
        FollowQuery all = FollowQuery.of(TestQuery.JAVA).withAdult();
        Stream<FollowQuery> alone = Stream.concat(
                Stream.of(
                        query.adult() || adult ? all : FollowQuery.of(TestQuery.JAVA),
                        all.with(query.flairs(), Set.of(), Set.of()),
                        all.with(Set.of(), query.domains(), Set.of()),
                        all.with(Set.of(), Set.of(), query.kinds()),
                        all.with(query.minScore(), OptionalInt.empty()),
                        all.with(OptionalInt.empty(), query.minComments()),
                        all.with(query.include(), List.of())),
                query.exclude().stream()
                        .map(Folded::fold)
                        .distinct()
                        .map(phrase -> all.with(List.of(), List.of(phrase))));
        return (int) Matcher.of(alone.toList(), one -> one).decisions(post, Optional.empty()).stream()
                .filter(Unwanted.class::isInstance)
                .count();
    }

    private ClassifiedPost post() {
        return TestQuery.post(
                "java",
                String.join(" ", some(WORDS, 4)),
                String.join(" ", some(WORDS, 2)),
                List.of("example.org", "i.example.org", "").get(random.nextInt(3)),
                PostKind.values()[random.nextInt(PostKind.values().length)],
                count(),
                count(),
                random.nextBoolean(),
                List.of("", "News", "x".repeat(120)).get(random.nextInt(3)));
    }

    private FollowQuery query() {
        Set<PostKind> kinds = EnumSet.noneOf(PostKind.class);
        kinds.addAll(some(List.of(PostKind.values()), 2));
        FollowQuery words = TestQuery.words(some(WORDS, 2), some(WORDS, 3));
        FollowQuery query = words.with(
                        new TreeSet<>(some(List.of("news", "help"), 1)),
                        new TreeSet<>(some(List.of("example.org", "example.com"), 1)),
                        kinds)
                .with(count(), count());
        return random.nextBoolean() ? query.withAdult() : query;
    }

    private OptionalInt count() {
        return random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(12) - 3);
    }

    private <T> List<T> some(List<T> of, int max) {
        return random.ints(random.nextInt(max + 1), 0, of.size())
                .mapToObj(of::get)
                .distinct()
                .collect(Collectors.toList());
    }
}
