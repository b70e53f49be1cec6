package tidings.categorizer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Meter;
import tidings.topics.EncoderText;
import tidings.topics.PostText;
import tidings.topics.TextEncoder;

/// Encodes posts as long as there is time to store them afterwards. Thread-safe.
///
/// It takes all of a processor, of which an environment has about one, so one part of a feed is encoded after the
/// other: side by side, each would take as long as all of them, and so would whatever else is done meanwhile.
///
/// Metrics: `PostsEncoded`, the texts that the n-grams were not sure of, and `EncodingMillis`, the time that they
/// took; both with the outcome `encoded`.
final class PostEncoder implements TextEncoder {
    private static final Logger LOG = LoggerFactory.getLogger(PostEncoder.class);

    /// Kept for the database and for those who wait.
    static final Duration RESERVE = Duration.ofSeconds(6);

    /// More texts than a part of a feed has, so that nothing is encoded twice for one.
    private static final int REMEMBERED = 256;

    private final String version;
    private final Function<String, float[]> encode;
    private final Meter meter;
    private final InstantSource clock;
    private final Lock turn = new ReentrantLock();
    private final Map<String, float[]> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param version what the vectors depend on besides the texts
    /// @param encode gives the vector of a text
    PostEncoder(String version, Function<String, float[]> encode, Meter meter, InstantSource clock) {
        this.version = version;
        this.encode = encode;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<Optional<float[]>> vectors(List<String> texts) {
        turn.lock();
        try {
            Instant start = clock.instant();
            List<Optional<float[]>> vectors = texts.stream().map(this::vector).toList();
            meter.count(
                    "PostsEncoded",
                    "encoded",
                    vectors.stream().filter(Optional::isPresent).count());
            meter.count(
                    "EncodingMillis",
                    "encoded",
                    Duration.between(start, clock.instant()).toMillis());
            return vectors;
        } finally {
            turn.unlock();
        }
    }

    /// The vector of a post; empty if no time is left, or if it cannot be encoded.
    Optional<float[]> of(PostText post) {
        turn.lock();
        try {
            return vector(EncoderText.of(post));
        } finally {
            turn.unlock();
        }
    }

    private Optional<float[]> vector(String text) {
        Optional<float[]> known = remembered(text);
        if (known.isPresent() || Deadline.current().earlier(RESERVE).passed()) {
            return known;
        }
        try {
            float[] vector = encode.apply(text);
            remember(text, vector);
            return Optional.of(vector);
        } catch (RuntimeException e) { // one text costs no other its topic
            LOG.error("a text of {} characters cannot be encoded", text.length(), e);
            return Optional.empty();
        }
    }

    private synchronized Optional<float[]> remembered(String text) {
        return Optional.ofNullable(latest.get(text));
    }

    private synchronized void remember(String text, float[] vector) {
        latest.put(text, vector);
    }
}
