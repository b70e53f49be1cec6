package tidings.topics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/// What is known about a post besides its text: mainly what its subreddit is about. [TopicContexts] creates the
/// context of a subreddit.
public sealed interface TopicContext {
    /// The topic of the subreddit is known, so it is the topic of each of its posts.
    record KnownSubreddit(String topic) implements TopicContext {
        public KnownSubreddit {
            Objects.requireNonNull(topic, "topic");
        }

        @Override
        public String fingerprint() {
            return digest("known", topic.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// The topic of the subreddit is not known; its name and its earlier posts are evidence for it.
    ///
    /// @param name empty to ignore the name
    record UnknownSubreddit(String name, SubredditPrior prior) implements TopicContext {
        public UnknownSubreddit {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(prior, "prior");
        }

        /// Whether there is no evidence at all.
        boolean isEmpty() {
            return name.isEmpty() && prior.posts() == 0;
        }

        @Override
        public String fingerprint() {
            return digest("unknown", name.getBytes(StandardCharsets.UTF_8), prior.toBytes());
        }
    }

    /// Only the text is known, as for a link or a sentence that someone sends.
    record NoContext() implements TopicContext {
        @Override
        public String fingerprint() {
            return digest("none");
        }
    }

    /// A SHA-256 digest, in hexadecimal, of everything in this context that a classification depends on, for use in
    /// cache keys. Equal contexts have equal fingerprints, in every process.
    String fingerprint();

    private static String digest(String kind, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(kind.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : parts) {
                // The length keeps the parts apart.
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }
}
