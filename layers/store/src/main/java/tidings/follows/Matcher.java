package tidings.follows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ahocorasick.trie.PayloadTrie;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;

/// Decides for many queries at once which of them want a post. A post's text is read once, whatever they look for, in
/// time that grows with its length alone, and of the queries that name words only those are looked at whose words were
/// found. It takes a few milliseconds to make one for 500 queries. Immutable.
///
/// @param <T> what has a query, such as a follow
public final class Matcher<T> {
    private final List<Rules<T>> all = new ArrayList<>();

    /// For each phrase, the numbers of the queries that include it.
    private final List<List<Integer>> includedBy = new ArrayList<>();

    /// Numbers of the queries that name no words to include.
    private final BitSet wordless = new BitSet();

    /// Finds folded phrases and tells their numbers.
    private final PayloadTrie<Integer> phrases;

    /// @param include numbers of phrases, in the order of the query
    private record Rules<T>(T of, FollowQuery query, int[] include, int[] exclude, Set<String> flairs) {}

    /// What rules ask of a post.
    ///
    /// @param found numbers of phrases
    private record Facts(Post post, List<Origin> origins, String flair, BitSet found) {}

    /// @param phrase as in [Wanted]
    public record Match<T>(T of, String phrase) {}

    private Matcher(Collection<T> of, Function<T, FollowQuery> query) {
        Map<String, Integer> numbers = new HashMap<>();
        for (T one : of) {
            add(one, query.apply(one), numbers);
        }
        PayloadTrie.PayloadTrieBuilder<Integer> builder = PayloadTrie.builder();
        numbers.forEach(builder::addKeyword);
        phrases = builder.build();
    }

    public static <T> Matcher<T> of(Collection<T> of, Function<T, FollowQuery> query) {
        return new Matcher<>(of, query);
    }

    public static Matcher<Follow> of(Collection<Follow> follows) {
        return new Matcher<>(follows, Follow::query);
    }

    private void add(T of, FollowQuery query, Map<String, Integer> numbers) {
        int[] include = numbers(query.include(), numbers);
        int[] exclude = numbers(query.exclude(), numbers);
        while (includedBy.size() < numbers.size()) {
            includedBy.add(new ArrayList<>(1));
        }
        IntStream.of(include).forEach(phrase -> includedBy.get(phrase).add(all.size()));
        wordless.set(all.size(), include.length == 0);
        all.add(new Rules<>(
                of,
                query,
                include,
                exclude,
                query.flairs().stream().map(Folded::fold).collect(Collectors.toSet())));
    }

    private static int[] numbers(List<String> phrases, Map<String, Integer> numbers) {
        return phrases.stream()
                .map(Folded::fold)
                .mapToInt(phrase -> numbers.computeIfAbsent(phrase, _ -> numbers.size()))
                .toArray();
    }

    /// What every query says to the post, in the order in which they were given.
    public List<Decision> decisions(ClassifiedPost post) {
        Facts facts = facts(post);
        return all.stream().map(rules -> decision(rules, facts)).toList();
    }

    /// Whose queries want the post, in the order in which they were given.
    public List<Match<T>> matches(ClassifiedPost post) {
        Facts facts = facts(post);
        BitSet candidates = (BitSet) wordless.clone();
        facts.found.stream().forEach(phrase -> includedBy.get(phrase).forEach(candidates::set));
        List<Match<T>> matches = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Rules<T> rules = all.get(i);
            if (decision(rules, facts) instanceof Wanted(String phrase)) {
                matches.add(new Match<>(rules.of, phrase));
            }
        }
        return matches;
    }

    private Facts facts(ClassifiedPost classified) {
        Post post = classified.post();
        BitSet found = new BitSet();
        for (String part : List.of(post.title(), post.body())) {
            Folded text = Folded.of(part);
            phrases.parseText(text.text(), emit -> {
                boolean isWhole = text.edges().get(emit.getStart()) && text.edges().get(emit.getEnd() + 1);
                if (isWhole) {
                    found.set(emit.getPayload());
                }
                return isWhole;
            });
        }
        String flair = post.details().flair().map(Folded::fold).orElse("");
        return new Facts(post, Origin.of(classified), flair, found);
    }

    private static Decision decision(Rules<?> rules, Facts facts) {
        FollowQuery query = rules.query;
        Post post = facts.post;
        if (Collections.disjoint(query.origins(), facts.origins)) {
            return new Unwanted(Rule.ORIGIN, "");
        }
        if (post.adult() && !query.adult()) {
            return new Unwanted(Rule.ADULT, "");
        }
        if (!passes(query.kinds(), post.kind())) {
            return new Unwanted(Rule.KIND, post.kind().name().toLowerCase(Locale.ROOT));
        }
        if (!passes(rules.flairs, facts.flair)) {
            return new Unwanted(Rule.FLAIR, post.details().flair().orElse(""));
        }
        if (!query.domains().isEmpty() && query.domains().stream().noneMatch(domain -> isOf(domain, post.domain()))) {
            return new Unwanted(Rule.DOMAIN, post.domain());
        }
        if (isLess(post.score(), query.minScore())) {
            return new Unwanted(Rule.SCORE, Integer.toString(post.score().getAsInt()));
        }
        if (isLess(post.comments(), query.minComments())) {
            return new Unwanted(Rule.COMMENTS, Integer.toString(post.comments().getAsInt()));
        }
        int excluded = first(rules.exclude, facts.found);
        if (excluded >= 0) {
            return new Unwanted(Rule.EXCLUDE, query.exclude().get(excluded));
        }
        int included = first(rules.include, facts.found);
        if (included >= 0) {
            return new Wanted(query.include().get(included));
        }
        return query.include().isEmpty() ? new Wanted("") : new Unwanted(Rule.INCLUDE, "");
    }

    private static <V> boolean passes(Set<V> wanted, V value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    /// Whether a host is one or below one.
    private static boolean isOf(String domain, String host) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isLess(OptionalInt known, OptionalInt min) {
        return known.isPresent() && min.isPresent() && known.getAsInt() < min.getAsInt();
    }

    /// The index of the first of these phrases that was found; negative if none was.
    private static int first(int[] phrases, BitSet found) {
        return IntStream.range(0, phrases.length)
                .filter(i -> found.get(phrases[i]))
                .findFirst()
                .orElse(-1);
    }
}
