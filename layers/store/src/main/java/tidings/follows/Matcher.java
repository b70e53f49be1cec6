package tidings.follows;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ahocorasick.trie.PayloadTrie;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.selection.Meaning;

/// Decides for many queries at once which of them want a post. A post's text is read once, whatever they look
/// for, in time that grows with its length alone, and only those queries are looked at that have an origin of the
/// post and one of the phrases in it. It takes a few milliseconds to make one for 500 queries. Immutable.
///
/// @param <T> what has a query, such as a follow
public final class Matcher<T> {
    /// The number of the phrase that is found everywhere, which is that of the queries that name none.
    private static final int NONE = 0;

    private final List<Rules<T>> all;

    /// Finds folded phrases and tells their numbers.
    private final PayloadTrie<Integer> phrases;

    /// For each phrase and each origin, the numbers of the queries that have it.
    private final List<int[]> byPhrase;
    private final Map<Origin, int[]> byOrigin = new HashMap<>();

    /// @param include numbers of phrases, in the order of the query
    private record Rules<T>(T of, FollowQuery query, int[] include, int[] exclude, Set<String> flairs) {}

    /// What rules ask of a post.
    ///
    /// @param found numbers of phrases
    private record Facts(Post post, List<Origin> origins, String flair, BitSet found, Optional<Meaning> meaning) {}

