package tidings.topics.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/// The file format of a model: magic bytes, the format version, the parts in sequence, a CRC-32 of all before it.
public final class ModelFile {
    private static final byte[] MAGIC = "TIDINGS TOPICS\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 4;

    private ModelFile() {}

    /// Serializes a model; equal models give equal bytes.
    public static byte[] write(LinearModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(FORMAT);
            out.writeInt(model.topics().size());
            for (String topic : model.topics()) {
                byte[] name = topic.getBytes(StandardCharsets.UTF_8);
                out.writeInt(name.length);
                out.write(name);
            }
            write(out, model.calibration());
            writeFloats(out, model.bias());
            byte[] words = String.join("\n", model.names().words()).getBytes(StandardCharsets.UTF_8);
            out.writeInt(words.length);
            out.write(words);
            writeFloats(out, model.weights().patterns());
            out.writeInt(model.index().pilots().length);
            for (char pilot : model.index().pilots()) {
                out.writeChar(pilot);
            }
            out.writeInt(model.index().slots());
            out.write(model.index().prints());
            out.write(model.weights().rows());
            out.flush();
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// Reads a model.
    ///
    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    public static LinearModel read(byte[] file, String name) {
        ByteBuffer in = ByteBuffer.wrap(file);
        byte[] magic = new byte[Math.min(MAGIC.length, file.length)];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IllegalArgumentException(name + " is not a topic model: it does not begin with the magic bytes");
        }
        if (in.remaining() < 2 * Integer.BYTES) {
            throw new IllegalArgumentException(name + " is truncated after " + file.length + " bytes");
        }
        int format = in.getInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    name + " has format " + format + " but this code reads format " + FORMAT + ": retrain the model");
        }
        int expected = ByteBuffer.wrap(file).getInt(file.length - Integer.BYTES);
        int actual = checksum(file, file.length - Integer.BYTES);
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "%s is corrupt: its checksum is %08x but its content gives %08x".formatted(name, expected, actual));
        }
        try {
            LinearModel model = parts(in);
            if (in.remaining() != Integer.BYTES) {
                throw new IllegalArgumentException(
                        name + " is corrupt: " + (in.remaining() - Integer.BYTES) + " bytes too many");
            }
            return model;
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(name + " is corrupt: a part is longer than the file", e);
        }
    }

    /// The CRC-32 of a file's content, in hexadecimal.
    public static String version(byte[] file) {
        return HexFormat.of().toHexDigits(checksum(file, file.length));
    }

    private static LinearModel parts(ByteBuffer in) {
        int topics = in.getInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < topics; i++) {
            byte[] name = new byte[in.getInt()];
            in.get(name);
            names.add(new String(name, StandardCharsets.UTF_8));
        }
        Calibration calibration = calibration(in, topics);
        float[] bias = readFloats(in, topics);
        byte[] words = new byte[in.getInt()];
        in.get(words);
        NameWords nameWords = new NameWords(List.of(new String(words, StandardCharsets.UTF_8).split("\n")));
        float[] patterns = readFloats(in, Weights.groups(topics) * Weights.PATTERNS * Weights.GROUP);
        char[] pilots = new char[in.getInt()];
        in.asCharBuffer().get(pilots);
        in.position(in.position() + pilots.length * Character.BYTES);
        byte[] prints = new byte[in.getInt()];
        in.get(prints);
        byte[] rows = new byte[prints.length * Weights.stride(topics)];
        in.get(rows);
        return new LinearModel(
                names, calibration, bias, nameWords, new FeatureIndex(pilots, prints), new Weights(rows, patterns));
    }

    private static void write(DataOutputStream out, Calibration calibration) throws IOException {
        Calibration.Prior prior = calibration.prior();
        writeFloats(out, calibration.sharpness(), calibration.threshold());
        write(out, calibration.text());
        writeFloats(
                out,
                prior.sharpness(),
                prior.weight(),
                prior.halfWeightPosts(),
                prior.name(),
                prior.nameHalfWeightPosts());
        writeFloats(out, prior.matrix());
        write(out, prior.confidence());
    }

    private static void write(DataOutputStream out, Calibration.ConfidenceCurve confidence) throws IOException {
        writeFloats(out, confidence.slopes());
        writeFloats(out, confidence.offsets());
        writeFloats(out, confidence.calibrated());
    }

    private static Calibration calibration(ByteBuffer in, int topics) {
        float sharpness = in.getFloat();
        float threshold = in.getFloat();
        Calibration.ConfidenceCurve text = confidence(in, topics);
        return new Calibration(
                sharpness,
                text,
                threshold,
                new Calibration.Prior(
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        readFloats(in, 2 * topics * topics),
                        confidence(in, topics)));
    }

    private static Calibration.ConfidenceCurve confidence(ByteBuffer in, int topics) {
        return new Calibration.ConfidenceCurve(
                readFloats(in, topics), readFloats(in, topics), readFloats(in, Calibration.ConfidenceCurve.POINTS));
    }

    private static void writeFloats(DataOutputStream out, float... values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    private static float[] readFloats(ByteBuffer in, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat();
        }
        return values;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
