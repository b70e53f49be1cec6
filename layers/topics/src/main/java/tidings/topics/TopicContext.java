package tidings.topics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is known about a post besides its text: mainly what its subreddit is about. [TopicContexts] creates the
/// context of a subreddit.
///
/// @param topic of the subreddit, where it is known: the topic of each of its posts
/// @param name of the subreddit, which is evidence for its topic; empty to ignore it
/// @param prior what the subreddit's earlier posts say about its topic
public record TopicContext(Optional<String> topic, String name, SubredditPrior prior) {
    /// Only the text is known, as for a link or a sentence that someone sends.
    public static final TopicContext NONE = subreddit("", SubredditPrior.none(0));

    public TopicContext {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(prior, "prior");
    }

    /// A subreddit whose topic is known.
    public static TopicContext known(String topic) {
        return new TopicContext(Optional.of(topic), "", NONE.prior());
    }

    /// A subreddit whose topic is not known.
    public static TopicContext subreddit(String name, SubredditPrior prior) {
        return new TopicContext(Optional.empty(), name, prior);
    }

    /// Whether there is no evidence at all.
    boolean isEmpty() {
        return topic.isEmpty() && name.isEmpty() && prior.posts() == 0;
    }

    /// A SHA-256 digest, in hexadecimal, of everything in this context that a classification depends on, for use in
    /// cache keys. Equal contexts have equal fingerprints, in every process.
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : List.of(bytes(topic.orElse("")), bytes(name), prior.toBytes())) {
                // The length keeps the parts apart.
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
