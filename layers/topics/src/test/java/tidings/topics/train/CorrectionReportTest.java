package tidings.topics.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CorrectionReportTest {
    @TempDir
    Path folder;

    private Path corrected;
    private Path delivered;

    @BeforeEach
    void export() throws IOException {
        corrected = folder.resolve("corrected.csv");
        delivered = folder.resolve("delivered.csv");
        Files.write(
                corrected,
                List.of(
                        "subreddit,category,title,selftext,domain,given,source",
                        "bands,music,New strings,,self,sports,correction",
                        "bands,music,\"Chords, please\",,self,sports,correction",
                        "rockets,science,Lift-off,,self,vehicles,correction",
                        "rockets,science,Landing,,self,science,correction"));
        Files.write(delivered, List.of("topic,posts", "sports,10", "vehicles,4", "science,5"));
    }

    @Test
    void countsTheCorrectionsOfEachTopic() throws IOException {
        CorrectionReport corrections = CorrectionReport.read(corrected, delivered);
        assertThat(corrections.corrected()).containsOnly(entry("sports", 2), entry("vehicles", 1));
        assertThat(corrections.table().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "topic delivered corrected accuracy",
                        "science 5 0 1.000",
                        "sports 10 2 0.800",
                        "vehicles 4 1 0.750",
                        "all 19 3 0.842");
    }

    @Test
    void anExportIsTrainingData() throws IOException {
        assertThat(PostFile.read(corrected)).extracting(LabelledPost::topic).contains("music", "science");
    }

    @Test
    void rejectsMoreCorrectionsThanDeliveries() throws IOException {
        Files.write(delivered, List.of("topic,posts", "sports,1", "vehicles,4"));
        assertThatThrownBy(() -> CorrectionReport.read(corrected, delivered))
                .hasMessageContaining("2 posts under 'sports' were corrected but only 1 delivered");
    }

    @Test
    void anErrorNamesTheInvalidLine() throws IOException {
        Files.write(delivered, List.of("topic,posts", "sports,many"));
        assertThatThrownBy(() -> CorrectionReport.read(corrected, delivered))
                .hasMessageContaining("delivered.csv: line 2 must be a topic and a number but is sports,many");
    }

    private static Map.Entry<String, Integer> entry(String topic, int count) {
        return Map.entry(topic, count);
    }
}
