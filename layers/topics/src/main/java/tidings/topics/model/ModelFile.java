package tidings.topics.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The file format of a model.
public final class ModelFile {
    private static final FileFrame FRAME = new FileFrame("topic model", "TIDINGS TOPICS\n", 4);

    private ModelFile() {}

    /// Serializes a model; equal models give equal bytes.
    public static byte[] write(LinearModel model) {
        return FRAME.write(out -> {
            writeStrings(out, model.topics());
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
        });
    }

    /// Reads a model.
    ///
    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    public static LinearModel read(byte[] file, String name) {
        return FRAME.read(file, name, ModelFile::parts);
    }

    /// The CRC-32 of a file's content, in hexadecimal.
    public static String version(byte[] file) {
        return HexFormat.of().toHexDigits(FileFrame.checksum(file, file.length));
    }

    private static LinearModel parts(ByteBuffer in) {
        List<String> names = readStrings(in);
        int topics = names.size();
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

    static void write(DataOutputStream out, Calibration calibration) throws IOException {
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

    static Calibration calibration(ByteBuffer in, int topics) {
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

    static void writeStrings(DataOutputStream out, List<String> strings) throws IOException {
        out.writeInt(strings.size());
        for (String string : strings) {
            byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    static List<String> readStrings(ByteBuffer in) {
        int count = in.getInt();
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[in.getInt()];
            in.get(bytes);
            strings.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return strings;
    }

    static void writeFloats(DataOutputStream out, float... values) throws IOException {
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static float[] readFloats(ByteBuffer in, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.getFloat();
        }
        return values;
    }
}
