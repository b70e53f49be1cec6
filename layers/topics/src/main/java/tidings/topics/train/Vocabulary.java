package tidings.topics.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidings.topics.model.Features;

/// Counts the posts in which each feature occurs, and selects the features to keep.
final class Vocabulary {
    private static final int SEVERAL = -1;

    private long[] hashes = new long[1 << 20];
    private int[] posts = new int[1 << 20];
    /// The number of the only subreddit that it occurs in, or [#SEVERAL].
    private int[] subreddits = new int[1 << 20];
    /// The last post counted, so that each post counts once.
    private int[] last = new int[1 << 20];
    private int size;

    private Vocabulary() {}

    static Vocabulary count(List<LabelledPost> posts, TrainingProgress progress) {
        Vocabulary vocabulary = new Vocabulary();
        Map<String, Integer> subreddits = new HashMap<>();
        Features features = new Features();
        for (int i = 0; i < posts.size(); i++) {
            LabelledPost post = posts.get(i);
            int subreddit = subreddits.computeIfAbsent(post.subreddit(), _ -> subreddits.size());
            features.read(post.text());
            for (int f = 0; f < features.size(); f++) {
                vocabulary.add(features.hash(f), i + 1, subreddit);
            }
            progress.at("counting features", i + 1, posts.size());
        }
        return vocabulary;
    }

    /// The number of distinct features.
    int size() {
        return size;
    }

    /// The hashes, in ascending order, of the most frequent features that occur in at least `minPosts` posts and
    /// `minSubreddits` subreddits, at most `max`. Of several equally frequent ones at the limit, some are dropped.
    long[] keep(int minPosts, int minSubreddits, int max) {
        int[] histogram = new int[1 << 16];
        for (int at = 0; at < hashes.length; at++) {
            histogram[rank(at, minSubreddits, histogram.length - 1)]++;
        }
        int least = histogram.length;
        int kept = 0;
        while (least > minPosts && kept + histogram[least - 1] <= max) {
            kept += histogram[--least];
        }
        int room = least > minPosts ? max - kept : 0;
        long[] keep = new long[kept + room];
        int k = 0;
        for (int at = 0; at < hashes.length; at++) {
            int rank = rank(at, minSubreddits, histogram.length - 1);
            if (rank >= least || rank == least - 1 && room-- > 0) {
                keep[k++] = hashes[at];
            }
        }
        Arrays.sort(keep);
        return keep;
    }

    /// The number of posts in which a feature occurs, or 0 if it occurs in too few subreddits.
    private int rank(int at, int minSubreddits, int most) {
        return minSubreddits < 2 || subreddits[at] == SEVERAL ? Math.min(posts[at], most) : 0;
    }

    private void add(long hash, int post, int subreddit) {
        int at = find(hashes, posts, hash);
        if (posts[at] == 0) {
            if (++size > hashes.length / 2) {
                grow();
                at = find(hashes, posts, hash);
            }
            hashes[at] = hash;
            subreddits[at] = subreddit;
        }
        if (last[at] != post) {
            last[at] = post;
            posts[at]++;
            if (subreddits[at] != subreddit) {
                subreddits[at] = SEVERAL;
            }
        }
    }

    private static int find(long[] hashes, int[] posts, long hash) {
        int at = (int) (hash >>> 20) & hashes.length - 1;
        while (posts[at] > 0 && hashes[at] != hash) {
            at = at + 1 & hashes.length - 1;
        }
        return at;
    }

    private void grow() {
        long[] h = new long[2 * hashes.length];
        int[] p = new int[h.length];
        int[] s = new int[h.length];
        int[] l = new int[h.length];
        for (int from = 0; from < hashes.length; from++) {
            if (posts[from] > 0) {
                int to = find(h, p, hashes[from]);
                h[to] = hashes[from];
                p[to] = posts[from];
                s[to] = subreddits[from];
                l[to] = last[from];
            }
        }
        hashes = h;
        posts = p;
        subreddits = s;
        last = l;
    }
}
