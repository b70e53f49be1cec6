package tidings.topics.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The file format of what an encoder adds; the weights of its units are stored in bytes, the others in
/// floats of 16 bits.
public final class EncodedModelFile {
    private static final FileFrame FRAME = new FileFrame("head of an encoder", "TIDINGS HEAD\n", 2);

    private EncodedModelFile() {}

    /// Serializes a model; equal models give equal bytes.
    public static byte[] write(EncodedModel model) {
        Head head = model.head();
        return FRAME.write(out -> {
            ModelFile.writeStrings(out, List.of(model.encoder(), model.ngrams()));
            out.writeFloat(model.weight());
            out.writeInt(head.bias().length);
            ModelFile.write(out, model.calibration());
            ModelFile.writeFloats(
                    out,
                    model.levels().enough(),
                    model.levels().sure(),
                    model.levels().probably());
            writeHalves(out, head.hiddenBias());
            writeBytes(out, head.hidden());
            writeHalves(out, head.output());
            writeHalves(out, head.bias());
        });
    }

    /// Reads a model.
    ///
    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    public static EncodedModel read(byte[] file, String name) {
        return FRAME.read(file, name, EncodedModelFile::parts);
    }

    private static EncodedModel parts(ByteBuffer in) {
        List<String> versions = ModelFile.readStrings(in);
        float weight = in.getFloat();
        Calibration calibration = ModelFile.calibration(in, in.getInt());
        EncodedModel.Levels levels = new EncodedModel.Levels(in.getFloat(), in.getFloat(), in.getFloat());
        float[] hiddenBias = readHalves(in);
        Head head = new Head(readBytes(in, hiddenBias.length), hiddenBias, readHalves(in), readHalves(in));
        return new EncodedModel(versions.getFirst(), versions.getLast(), head, weight, calibration, levels);
    }

    /// Each column in bytes, the largest of them 127 or -127, after the scales of all columns.
    private static void writeBytes(DataOutputStream out, float[][] rows) throws IOException {
        float[] scales = new float[rows[0].length];
        for (float[] row : rows) {
            for (int i = 0; i < scales.length; i++) {
                scales[i] = Math.max(scales[i], Math.abs(row[i]) / Byte.MAX_VALUE);
            }
        }
        out.writeInt(rows.length);
        ModelFile.writeFloats(out, scales);
        for (float[] row : rows) {
            for (int i = 0; i < scales.length; i++) {
                out.writeByte(scales[i] == 0 ? 0 : Math.round(row[i] / scales[i]));
            }
        }
    }

    private static float[][] readBytes(ByteBuffer in, int columns) {
        float[][] rows = new float[in.getInt()][columns];
        float[] scales = ModelFile.readFloats(in, columns);
        for (float[] row : rows) {
            for (int i = 0; i < columns; i++) {
                row[i] = in.get() * scales[i];
            }
        }
        return rows;
    }

    private static void writeHalves(DataOutputStream out, float[] values) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeShort(Float.floatToFloat16(value));
        }
    }

    private static float[] readHalves(ByteBuffer in) {
        float[] values = new float[in.getInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(in.getShort());
        }
        return values;
    }
}
