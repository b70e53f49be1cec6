package tidings.topics.train;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.encoder.Encoder;
import tidings.topics.EncoderText;
import tidings.topics.PostText;

/// The vectors of texts in a file to which each new one is appended, so that an encoding that was stopped goes on
/// where it was. A record is the first half of the text's SHA-256, then the vector in floats of 16 bits.
///
/// The file is named after what the vectors depend on: another model or another cut of the texts has another file.
final class VectorCache implements AutoCloseable {
    private static final int KEY = 16;

    private final Path path;
    private final FileChannel file;
    private final int size;
    /// The place of each text's record in the file.
    private final Map<ByteBuffer, Long> places = new HashMap<>();

    /// The vectors of an encoder.
    static VectorCache of(Path folder, Encoder encoder) throws IOException {
        return new VectorCache(folder, EncoderText.version(encoder.version()), encoder.encode("").length);
    }

    /// Finds what was written. A record that was cut by a crash is dropped.
    ///
    /// @param version what the vectors depend on
    /// @param size the length of a vector
    VectorCache(Path folder, String version, int size) throws IOException {
        Files.createDirectories(folder);
        this.path = folder.resolve(HexFormat.of().formatHex(key(version).array()) + ".vectors");
        this.file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.size = size;
        file.truncate(file.size() / length() * length());
        for (long place = 0; place < file.size(); place += length()) {
            places.put(read(place, KEY), place);
        }
    }

    /// The vector of a post, if it was encoded.
    ///
    /// @throws IllegalArgumentException if the vector does not have unit length
    Optional<float[]> get(PostText post) throws IOException {
        Long place = places.get(key(EncoderText.of(post)));
        if (place == null) {
            return Optional.empty();
        }
        ByteBuffer record = read(place + KEY, length() - KEY);
        float[] vector = new float[size];
        float squares = 0;
        for (int i = 0; i < size; i++) {
            vector[i] = Float.float16ToFloat(record.getShort());
            squares += vector[i] * vector[i];
        }
        if (!(Math.abs(squares - 1) < 0.01)) {
            throw new IllegalArgumentException("%s is damaged: the vector at byte %d has the length %f, not 1"
                    .formatted(path, place, Math.sqrt(squares)));
        }
        return Optional.of(vector);
    }

    /// The vector of each post, null for those that were not encoded.
    float[][] all(List<LabelledPost> posts) throws IOException {
        float[][] vectors = new float[posts.size()][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = get(posts.get(i).text()).orElse(null);
        }
        return vectors;
    }

    boolean has(PostText post) {
        return places.containsKey(key(EncoderText.of(post)));
    }

    /// Appends the vector of a post that has none.
    void put(PostText post, float[] vector) throws IOException {
        ByteBuffer key = key(EncoderText.of(post));
        ByteBuffer record = ByteBuffer.allocate(length()).put(key.duplicate());
        for (float value : vector) {
            record.putShort(Float.floatToFloat16(value));
        }
        record.flip();
        long place = file.size();
        for (long at = place; record.hasRemaining(); ) {
            at += file.write(record, at);
        }
        places.put(key, place);
    }

    private int length() {
        return KEY + Short.BYTES * size;
    }

    private ByteBuffer read(long place, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, place + buffer.position()) < 0) {
                throw new EOFException(path + " became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    private static ByteBuffer key(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(Arrays.copyOf(digest, KEY));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
