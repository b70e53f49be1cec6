package tidings.topics.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModelCardTest {
    private static final Path CARD = Path.of("MODEL_CARD.md");

    @Test
    void theCommittedCardHasTheTextsOfItsGenerator() throws IOException {
        Holdout nothing = new Holdout(List.of(), List.of(), Map.of());
        Measures measures = new Measures(new int[][] {{1}}, 0, 1, 1);
        ModelCard card = new ModelCard();
        card.head("", "0", 1, List.of(), List.of(), nothing, new Hyperparameters(1, 1, 1, 1), LocalDate.EPOCH);
        card.accuracy(Map.of());
        card.priors(List.of());
        card.speed(1, 1, 1);
        card.fastText(Map.of(), Map.of(), 1, 1, 1, 1);
        card.texts(Map.of());
        card.topics(List.of(), measures, measures);
        card.confusion(List.of(), measures);
        card.subreddits(List.of());

        assertThat(withoutFigures(Files.readString(CARD)))
                .contains(withoutFigures(card.toString()).toArray(String[]::new));
    }

    @Test
    void theCommittedCardHasItsTextsAboutDataAndExperiments() throws IOException {
        assertThat(Files.readString(CARD))
                .contains(
                        Files.readString(Path.of("DATA.md")).strip(),
                        Files.readString(Path.of("TRIED.md")).strip());
    }

    private static List<String> withoutFigures(String card) {
        return card.lines()
                .map(line -> line.replaceAll("`[0-9a-f]+`", "`#`").replaceAll("[0-9][0-9,./-]*[0-9]|[0-9]", "#"))
                .toList();
    }
}
