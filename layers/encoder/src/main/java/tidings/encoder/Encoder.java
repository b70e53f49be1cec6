package tidings.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// Turns a text into a vector of unit length; the vectors of texts that mean the like have a large dot product.
///
/// It runs e5-small-v2 as that was trained: with a prefix, and the normalized mean of the last hidden states. A
/// text is encoded alone: the model quantizes its activations by the range of the whole batch, so that in a batch
/// a vector would depend on the other texts.
///
/// Thread-safe; a text is encoded by the calling thread alone.
public final class Encoder implements AutoCloseable {
    private static final String PREFIX = "query: ";
    private static final int MAX_TOKENS = 96;

    /// As long as what is read of any text, so that the memory for all of them is there.
    private static final String LONG = "A text of many words. ".repeat(MAX_TOKENS / 5);

    private final EncoderFiles files;
    private final HuggingFaceTokenizer tokenizer;
    private final OrtSession session;

    private Encoder(EncoderFiles files, HuggingFaceTokenizer tokenizer, OrtSession session) {
        this.files = files;
        this.tokenizer = tokenizer;
        this.session = session;
    }

    /// Loads a model and its tokenizer, and encodes a text, so that the next one takes no longer than any.
    ///
    /// @throws EncoderException if a file is missing or damaged, or the model does not encode; the message names
    /// it
    public static Encoder open(EncoderFiles files) {
        files.verify();
        // The library of the tokenizer reports its use to its makers unless told not to.
        System.setProperty("ai.djl.offline", "true");
        Path folder = files.model().path().toAbsolutePath().getParent();
        if (Files.exists(folder.resolve(System.mapLibraryName("onnxruntime")))) {
            System.setProperty("onnxruntime.native.path", folder.toString());
            System.setProperty(
                    "RUST_LIBRARY_PATH",
                    folder.resolve(System.mapLibraryName("tokenizers")).toString());
        }
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = OrtEnvironment.getEnvironment()
                    .createSession(files.model().path().toString(), options);
            Encoder encoder = new Encoder(files, tokenizer(files), session);
            encoder.encode(LONG);
            return encoder;
        } catch (OrtException | IOException | RuntimeException | LinkageError | AssertionError e) {
            throw new EncoderException(files.model().path() + " cannot be loaded", e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(EncoderFiles files) throws IOException {
        return HuggingFaceTokenizer.builder()
                .optTokenizerPath(files.tokenizer().path())
                .optTruncation(true)
                .optMaxLength(MAX_TOKENS)
                .optPadding(false)
                .build();
    }

    /// What the vectors depend on besides the texts.
    public String version() {
        return files.model().sha256() + ' ' + files.tokenizer().sha256() + ' ' + PREFIX + MAX_TOKENS;
    }

    /// The vector of a text, of which the first 96 tokens count.
    public float[] encode(String text) {
        long[] ids = tokenizer.encode(PREFIX + text).getIds();
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        try (OnnxTensor tokens = tensor(ids);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[ids.length]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", tokens, "attention_mask", mask, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        } catch (OrtException e) {
            throw new EncoderException("the encoder failed on a text of " + ids.length + " tokens", e);
        }
    }

    private static OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(
                OrtEnvironment.getEnvironment(), LongBuffer.wrap(values), new long[] {1, values.length});
    }

    /// The mean of the states of all tokens, at unit length.
    private static float[] mean(FloatBuffer states, int tokens) {
        float[] sum = new float[states.remaining() / tokens];
        float[] state = new float[sum.length];
        for (int token = 0; token < tokens; token++) {
            states.get(state);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += state[i];
            }
        }
        double squares = 0;
        for (float value : sum) {
            squares += value * value;
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= (float) Math.sqrt(squares);
        }
        return sum;
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new EncoderException("the model cannot be closed", e);
        }
    }
}
