package tidings.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import tidings.topics.model.LinearModel;
import tidings.topics.model.ModelFile;
import tidings.topics.model.Scratch;

/// Computes the probability of each topic for a post.
///
/// Thread-safe. Once warmed up, it allocates no memory per post.
public final class TopicModel {
    private static final String RESOURCE = "topics.model";

    private final LinearModel model;
    private final String version;
    private final ArrayBlockingQueue<Scratch> idle =
            new ArrayBlockingQueue<>(4 * Runtime.getRuntime().availableProcessors());

    private TopicModel(LinearModel model, String version) {
        this.model = model;
        this.version = version;
    }

    /// Loads the packaged model.
    public static TopicModel load() {
        try (InputStream in = TopicModel.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the topics layer");
            }
            return read(in.readAllBytes(), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /// Reads a model from the content of a file.
    ///
    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    public static TopicModel read(byte[] file, String name) {
        return new TopicModel(ModelFile.read(file, name), ModelFile.version(file));
    }

    /// A checksum of the model file; it changes whenever the weights do.
    public String version() {
        return version;
    }

    /// The ids of the topics, in the order of the probabilities.
    public List<String> topics() {
        return model.topics();
    }

    /// Writes the probability of each topic, in the order of [#topics()], to the beginning of the array.
    public void probabilities(PostText post, float[] into) {
        scores(post, into);
        LinearModel.softmax(into, topics().size(), model.calibration().sharpness());
    }

    /// The features that decided the topic of a post by its text.
    public Explanation explain(PostText post) {
        Scratch scratch = borrow();
        try {
            return Explanation.of(post, model, scratch);
        } finally {
            idle.offer(scratch);
        }
    }

    LinearModel linear() {
        return model;
    }

    void scores(PostText post, float[] into) {
        Scratch scratch = borrow();
        try {
            model.score(post, scratch, into);
        } finally {
            idle.offer(scratch);
        }
    }

    private Scratch borrow() {
        Scratch scratch = idle.poll();
        return scratch == null ? new Scratch() : scratch;
    }
}
