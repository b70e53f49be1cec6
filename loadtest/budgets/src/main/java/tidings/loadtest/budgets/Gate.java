package tidings.loadtest.budgets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// A limit of something measured: a line of `loadtest/budgets.yaml`, which says what its fields mean. Fields that it
/// does not have are null.
public record Gate(
        String what,
        String tool,
        Unit unit,
        String measure,
        String against,
        Double atMost,
        Double atLeast,
        Double goal) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /// None is a time, which would depend on the machine.
    public enum Unit {
        RATIO,
        EXPONENT,
        COUNT,
        BYTES,
        DOLLARS
    }

    public Gate {
        if (what == null || tool == null || unit == null || measure == null) {
            throw new IllegalArgumentException("a gate needs what, tool, unit and measure; this is " + what);
        }
        if ((atMost == null) == (atLeast == null)) {
            throw new IllegalArgumentException("a gate needs either atMost or atLeast: " + what);
        }
        if (against != null && unit != Unit.RATIO) {
            throw new IllegalArgumentException("only a ratio is against something: " + what);
        }
    }

    /// @throws IllegalArgumentException that names the gate, when one is not complete
    static List<Gate> read(Path project) throws IOException {
        Path file = project.resolve("loadtest/budgets.yaml");
        try (InputStream in = Files.newInputStream(file)) {
            Object yaml =
                    new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromInputStream(in);
            return JSON.convertValue(yaml, new TypeReference<List<Gate>>() {});
        }
    }

    /// What the result has of it, if anything.
    Optional<Result.Spread> measured(Result result) {
        return against == null ? result.of(measure) : result.ratio(measure, against);
    }

    /// Whether the value keeps the limit.
    boolean keeps(double value) {
        return atMost == null ? value >= atLeast : value <= atMost;
    }

    boolean reaches(double value) {
        double aim = goal == null ? limit() : goal;
        return atMost == null ? value >= aim : value <= aim;
    }

    double limit() {
        return atMost == null ? atLeast : atMost;
    }
}
