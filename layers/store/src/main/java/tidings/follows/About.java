package tidings.follows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import tidings.selection.Meaning;

/// What posts are wanted for what they mean: those that are like enough to a phrase, in whatever words.
///
/// @param phrase one of those that a [FollowQuery] includes, so that posts with these very words are wanted, too
/// @param likeness in hundredths, from [#WIDEST] to [#NARROWEST]: posts that are less like the phrase are not
///     wanted
/// @param meaning of the phrase; empty until it was encoded
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record About(String phrase, int likeness, Optional<Meaning> meaning) {
    /// Below, five in six posts have nothing to do with the phrase.
    public static final int WIDEST = 82;

    public static final int NARROWEST = 90;

    /// Of 24 phrases, half of the posts so like were from the communities of the matter.
    public static final int USUAL = 86;

    public About {
        phrase = phrase == null ? "" : FollowQuery.plain(phrase);
        likeness = Math.clamp(likeness, WIDEST, NARROWEST);
        meaning = meaning == null ? Optional.empty() : meaning;
    }

    public static About of(String phrase) {
        return new About(phrase, USUAL, Optional.empty());
    }

    public About with(Meaning of) {
        return new About(phrase, likeness, Optional.of(of));
    }

    /// Wider by so many steps, or narrower by fewer than none; as it is at the end.
    public About wider(int steps) {
        return new About(phrase, likeness - steps, meaning);
    }

    /// Whether what a post means is like enough.
    boolean isLike(Optional<Meaning> post) {
        return meaning.isPresent() && post.isPresent() && meaning.get().likeness(post.get()) >= likeness / 100.0;
    }
}
