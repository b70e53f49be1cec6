package tidings.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;

/// How good posts are among those of their community that were fetched with them, from 0 to 1: about the share of
/// the others that are less good for their age. Where the source gives no scores, its order counts.
public final class PostRanks {
    /// An interest that grows more slowly than this with the age of a post is fading.
    private static final double GRAVITY = 1.5;

    /// What a post is taken to be by itself counts as much as so many others beside it.
    private static final double ALONE = 2;

    /// An interest of so much is middling.
    private static final double MIDDLING = 3;

    private PostRanks() {}

    /// @param posts in the order in which the source gave them
    public static Map<PostId, Double> of(List<ClassifiedPost> posts, Instant now) {
        Map<PostId, Double> ranks = new HashMap<>();
        posts.stream()
                .collect(Collectors.groupingBy(post -> post.post().community()))
                .values()
                .forEach(peers -> rank(peers, now, ranks));
        return ranks;
    }

    /// Of the newest posts, whose order tells nothing.
    public static Map<PostId, Double> ofNewest(List<ClassifiedPost> posts, Instant now) {
        return posts.stream().allMatch(post -> post.post().score().isPresent()) ? of(posts, now) : alone(posts, now);
    }

    /// What each is taken to be by itself.
    public static Map<PostId, Double> alone(List<ClassifiedPost> posts, Instant now) {
        Map<PostId, Double> ranks = new HashMap<>();
        posts.forEach(post -> rank(List.of(post), now, ranks));
        return ranks;
    }

    private static void rank(List<ClassifiedPost> peers, Instant now, Map<PostId, Double> ranks) {
        boolean areScored = peers.stream().allMatch(peer -> peer.post().score().isPresent());
        List<ClassifiedPost> best = areScored
                ? peers.stream()
                        .sorted(Comparator.<ClassifiedPost>comparingDouble(peer -> interest(peer.post(), now))
                                .reversed())
                        .toList()
                : peers;
        for (int i = 0; i < best.size(); i++) {
            double below = best.size() - 1 - i;
            double alone = areScored
                    ? interest(best.get(i).post(), now) / (interest(best.get(i).post(), now) + MIDDLING)
                    : (best.get(i).confidence() + chance(best.get(i).post().id())) / 2;
            ranks.put(best.get(i).post().id(), Math.clamp((below + ALONE * alone) / (best.size() - 1 + ALONE), 0, 1));
        }
    }

    private static double interest(Post post, Instant now) {
        double hours = Math.max(0, Duration.between(post.created(), now).toMinutes() / 60.0);
        double votes =
                Math.max(0, post.score().orElse(0)) + 2.0 * post.comments().orElse(0);
        return votes / Math.pow(hours + 2, GRAVITY);
    }

    /// The same for a post at each time, so that equals do not all pass a threshold or all fail it.
    private static double chance(PostId post) {
        int hash = post.value().hashCode() * 0x9E3779B9;
        return (hash >>> 8) / (double) (1 << 24);
    }
}
