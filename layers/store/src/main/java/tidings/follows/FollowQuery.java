package tidings.follows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import tidings.domain.PostKind;

/// Which posts somebody wants. A post has to come from one of the origins and to pass every rule; an empty rule lets
/// everything pass.
///
/// @param include phrases of which one has to be in the title or the body, as whole words, without regard to case
/// @param exclude phrases of which none may be there
/// @param flairs of which the post has to have one, in lower case
/// @param domains of which the link has to lead to one or to a host below one
/// @param minScore a post whose score is not known passes
/// @param minComments a post of which it is not known passes
/// @param adult whether posts that are not for minors are wanted, too
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
        boolean adult) {
    /// A community may be one of so many of a follow.
    public static final int MAX_ORIGINS = 20;

    public static final int MAX_PHRASES = 20;

    public static final int MAX_PHRASE = 100;

    /// @throws IllegalArgumentException if it comes from nowhere, or has more than the maximum of anything
    public FollowQuery {
        origins = origins == null ? List.of() : origins.stream().distinct().toList();
        include = include == null ? List.of() : include.stream().distinct().toList();
        exclude = exclude == null ? List.of() : exclude.stream().distinct().toList();
        flairs = flairs == null ? Set.of() : Set.copyOf(flairs);
        domains = domains == null ? Set.of() : Set.copyOf(domains);
        minScore = minScore == null ? OptionalInt.empty() : minScore;
        minComments = minComments == null ? OptionalInt.empty() : minComments;
        kinds = kinds == null ? Set.of() : Set.copyOf(kinds);
        if (origins.isEmpty() || origins.size() > MAX_ORIGINS) {
            throw new IllegalArgumentException("a follow has 1 to " + MAX_ORIGINS + " origins, not " + origins.size());
        }
        if (include.size() > MAX_PHRASES || exclude.size() > MAX_PHRASES) {
            throw new IllegalArgumentException("a follow has at most " + MAX_PHRASES + " words to include or exclude");
        }
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
}
