package tidings.follows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tidings.domain.PlainText;
import tidings.domain.PostKind;

/// Which posts somebody wants. A post has to come from one of the origins and to pass every rule; an empty rule
/// lets everything pass.
///
/// @param include phrases of which one has to be in the title or the body, as whole words, without regard to case
/// @param exclude phrases of which none may be there
/// @param flairs of which the post has to have one, in lower case
/// @param domains of which the link has to lead to one or to a host below one
/// @param minScore a post whose score is not known passes, unless posts come from anywhere with any words
/// @param minComments a post of which it is not known passes, with the same exception
/// @param adult whether posts that are not for minors are wanted, too
/// @param about which of the included phrases stands for what it means, too; an earlier version looks for its
///     words
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FollowQuery(
        List<Origin> origins,
        List<String> include,
        List<String> exclude,
        Set<String> flairs,
        Set<String> domains,
        OptionalInt minScore,
        OptionalInt minComments,
        Set<PostKind> kinds,
        boolean adult,
        Optional<About> about) {
    /// A community may be one of so many of a follow.
    public static final int MAX_ORIGINS = 20;

    public static final int MAX_PHRASES = 20;

    public static final int MAX_PHRASE = 100;

    /// Stands for a phrase of which nothing shows, and is in no post.
    private static final String NOTHING = "\uFFFD";

    /// @throws IllegalArgumentException if it comes from nowhere, or has more than the maximum of anything
    public FollowQuery {
        origins = distinct(origins);
        include = distinct(plain(include));
        exclude = distinct(plain(exclude));
        flairs = sorted(Set.copyOf(plain(flairs)));
        domains = sorted(Set.copyOf(plain(domains)));
        minScore = minScore == null ? OptionalInt.empty() : minScore;
        minComments = minComments == null ? OptionalInt.empty() : minComments;
        kinds = sorted(kinds);
        List<String> phrases = include;
        about = about == null ? Optional.empty() : about.filter(one -> phrases.contains(one.phrase()));
        include = distinct(Stream.concat(about.map(About::phrase).stream(), phrases.stream())
                .toList());
        if (origins.isEmpty() || origins.size() > MAX_ORIGINS) {
            throw new IllegalArgumentException("a follow has 1 to " + MAX_ORIGINS + " origins, not " + origins.size());
        }
        if (Stream.of(include, exclude, flairs, domains).anyMatch(texts -> texts.size() > MAX_PHRASES)) {
            throw new IllegalArgumentException(
                    "a follow has at most " + MAX_PHRASES + " words to include or exclude, flairs, or domains");
        }
        Stream.of(include, exclude, flairs, domains).flatMap(Collection::stream).forEach(FollowQuery::check);
    }

    /// Without what phrases mean.
    public FollowQuery(
            List<Origin> origins,
            List<String> include,
            List<String> exclude,
            Set<String> flairs,
            Set<String> domains,
            OptionalInt minScore,
            OptionalInt minComments,
            Set<PostKind> kinds,
            boolean adult) {
        this(origins, include, exclude, flairs, domains, minScore, minComments, kinds, adult, Optional.empty());
    }

    /// The phrase as a query has it, without what nobody sees; empty where nothing is left, or too much.
    public static Optional<String> phrase(String text) {
        return Optional.of(line(text)).filter(phrase -> !phrase.isBlank() && phrase.length() <= MAX_PHRASE);
    }

    /// What earlier versions stored stays a phrase, even if nothing of it shows.
    static String plain(String text) {
        return line(text).isEmpty() && !text.isBlank() ? NOTHING : line(text);
    }

    private static String line(String text) {
        return PlainText.line(text, MAX_PHRASE + 1);
    }

    private static List<String> plain(Collection<String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().map(FollowQuery::plain).toList();
    }

    private static void check(String text) {
        if (text.isBlank() || text.length() > MAX_PHRASE) {
            throw new IllegalArgumentException(
                    "a word of a follow has 1 to " + MAX_PHRASE + " characters, not " + text.length());
        }
    }

    private static <T> List<T> distinct(List<T> values) {
        return values == null ? List.of() : List.copyOf(new LinkedHashSet<>(values));
    }

    /// Equal queries have equal JSON.
    private static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return values == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
    }

    /// Everything of these origins.
    public static FollowQuery of(Origin... origins) {
        return new FollowQuery(
                List.of(origins),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                false);
    }

    /// The same with other words.
    public FollowQuery with(List<String> included, List<String> excluded) {
        return new FollowQuery(
                origins, included, excluded, flairs, domains, minScore, minComments, kinds, adult, about);
    }

    /// The same for other flairs, domains and kinds.
    public FollowQuery with(Set<String> otherFlairs, Set<String> otherDomains, Set<PostKind> otherKinds) {
        return new FollowQuery(
                origins, include, exclude, otherFlairs, otherDomains, minScore, minComments, otherKinds, adult, about);
    }

    /// The same with other minimums.
    public FollowQuery with(OptionalInt score, OptionalInt comments) {
        return new FollowQuery(origins, include, exclude, flairs, domains, score, comments, kinds, adult, about);
    }

    /// The same of other origins.
    public FollowQuery withOrigins(List<Origin> others) {
        return new FollowQuery(others, include, exclude, flairs, domains, minScore, minComments, kinds, adult, about);
    }

    /// The same, with what is not for minors.
    public FollowQuery withAdult() {
        return new FollowQuery(origins, include, exclude, flairs, domains, minScore, minComments, kinds, true, about);
    }

    /// The same with what another one of the phrases means, or with none of them for what it means.
    public FollowQuery with(Optional<About> other) {
        return new FollowQuery(origins, include, exclude, flairs, domains, minScore, minComments, kinds, adult, other);
    }

    /// The same, wider by so many steps; empty if it is about nothing.
    public Optional<FollowQuery> wider(int steps) {
        return about.map(one -> with(Optional.of(one.wider(steps))));
    }

    /// The phrases that are only words.
    public List<String> words() {
        return include.stream()
                .filter(phrase ->
                        about.filter(one -> one.phrase().equals(phrase)).isEmpty())
                .toList();
    }
}
