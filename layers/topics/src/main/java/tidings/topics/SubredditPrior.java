package tidings.topics;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// The evidence for a subreddit's topic from its posts seen so far: for each topic the sum of the log-probabilities
/// that the model gave it, and the number of posts. An immutable value; the topics are in the order of
/// [TopicModel#topics()].
///
/// Logarithms, because a subreddit has one topic and its posts are independent evidence for it: with their sum, 25
/// posts identify the topic of clearly more unseen subreddits than with the mean of the probabilities.
public final class SubredditPrior {
    private static final byte FORMAT = 1;

    /// The lower bound of a probability, so that a single post cannot rule a topic out.
    private static final double MIN_PROBABILITY = 1e-3;

    private final int posts;
    private final float[] logs;

    private SubredditPrior(int posts, float[] logs) {
        this.posts = posts;
        this.logs = logs;
    }

    /// The prior of a subreddit without any posts seen.
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
            more[topic] += (float) Math.log(Math.max(MIN_PROBABILITY, probabilities[topic]));
        }
        return new SubredditPrior(posts + 1, more);
    }

    /// The number of posts it was computed from.
    public int posts() {
        return posts;
    }

    /// The number of topics.
    public int topics() {
        return logs.length;
    }

    /// The mean log-probability of each topic; zeros if no post was seen.
    public float[] meanLogs() {
        float[] means = logs.clone();
        for (int topic = 0; topic < means.length; topic++) {
            means[topic] /= Math.max(1, posts);
        }
        return means;
    }

    /// The stored form: a format byte, the number of posts, one float per topic; big-endian.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + logs.length * Float.BYTES);
        bytes.put(FORMAT).putInt(posts);
        for (float log : logs) {
            bytes.putFloat(log);
        }
        return bytes.array();
    }

    /// Reads the output of [#toBytes()].
    ///
    /// @throws IllegalArgumentException if the bytes are not a prior in this format
    public static SubredditPrior of(byte[] bytes) {
        if (bytes.length < 1 + Integer.BYTES || bytes[0] != FORMAT || (bytes.length - 1) % Float.BYTES != 0) {
            throw new IllegalArgumentException("not a subreddit prior: " + bytes.length + " bytes, format "
                    + (bytes.length > 0 ? bytes[0] : "none"));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        int posts = in.getInt();
        float[] logs = new float[in.remaining() / Float.BYTES];
        for (int topic = 0; topic < logs.length; topic++) {
            logs[topic] = in.getFloat();
            if (!(logs[topic] <= 0.01f && logs[topic] >= posts * Math.log(MIN_PROBABILITY) - 0.01f)) {
                throw new IllegalArgumentException("not a subreddit prior: topic " + topic + " has a sum of "
                        + logs[topic] + " from " + posts + " posts");
            }
        }
        return new SubredditPrior(posts, logs);
    }

    /// Reads a stored prior, which another version of the model may have written.
    ///
    /// @param topics the number of topics of the model
    /// @return empty if it was written for another number of topics or in another format: learning starts over
    public static Optional<SubredditPrior> fromStored(byte[] bytes, int topics) {
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
        return "SubredditPrior[posts=" + posts + ", topics=" + logs.length + "]";
    }
}
