package tidings.topics.model;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.CRC32;

/// What every file of weights has around its parts: magic bytes and the format version before them, a CRC-32 of
/// all that after them.
///
/// @param kind what the file is, for error messages
/// @param magic in ASCII
record FileFrame(String kind, String magic, int format) {

    /// Writes the parts.
    @FunctionalInterface
    interface Parts {
        void write(DataOutputStream out) throws IOException;
    }

    byte[] write(Parts parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(magic.getBytes(StandardCharsets.US_ASCII));
            out.writeInt(format);
            parts.write(out);
            out.flush();
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /// @param name the file name for error messages
    /// @throws IllegalArgumentException if the file is invalid; the message names the file and the defect
    <T> T read(byte[] file, String name, Function<ByteBuffer, T> parts) {
        ByteBuffer in = ByteBuffer.wrap(file);
        byte[] begin = new byte[Math.min(magic.length(), file.length)];
        in.get(begin);
        if (!Arrays.equals(begin, magic.getBytes(StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException(name + " is not a " + kind + ": it does not begin with the magic bytes");
        }
        if (in.remaining() < 2 * Integer.BYTES) {
            throw new IllegalArgumentException(name + " is truncated after " + file.length + " bytes");
        }
        int actualFormat = in.getInt();
        if (actualFormat != format) {
            throw new IllegalArgumentException(name + " has format " + actualFormat + " but this code reads format "
                    + format + ": retrain the model");
        }
        int expected = ByteBuffer.wrap(file).getInt(file.length - Integer.BYTES);
        int actual = checksum(file, file.length - Integer.BYTES);
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "%s is corrupt: its checksum is %08x but its content gives %08x".formatted(name, expected, actual));
        }
        try {
            T model = parts.apply(in);
            if (in.remaining() != Integer.BYTES) {
                throw new IllegalArgumentException(
                        name + " is corrupt: " + (in.remaining() - Integer.BYTES) + " bytes too many");
            }
            return model;
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new IllegalArgumentException(name + " is corrupt: a part is longer than the file", e);
        }
    }

    static int checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
