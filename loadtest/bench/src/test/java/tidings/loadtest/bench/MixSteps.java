package tidings.loadtest.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What people do, of the mix of the load scenarios. Immutable.
@JsonIgnoreProperties(ignoreUnknown = true)
public record MixSteps(List<Journey> journeys) {
    private static final String FILE = "loadtest/scenarios/src/main/resources/tidings/loadtest/mix.yaml";

    record Journey(int weight, List<Step> steps) {}

    /// What is said, pressed or asked for; one of them.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Step(String say, String press, String inline, String route) {}

    public static MixSteps read(Path project) throws IOException {
        try (InputStream in = Files.newInputStream(project.resolve(FILE))) {
            Object parsed = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromInputStream(in);
            return new ObjectMapper().convertValue(parsed, MixSteps.class);
        }
    }

    /// The steps of a journey.
    public List<Step> draw(RandomGenerator random) {
        int left = random.nextInt(journeys.stream().mapToInt(Journey::weight).sum());
        for (Journey journey : journeys) {
            left -= journey.weight();
            if (left < 0) {
                return journey.steps();
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
