package tidings.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tidings.topics.model.EncodedModel;
import tidings.topics.model.EncodedModelFile;
import tidings.topics.model.ModelFile;

/// What a sentence encoder adds to a [TopicModel]. Immutable and thread-safe.
public final class TopicHead {
    private static final String RESOURCE = "topics.head";

    private final EncodedModel model;
    private final String version;

    private TopicHead(EncodedModel model, String version) {
        this.model = model;
        this.version = version;
    }

    /// Loads the packaged head.
    public static TopicHead load() {
        try (InputStream in = TopicHead.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the topics layer");
            }
            return read(in.readAllBytes(), RESOURCE);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /// Reads a head from the content of a file.
    ///
    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    public static TopicHead read(byte[] file, String name) {
        return new TopicHead(EncodedModelFile.read(file, name), ModelFile.version(file));
    }

    /// What the vectors have to be made by, as [EncoderText#version] says it.
    public String encoder() {
        return model.encoder();
    }

    /// A checksum of the file.
    public String version() {
        return version;
    }

    /// The confidence from which an answer by text alone is sure: 92 of 100 are right.
    public float sure() {
        return model.levels().sure();
    }

    /// The confidence from which an answer is probable: of those that are not sure, 65 of 100 are right.
    public float probably() {
        return model.levels().probably();
    }

    EncodedModel model() {
        return model;
    }
}