    private Matcher(Collection<T> of, Function<T, FollowQuery> query) {
        Map<String, Integer> numbers = new HashMap<>(Map.of("", NONE));
        all = of.stream().map(one -> rules(one, query.apply(one), numbers)).toList();
        PayloadTrie.PayloadTrieBuilder<Integer> builder = PayloadTrie.builder();
        numbers.forEach(builder::addKeyword);
        phrases = builder.build();

        List<List<Integer>> withPhrase = Stream.<List<Integer>>generate(ArrayList::new)
                .limit(numbers.size())
                .toList();
        Map<Origin, List<Integer>> withOrigin = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Rules<T> rules = all.get(i);
            boolean anyWords = rules.include.length == 0 || rules.query.about().isPresent();
            for (int phrase : anyWords ? new int[] {NONE} : rules.include) {
                withPhrase.get(phrase).add(i);
            }
            for (Origin origin : rules.query.origins()) {
                withOrigin.computeIfAbsent(origin, _ -> new ArrayList<>()).add(i);
            }
        }
        byPhrase = withPhrase.stream().map(Matcher::array).toList();
        withOrigin.forEach((origin, queries) -> byOrigin.put(origin, array(queries)));
    }

    public static <T> Matcher<T> of(Collection<T> of, Function<T, FollowQuery> query) {
        return new Matcher<>(of, query);
    }

    private static <T> Rules<T> rules(T of, FollowQuery query, Map<String, Integer> numbers) {
        return new Rules<>(
                of,
                query,
                numbers(query.include(), numbers),
                numbers(query.exclude(), numbers),
                query.flairs().stream().map(Folded::fold).collect(Collectors.toSet()));
    }

    private static int[] numbers(List<String> phrases, Map<String, Integer> numbers) {
        return phrases.stream()
                .map(Folded::fold)
                .mapToInt(phrase -> numbers.computeIfAbsent(phrase, _ -> numbers.size()))
                .toArray();
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /// What every query says to the post, in the order in which they were given.
    ///
    /// @param meaning of the post, if it is known
    public List<Decision> decisions(ClassifiedPost post, Optional<Meaning> meaning) {
        Facts facts = facts(post, meaning);
        return all.stream().map(rules -> decision(rules, facts)).toList();
    }

    /// Whose queries want the post, in the order in which they were given.
    ///
    /// @param meaning of the post, if it is known
    public List<T> matches(ClassifiedPost post, Optional<Meaning> meaning) {
        Facts facts = facts(post, meaning);
        BitSet candidates = new BitSet(all.size());
        mark(byPhrase.get(NONE), candidates);
        facts.found.stream().forEach(phrase -> mark(byPhrase.get(phrase), candidates));
        BitSet ofOrigin = new BitSet(all.size());
        facts.origins.forEach(origin -> mark(byOrigin.getOrDefault(origin, new int[0]), ofOrigin));
        candidates.and(ofOrigin);
        List<T> matches = new ArrayList<>();
        for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
            Rules<T> rules = all.get(i);
            if (decision(rules, facts) instanceof Wanted) {
                matches.add(rules.of);
            }
        }
        return matches;
    }

    private static void mark(int[] numbers, BitSet marked) {
        for (int number : numbers) {
            marked.set(number);
        }
    }

    private Facts facts(ClassifiedPost classified, Optional<Meaning> meaning) {
        Post post = classified.post();
        BitSet found = new BitSet();
        for (String part : List.of(post.title(), post.body())) {
            Folded text = Folded.of(part);
            phrases.parseText(text.text(), emit -> {
                boolean isWhole =
                        text.edges().get(emit.getStart()) && text.edges().get(emit.getEnd() + 1);
                if (isWhole) {
                    found.set(emit.getPayload());
                }
                return isWhole;
            });
        }
        String flair = post.details().flair().map(Folded::fold).orElse("");
        return new Facts(post, Origin.of(classified), flair, found, meaning);
    }

    private static Decision decision(Rules<?> rules, Facts facts) {
        for (Rule rule : Rule.values()) {
            Optional<String> what = failing(rule, rules, facts);
            if (what.isPresent()) {
                return new Unwanted(rule, what.get());
            }
        }
        return new Wanted(
                first(rules.query.include(), rules.include, facts.found).orElse(""));
    }

    /// What of a rule the post does not pass, as [Unwanted] has it; empty if it passes.
    private static Optional<String> failing(Rule rule, Rules<?> rules, Facts facts) {
        FollowQuery query = rules.query;
        Post post = facts.post;
        return switch (rule) {
            case ORIGIN -> unless(!Collections.disjoint(query.origins(), facts.origins), "");
            case ADULT -> unless(query.adult() || !post.adult(), "");
            case KIND ->
                unless(isOneOf(query.kinds(), post.kind()), post.kind().name().toLowerCase(Locale.ROOT));
            case FLAIR ->
                unless(
                        isOneOf(rules.flairs, facts.flair),
                        post.details().flair().orElse(""));
            case DOMAIN ->
                unless(query.domains().isEmpty() || isBelowOne(query.domains(), post.domain()), post.domain());
            case SCORE -> tooFew(post.score(), query.minScore(), query);
            case COMMENTS -> tooFew(post.comments(), query.minComments(), query);
            case EXCLUDE -> first(query.exclude(), rules.exclude, facts.found);
            case INCLUDE ->
                unless(
                        query.include().isEmpty()
                                || first(query.include(), rules.include, facts.found)
                                        .isPresent()
                                || query.about()
                                        .filter(about -> about.isLike(facts.meaning))
                                        .isPresent(),
                        query.about().map(About::phrase).orElse(""));
        };
    }

    private static Optional<String> unless(boolean passes, String what) {
        return passes ? Optional.empty() : Optional.of(what);
    }

    private static <V> boolean isOneOf(Set<V> wanted, V value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static boolean isBelowOne(Set<String> domains, String host) {
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    /// What a source does not tell keeps no post away, unless nothing else would.
    private static Optional<String> tooFew(OptionalInt known, OptionalInt min, FollowQuery query) {
        boolean isUnknown = known.isEmpty() && min.isPresent() && isEverything(query);
        boolean isEnough = known.isEmpty() || min.isEmpty() || known.getAsInt() >= min.getAsInt();
        return unless(isEnough && !isUnknown, known.isPresent() ? Integer.toString(known.getAsInt()) : "?");
    }

    private static boolean isEverything(FollowQuery query) {
        return query.include().isEmpty() && query.origins().contains(new Origin.Anywhere());
    }

    /// The first of a query's phrases that was found.
    ///
    /// @param numbers of the phrases
    private static Optional<String> first(List<String> phrases, int[] numbers, BitSet found) {
        for (int i = 0; i < numbers.length; i++) {
            if (found.get(numbers[i])) {
                return Optional.of(phrases.get(i));
            }
        }
        return Optional.empty();
    }
}
