package tidings.localstack.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Function and layer zips, unpacked once into a folder named by their content: a zip that did not change is not
/// unpacked again at the next start.
record CodeStore(Path folder) {
    /// The folder with the content of this zip.
    ///
    /// @throws IllegalStateException when there is no such zip
    Path unpack(Path zip) {
        try {
            Path unpacked = folder.resolve(hash(zip));
            if (!Files.isDirectory(unpacked)) {
                Files.createDirectories(folder);
                Path temporary = Files.createTempDirectory(folder, "unpacking");
                extract(zip, temporary);
                move(temporary, unpacked);
            }
            return unpacked;
        } catch (NoSuchFileException _) {
            throw new IllegalStateException(zip + " is missing: build it with ./mvnw package");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + zip, e);
        }
    }

    /// A copy of this zip that does not change when the original is rebuilt.
    Path copy(Path zip) {
        try {
            Path copy = folder.resolve(hash(zip) + ".jar");
            if (!Files.exists(copy)) {
                Files.createDirectories(folder);
                Path temporary = Files.createTempFile(folder, "copying", ".jar");
                Files.copy(zip, temporary, StandardCopyOption.REPLACE_EXISTING);
                Files.move(temporary, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + zip, e);
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void extract(Path zip, Path target) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) file.stream().map(ZipEntry.class::cast)::iterator) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(zip + " has an entry outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    try (InputStream in = file.getInputStream(entry)) {
                        Files.copy(in, path);
                    }
                }
            }
        }
    }

    /// A concurrent start may have unpacked the same content first; both copies are equal.
    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(to)) {
                throw e;
            }
        }
    }
}
