package tidings.topics;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What the posts of one subreddit that have been read say of its topic: the sum of their probabilities, and how many
/// they were. An immutable value; the order is that of [TopicModel#topics()].
public final class SubredditPrior {
    private static final byte FORM = 1;

    private final int posts;
    private final float[] sums;

    private SubredditPrior(int posts, float[] sums) {
        this.posts = posts;
        this.sums = sums;
    }

    /// The prior of a subreddit of which no post has been read.
    public static SubredditPrior none(int topics) {
        return new SubredditPrior(0, new float[topics]);
    }

    /// This prior and one more post.
    public SubredditPrior plus(float[] probabilities) {
        if (probabilities.length != sums.length) {
            throw new IllegalArgumentException(
                    "a prior of " + sums.length + " topics cannot take " + probabilities.length + " probabilities");
        }
        float[] more = sums.clone();
        for (int topic = 0; topic < more.length; topic++) {
            more[topic] += probabilities[topic];
        }
        return new SubredditPrior(posts + 1, more);
    }

    /// How many posts it is made of.
    public int posts() {
        return posts;
    }

    /// How many topics it knows.
    public int topics() {
        return sums.length;
    }

    /// The share of a topic, smoothed as if so many evenly spread posts had been read before.
    double share(int topic, double evenPosts) {
        return (sums[topic] + evenPosts / sums.length) / (posts + evenPosts);
    }

    /// The form to keep it in: a byte for the form, the count, one float a topic; big-endian.
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Integer.BYTES + sums.length * Float.BYTES);
        bytes.put(FORM).putInt(posts);
        for (float sum : sums) {
            bytes.putFloat(sum);
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
        float[] sums = new float[in.remaining() / Float.BYTES];
        for (int topic = 0; topic < sums.length; topic++) {
            sums[topic] = in.getFloat();
            if (!(sums[topic] >= 0 && sums[topic] <= posts * 1.001f)) {
                throw new IllegalArgumentException("not a subreddit's prior: topic " + topic + " has a sum of "
                        + sums[topic] + " from " + posts + " posts");
            }
        }
        return new SubredditPrior(posts, sums);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubredditPrior prior && posts == prior.posts && Arrays.equals(sums, prior.sums);
    }

    @Override
    public int hashCode() {
        return 31 * posts + Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return "SubredditPrior[posts=" + posts + ", sums=" + Arrays.toString(sums) + "]";
    }
}
