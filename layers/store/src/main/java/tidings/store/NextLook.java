package tidings.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import tidings.domain.Post;
import tidings.follows.FollowQuery;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Follower;

/// From how many votes or comments on the followers of a post are looked at again: as soon as one of them may want
/// it who asks for more than it has, or when it may rank higher for those who get the best posts.
///
/// @param score empty for never; 0 where the source gives no scores, for when it is among the best
record NextLook(OptionalInt score, OptionalInt comments) {
    /// Fewer votes make no difference.
    private static final int MANY = 5;

    static NextLook of(Post post, List<Follower> followers, List<Decided> decided) {
        boolean mayRise = decided.stream().map(Decided::planned).anyMatch(NextLook::isByRank);
        IntStream rising = mayRise ? IntStream.of(twice(post.score())) : IntStream.empty();
        return new NextLook(
                IntStream.concat(asked(followers, FollowQuery::minScore, post.score()), rising)
                        .min(),
                asked(followers, FollowQuery::minComments, post.comments()).min());
    }

    private static boolean isByRank(Planned planned) {
        return planned.state() == DeliveryState.HELD || planned.reason().equals(Optional.of(DeliveryPolicy.PACE));
    }

    private static int twice(OptionalInt score) {
        return score.isEmpty() ? 0 : score.getAsInt() + Math.max(MANY, score.getAsInt());
    }

    private static IntStream asked(
            List<Follower> followers, Function<FollowQuery, OptionalInt> min, OptionalInt known) {
        return known.isEmpty()
                ? IntStream.empty()
                : followers.stream()
                        .flatMapToInt(one -> min.apply(one.follow().query()).stream())
                        .filter(least -> least > known.getAsInt());
    }

    boolean isEver() {
        return score.isPresent() || comments.isPresent();
    }

    NextLook and(NextLook other) {
        return new NextLook(
                IntStream.concat(score.stream(), other.score.stream()).min(),
                IntStream.concat(comments.stream(), other.comments.stream()).min());
    }

    /// Whether it is time.
    ///
    /// @param best whether the post was found among the best of its community
    boolean isDue(Post post, boolean best) {
        return isReached(score, post.score())
                || isReached(comments, post.comments())
                || best && post.score().isEmpty() && score.isPresent();
    }

    private static boolean isReached(OptionalInt least, OptionalInt known) {
        return least.isPresent() && known.isPresent() && known.getAsInt() >= least.getAsInt();
    }
}
