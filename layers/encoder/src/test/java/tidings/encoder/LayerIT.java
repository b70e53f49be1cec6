package tidings.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtEnvironment;
import com.google.gson.Gson;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import tidings.aws.Env;

import static org.assertj.core.api.Assertions.assertThat;

/// The zip of the layer.
class LayerIT {
    private static final Path ZIP = Path.of("target/encoder.zip");
    private static final List<String> NATIVES =
            List.of("libonnxruntime.so", "libonnxruntime4j_jni.so", "libtokenizers.so");

    /// https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
    private static final int MACHINE = 18;

    private static final byte AARCH64 = (byte) 183;

    @TempDir
    Path folder;

    @Test
    void isAtMost60Megabytes() throws IOException {
        assertThat(Files.size(ZIP)).isBetween(30_000_000L, 60_000_000L);
    }

    @Test
    void hasTheModelByItsDigest() throws IOException {
        EncoderFiles files = EncoderFiles.e5(folder);
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (EncoderFiles.Pinned file : List.of(files.model(), files.tokenizer())) {
                Files.write(file.path(), bytes(zip, "encoder/" + file.path().getFileName()));
            }
        }
        files.verify();
    }

    @Test
    void hasTheLicencesOfWhatItHas() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(new String(bytes(zip, "encoder/licences/MIT.txt"))).startsWith("MIT License");
            assertThat(new String(bytes(zip, "encoder/licences/Apache-2.0.txt")))
                    .contains("Version 2.0");
            assertThat(new String(bytes(zip, "encoder/licences/README.md")))
                    .contains("onnxruntime", "tokenizers", "e5-small-v2-q.onnx");
        }
    }

    @Test
    void hasTheNativesOfTheFunctionsProcessorAlone() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.matches(".*\\.(so|dylib|dll)")))
                    .containsExactlyInAnyOrderElementsOf(
                            NATIVES.stream().map(name -> "encoder/" + name).toList());
            for (String name : NATIVES) {
                assertThat(bytes(zip, "encoder/" + name)[MACHINE]).as(name).isEqualTo(AARCH64);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OrtEnvironment.class, HuggingFaceTokenizer.class})
    void aSlimJarIsTheLibraryWithoutItsNatives(Class<?> type) throws IOException, URISyntaxException {
        Path library =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Map<String, Long> whole = entries(Files.readAllBytes(library));
        whole.keySet().removeIf(name -> name.matches("(ai/onnxruntime/)?native/.*\\.(so|dylib|dll|dSYM/.*)"));
        String slim = library.getFileName().toString().replace(".jar", "-slim.jar");
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            assertThat(entries(bytes(zip, "java/lib/" + slim))).isEqualTo(whole);
        }
    }

    /// Its jars have no natives, so those beside the model are loaded.
    @Test
    void theTwinForThisMachineEncodes() throws IOException, InterruptedException, URISyntaxException {
        List<String> classPath = new ArrayList<>(List.of(location(Main.class), location(Logger.class)));
        classPath.addAll(List.of(location(Gson.class), location(Env.class)));
        try (ZipFile zip = new ZipFile("target/encoder-local.zip")) {
            for (ZipEntry entry : zip.stream().<ZipEntry>map(each -> each).toList()) {
                if (!entry.isDirectory()) {
                    Path file = folder.resolve(Path.of(entry.getName()).getFileName());
                    Files.write(file, zip.getInputStream(entry).readAllBytes());
                    classPath.add(file.toString());
                }
            }
        }
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        Main.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        assertThat(output).content().endsWith("384 numbers\n");
    }

    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            try (Encoder encoder = Encoder.open(EncoderFiles.e5(Path.of(args[0])))) {
                System.out.printf("%d numbers%n", encoder.encode("A title").length);
            }
        }
    }

    private static String location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return zip.getInputStream(entry).readAllBytes();
    }

    /// The checksums of the files in a jar.
    private static Map<String, Long> entries(byte[] jar) throws IOException {
        Map<String, Long> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && !entry.getName().equals("META-INF/MANIFEST.MF")) {
                    entries.put(entry.getName(), checksum(in));
                }
            }
        }
        return entries;
    }

    private static long checksum(InputStream in) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(in.readAllBytes());
        return checksum.getValue();
    }
}
