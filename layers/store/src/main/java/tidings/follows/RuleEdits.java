package tidings.follows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostKind;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.selection.Meaning;

/// Finds the fewest edits of a query after which it says the opposite to a post. Every edit concerns one rule
/// alone, and a [Matcher] decides after each, so that a query needs as many edits as there are rules that the
/// post fails; of unwanted words, each one found is an edit.
///
/// @param words that could be looked for or left out, the most telling first
/// @param meaning of the post, if it is known
/// @param adult whether the chat wants what is not for minors, whatever its follows say
public record RuleEdits(ClassifiedPost post, List<String> words, Optional<Meaning> meaning, boolean adult) {
    /// @param stricter whether the rule keeps more posts away than before
    /// @param what it is about: a word, a number, a kind …; empty if the rule no longer asks for anything
    /// @param query after this edit and those before it
    public record Edit(Rule rule, boolean stricter, String what, FollowQuery query) {}

    /// Words that tell most, then those of the title, the longest first.
    public static RuleEdits of(ClassifiedPost post, List<String> telling, Optional<Meaning> meaning, boolean adult) {
        Stream<String> ofTitle = Arrays.stream(post.post().title().split("[^\\p{L}\\p{M}\\p{N}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .sorted(Comparator.comparingInt(String::length).reversed());
        return new RuleEdits(
                post,
                Stream.concat(telling.stream(), ofTitle)
                        .filter(word -> !word.isBlank() && word.length() <= FollowQuery.MAX_PHRASE)
                        .distinct()
                        .toList(),
                meaning,
                adult);
    }

    public Decision decision(FollowQuery query) {
        return Matcher.of(List.of(query), one -> adult ? one.withAdult() : one)
                .decisions(post, meaning)
                .getFirst();
    }

    /// The fewest edits after which a query wants the post, which comes from one of its origins; none if it does
    /// already. Empty if it cannot.
    public Optional<List<Edit>> toWant(FollowQuery query) {
        List<Edit> edits = new ArrayList<>();
        FollowQuery now = query;
        while (decision(now) instanceof Unwanted(Rule rule, String what)) {
            Optional<Edit> edit = loosened(now, rule, what)
                    .filter(next -> !(decision(next.query()) instanceof Unwanted(Rule left, String same))
                            || left != rule
                            || !same.equals(what));
            if (edit.isEmpty()) {
                return Optional.empty();
            }
            edits.add(edit.get());
            now = edit.get().query();
        }
        return Optional.of(edits);
    }

    /// One edit after which a query no longer wants the post. Empty if there is none but to follow it no more.
    public Optional<Edit> toRefuse(FollowQuery query) {
        return tightened(query)
                .filter(edit -> decision(edit.query()) instanceof Unwanted)
                .findFirst();
    }

    private Optional<Edit> loosened(FollowQuery query, Rule rule, String what) {
        return switch (rule) {
            case ORIGIN -> Optional.empty();
            case ADULT -> Optional.of(new Edit(rule, false, "", query.withAdult()));
            case KIND ->
                Optional.of(new Edit(
                        rule,
                        false,
                        what,
                        query.with(
                                query.flairs(),
                                query.domains(),
                                with(query.kinds(), post.post().kind()))));
            case FLAIR -> {
                Set<String> flairs = widened(query.flairs(), what.toLowerCase(Locale.ROOT));
                yield Optional.of(new Edit(
                        rule, false, flairs.isEmpty() ? "" : what, query.with(flairs, query.domains(), query.kinds())));
            }
            case DOMAIN -> {
                Set<String> domains = widened(query.domains(), what);
                yield Optional.of(new Edit(
                        rule,
                        false,
                        domains.isEmpty() ? "" : what,
                        query.with(query.flairs(), domains, query.kinds())));
            }
            case SCORE -> {
                int score = Math.max(0, post.post().score().orElse(0));
                yield Optional.of(
                        post.post().score().orElse(0) > 0
                                ? new Edit(rule, false, what, query.with(OptionalInt.of(score), query.minComments()))
                                : new Edit(rule, false, "", query.with(OptionalInt.empty(), query.minComments())));
            }
            case COMMENTS -> {
                int comments = post.post().comments().orElse(0);
                yield Optional.of(
                        comments > 0
                                ? new Edit(rule, false, what, query.with(query.minScore(), OptionalInt.of(comments)))
                                : new Edit(rule, false, "", query.with(query.minScore(), OptionalInt.empty())));
            }
            case EXCLUDE ->
                Optional.of(new Edit(
                        rule,
                        false,
                        what,
                        query.with(
                                query.include(),
                                query.exclude().stream()
                                        .filter(phrase -> !Folded.fold(phrase).equals(Folded.fold(what)))
                                        .toList())));
            case INCLUDE -> Optional.of(included(query));
        };
    }

    /// Looks for one word more, or for none where no word of the post can be found.
    private Edit included(FollowQuery query) {
        return words.stream()
                .filter(_ -> query.include().size() < FollowQuery.MAX_PHRASES)
                .map(word ->
                        new Edit(Rule.INCLUDE, false, word, query.with(plus(query.include(), word), query.exclude())))
                .filter(edit -> decision(edit.query()) instanceof Wanted)
                .findFirst()
                .orElseGet(() -> new Edit(Rule.INCLUDE, false, "", query.with(List.of(), query.exclude())));
    }

    /// From the one that costs least of everything else that the query brings.
    private Stream<Edit> tightened(FollowQuery query) {
        Stream<Edit> without = words.stream()
                .filter(word -> query.exclude().size() < FollowQuery.MAX_PHRASES
                        && query.include().stream()
                                .noneMatch(phrase -> Folded.fold(phrase).contains(Folded.fold(word))))
                .map(word ->
                        new Edit(Rule.EXCLUDE, true, word, query.with(query.include(), plus(query.exclude(), word))));
        Stream<Edit> score = post.post().score().stream()
                .map(known -> Math.max(0, known) + 1)
                .mapToObj(min -> new Edit(
                        Rule.SCORE, true, Integer.toString(min), query.with(OptionalInt.of(min), query.minComments())));
        Stream<Edit> comments = post.post().comments().stream()
                .mapToObj(known -> new Edit(
                        Rule.COMMENTS,
                        true,
                        Integer.toString(known + 1),
                        query.with(query.minScore(), OptionalInt.of(known + 1))));
        Stream<Edit> kinds = Stream.of(query.kinds().isEmpty() ? Set.of(PostKind.values()) : query.kinds())
                .map(this::otherKinds)
                .filter(others -> !others.isEmpty())
                .map(others -> new Edit(
                        Rule.KIND,
                        true,
                        post.post().kind().name().toLowerCase(Locale.ROOT),
                        query.with(query.flairs(), query.domains(), others)));
        return Stream.of(without, score, comments, kinds).flatMap(edits -> edits);
    }

    private Set<PostKind> otherKinds(Set<PostKind> kinds) {
        Set<PostKind> others = EnumSet.copyOf(kinds);
        others.remove(post.post().kind());
        return others;
    }

    private static Set<PostKind> with(Set<PostKind> kinds, PostKind kind) {
        Set<PostKind> more = EnumSet.of(kind);
        more.addAll(kinds);
        return more;
    }

    /// With a further value; without any where there is no room for it, so that everything passes.
    private static Set<String> widened(Set<String> values, String value) {
        Set<String> wider = new TreeSet<>(values);
        wider.add(value);
        boolean fits = !value.isBlank() && value.length() <= FollowQuery.MAX_PHRASE;
        return fits && wider.size() <= FollowQuery.MAX_PHRASES ? wider : Set.of();
    }

    private static List<String> plus(List<String> phrases, String phrase) {
        Set<String> more = new LinkedHashSet<>(phrases);
        more.add(phrase);
        return List.copyOf(more);
    }
}
