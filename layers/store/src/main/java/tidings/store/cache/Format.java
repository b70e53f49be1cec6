package tidings.store.cache;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

/// The binary form of an entry: the format's version, a checksum of everything that follows, flags, the times in
/// milliseconds, the length of the JSON, the generation with its length, and the value as JSON, compressed if it is
/// long.
final class Format {
    static final byte VERSION = 1;

    private static final int NEGATIVE = 1;
    private static final int COMPRESSED = 2;

    /// Compression hardly shortens a text below this length.
    private static final int COMPRESSED_FROM = 1024;

    private static final int HEAD = 1 + Integer.BYTES;

    private Format() {}

    /// Empty if the value is longer than its region allows.
    static <V> Optional<byte[]> write(CacheRegion<V> region, Entry<V> entry) {
        byte[] json = entry.value()
                .map(value -> Json.write(value).getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
        if (json.length > region.maxBytes()) {
            return Optional.empty();
        }
        boolean compress = json.length >= COMPRESSED_FROM;
        byte[] payload = compress ? deflated(json) : json;
        byte[] generation = entry.generation().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out =
                ByteBuffer.allocate(HEAD + 1 + 3 * Long.BYTES + Integer.BYTES + 1 + generation.length + payload.length);
        out.position(HEAD);
        out.put((byte) ((entry.value().isEmpty() ? NEGATIVE : 0) | (compress ? COMPRESSED : 0)));
        out.putLong(entry.at().toEpochMilli());
        out.putLong(entry.staleAt().toEpochMilli());
        out.putLong(entry.expiresAt().toEpochMilli());
        out.putInt(json.length);
        out.put((byte) generation.length).put(generation).put(payload);
        out.put(0, VERSION).putInt(1, checksum(out.array()));
        return Optional.of(out.array());
    }

    /// @throws UnreadableException if the bytes are damaged or of another format
    static <V> Entry<V> read(CacheRegion<V> region, byte[] bytes) {
        try {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            if (in.get() != VERSION || in.getInt() != checksum(bytes)) {
                throw new UnreadableException(region.type(), "damaged or of another format", null);
            }
            int flags = in.get();
            Instant at = Instant.ofEpochMilli(in.getLong());
            Instant staleAt = Instant.ofEpochMilli(in.getLong());
            Instant expiresAt = Instant.ofEpochMilli(in.getLong());
            int length = in.getInt();
            byte[] generation = new byte[in.get()];
            in.get(generation);
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            Optional<V> value = Optional.empty();
            if ((flags & NEGATIVE) == 0) {
                if (length > region.maxBytes()) {
                    throw new UnreadableException(region.type(), "longer than allowed", null);
                }
                byte[] json = (flags & COMPRESSED) == 0 ? payload : inflated(payload, length);
                value = Optional.of(Json.read(new String(json, StandardCharsets.UTF_8), region.type()));
            }
            return new Entry<>(value, at, staleAt, expiresAt, new String(generation, StandardCharsets.US_ASCII));
        } catch (BufferUnderflowException | NegativeArraySizeException | DataFormatException e) {
            throw new UnreadableException(region.type(), "truncated", e);
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, HEAD, Math.max(0, bytes.length - HEAD));
        return (int) crc.getValue();
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
            byte[] buffer = new byte[8 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static byte[] inflated(byte[] bytes, int length) throws DataFormatException {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(bytes);
            byte[] out = new byte[length];
            if (inflater.inflate(out) != length || !inflater.finished()) {
                throw new DataFormatException("not " + length + " bytes");
            }
            return out;
        }
    }
}
