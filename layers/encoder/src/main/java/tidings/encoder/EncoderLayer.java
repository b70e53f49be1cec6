package tidings.encoder;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Env;

/// The layer that brings an encoder to a function, which does without where the encoder cannot be loaded.
///
/// @param folder with the files of the encoder; empty in a function without the layer
public record EncoderLayer(Optional<Path> folder) {
    private static final Logger LOG = LoggerFactory.getLogger(EncoderLayer.class);

    public static EncoderLayer from(Env env) {
        return new EncoderLayer(env.given("ENCODER").map(Path::of));
    }

    /// Loads the encoder; empty where it cannot be loaded, which is logged. It takes about a second, and its
    /// memory is outside the heap: to be called once, before the checkpoint.
    public Optional<Encoder> load() {
        return folder.map(EncoderFiles::e5).flatMap(EncoderLayer::load);
    }

    static Optional<Encoder> load(EncoderFiles files) {
        try {
            return Optional.of(Encoder.open(files));
        } catch (EncoderException e) {
            LOG.error("the encoder is off: {}", e.getMessage(), e);
            return Optional.empty();
        }
    }
}
