package tidings.topics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What the posts of one subreddit that have been read say of its topic: the sum of the logarithms of their
/// probabilities, and how many they were. An immutable value; the order is that of [TopicModel#topics()].
///
/// Logarithms, because a subreddit is about one topic and its posts are evidence for it: summed so, 25 posts tell the
/// topic of clearly more unseen subreddits than a mean of probabilities does.
public final class SubredditPrior {
    private static final byte FORM = 1;

    /// A single post never rules a topic out altogether.
    private static final double LEAST = 1e-3;

    private final int posts;
    private final float[] logs;

    private SubredditPrior(int posts, float[] logs) {
        this.posts = posts;
        this.logs = logs;
    }

    /// The prior of a subreddit of which no post has been read.
    public static SubredditPrior none(int topics) {
        return new SubredditPrior(0, new float[topics]);
    }

    /// This prior and one more post.
    public SubredditPrior plus(float[] probabilities) {
        if (probabilities.length != logs.length) {
            throw new IllegalArgumentException(
                    "a prior of " + logs.length + " topics cannot take " + probabilities.length + " probabilities");
        }
        float[] more = logs.clone();
        for (int topic = 0; topic < more.length; topic++) {
            more[topic] += (float) Math.log(Math.max(LEAST, probabilities[topic]));
        }
        return new SubredditPrior(posts + 1, more);
    }

    /// How many posts it is made of.
    public int posts() {
        return posts;
    }

    /// How many topics it knows.
    public int topics() {
        return logs.length;
    }

    /// The mean logarithm of each topic's probability; zero if no post has been read.
    public float[] meanLogs() {
        float[] means = logs.clone();
        for (int topic = 0; topic < means.length; topic++) {
            means[topic] /= Math.max(1, posts);
        }
        return means;
    }

    /// The form to keep it in: a byte for the form, the count, one float a topic; big-endian.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + logs.length * Float.BYTES);
        bytes.put(FORM).putInt(posts);
        for (float log : logs) {
            bytes.putFloat(log);
        }
        return bytes.array();
    }

    /// Reads what [#toBytes()] wrote.
    ///
    /// @throws IllegalArgumentException if it did not write this
    public static SubredditPrior of(byte[] bytes) {
        if (bytes.length < 1 + Integer.BYTES || bytes[0] != FORM || (bytes.length - 1) % Float.BYTES != 0) {
            throw new IllegalArgumentException("not a subreddit's prior: " + bytes.length + " bytes, form "
                    + (bytes.length > 0 ? bytes[0] : "none"));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        int posts = in.getInt();
        float[] logs = new float[in.remaining() / Float.BYTES];
        for (int topic = 0; topic < logs.length; topic++) {
            logs[topic] = in.getFloat();
            if (!(logs[topic] <= 0.01f && logs[topic] >= posts * Math.log(LEAST) - 0.01f)) {
                throw new IllegalArgumentException("not a subreddit's prior: topic " + topic + " has a sum of "
                        + logs[topic] + " from " + posts + " posts");
            }
        }
        return new SubredditPrior(posts, logs);
    }

    /// Reads what was kept of a subreddit, as far as it says something here.
    ///
    /// @param topics how many the model knows
    /// @return empty if it is of another taxonomy or in another form, so that the subreddit is to be learned anew
    public static Optional<SubredditPrior> kept(byte[] bytes, int topics) {
        try {
            return Optional.of(of(bytes)).filter(prior -> prior.topics() == topics);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubredditPrior prior && posts == prior.posts && Arrays.equals(logs, prior.logs);
    }

    @Override
    public int hashCode() {
        return 31 * posts + Arrays.hashCode(logs);
    }

    @Override
    public String toString() {
        return "SubredditPrior[posts=" + posts + ", logs=" + Arrays.toString(logs) + "]";
    }
}
