package tidings.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import tidings.simulator.SimulatedDynamoDb.Units;
import tidings.simulator.Simulation.Report;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// What the table of costs assumes of an update's units of DynamoDB.
class TableUnitsTest {
    private static final String ASSUMPTIONS =
            "localstack/tools/cost/src/main/resources/tidings/localstack/cost/assumptions.yaml";
    private static final Percentage CLOSE = Percentage.withPercentage(5);

    @Test
    void theTableOfCostsKnowsWhatAnUpdateReadsAndWrites(TestReporter reporter) throws IOException {
        Report report = Simulation.run(Setup.of(1, new OrdinaryDay()), false);

        assertThat(report.broken()).isEmpty();
        Map<String, Units> units = new TreeMap<>(report.units());
        units.remove("alarms"); // no update rings
        reporter.publishEntry("units for " + report.updates().size() + " updates", units.toString());
        Units all = units.values().stream().reduce(new Units(0, 0), Units::plus);
        assertThat(all.written() / report.updates().size())
                .as("units written, of %s", units)
                .isCloseTo(assumed("itemsWrittenAnUpdate"), CLOSE);
        assertThat(all.read() / report.updates().size())
                .as("units read, of %s", units)
                .isCloseTo(assumed("itemsReadAnUpdate"), CLOSE);
    }

    private static double assumed(String name) throws IOException {
        Matcher line = Pattern.compile("^" + name + ": (.+)$", Pattern.MULTILINE)
                .matcher(Files.readString(Project.root().resolve(ASSUMPTIONS)));
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
