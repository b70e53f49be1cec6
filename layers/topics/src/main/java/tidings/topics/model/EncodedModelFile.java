package tidings.topics.model;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The file format of what an encoder adds; the weights of the head are stored in floats of 16 bits.
public final class EncodedModelFile {
    private static final FileFrame FRAME = new FileFrame("head of an encoder", "TIDINGS HEAD\n", 1);

    private EncodedModelFile() {}

    /// Serializes a model; equal models give equal bytes.
    public static byte[] write(EncodedModel model) {
        Head head = model.head();
        return FRAME.write(out -> {
            ModelFile.writeStrings(out, List.of(model.encoder(), model.ngrams()));
            out.writeFloat(model.weight());
            out.writeInt(head.bias().length);
            ModelFile.write(out, model.calibration());
            for (float[] part : List.of(head.hidden(), head.hiddenBias(), head.output(), head.bias())) {
                writeHalves(out, part);
            }
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
        Head head = new Head(readHalves(in), readHalves(in), readHalves(in), readHalves(in));
        return new EncodedModel(versions.getFirst(), versions.getLast(), head, weight, calibration);
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
