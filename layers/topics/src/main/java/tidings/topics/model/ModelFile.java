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

/// The one file that a model is kept in: a magic word, the format, the parts one after the other, a checksum of it all.
public final class ModelFile {
    private static final byte[] MAGIC = "TIDINGS TOPICS\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT = 4;

    private ModelFile() {}

    /// Writes a model; the same model gives the same bytes.
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
            throw new IllegalStateException("memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    /// Reads a model.
    ///
    /// @param name what to call the file if it is damaged
    /// @throws IllegalArgumentException naming the file and what is wrong with it
    public static LinearModel read(byte[] file, String name) {
        ByteBuffer in = ByteBuffer.wrap(file);
        byte[] magic = new byte[Math.min(MAGIC.length, file.length)];
        in.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IllegalArgumentException(name + " is not a topic model: it does not begin with the model's mark");
        }
        if (in.remaining() < 2 * Integer.BYTES) {
            throw new IllegalArgumentException(name + " is cut off: it ends after " + file.length + " bytes");
        }
        int format = in.getInt();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    name + " has format " + format + " but this code reads format " + FORMAT + ": train it again");
        }
        int expected = ByteBuffer.wrap(file).getInt(file.length - Integer.BYTES);
        int actual = checksum(file, file.length - Integer.BYTES);
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "%s is damaged: its checksum is %08x but its content gives %08x".formatted(name, expected, actual));
        }
        try {
            LinearModel model = parts(in);
            if (in.remaining() != Integer.BYTES) {
                throw new IllegalArgumentException(
                        name + " is damaged: " + (in.remaining() - Integer.BYTES) + " bytes are left over");
            }
            return model;
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(name + " is damaged: a part is longer than the file", e);
        }
    }

    /// A short name of a file's content: the same for the same bytes.
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
        writeFloats(out, calibration.sharpness(), calibration.enough());
        write(out, calibration.text());
        writeFloats(out, prior.sharpness(), prior.weight(), prior.halfway(), prior.name(), prior.nameHalfway());
        writeFloats(out, prior.evidence());
        write(out, prior.certainty());
    }

    private static void write(DataOutputStream out, Calibration.Certainty certainty) throws IOException {
        writeFloats(out, certainty.slopes());
        writeFloats(out, certainty.offsets());
        writeFloats(out, certainty.honest());
    }

    private static Calibration calibration(ByteBuffer in, int topics) {
        float sharpness = in.getFloat();
        float enough = in.getFloat();
        Calibration.Certainty text = certainty(in, topics);
        return new Calibration(
                sharpness,
                text,
                enough,
                new Calibration.Prior(
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        in.getFloat(),
                        readFloats(in, 2 * topics * topics),
                        certainty(in, topics)));
    }

    private static Calibration.Certainty certainty(ByteBuffer in, int topics) {
        return new Calibration.Certainty(
                readFloats(in, topics), readFloats(in, topics), readFloats(in, Calibration.Certainty.POINTS));
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
