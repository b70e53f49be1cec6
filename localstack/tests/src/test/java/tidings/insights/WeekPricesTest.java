package tidings.insights;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// A function knows no file of prices, so it repeats some.
class WeekPricesTest {
    private static double price(String name) throws IOException {
        Matcher price = Pattern.compile("(?m)^" + name + ": \\{usd: ([0-9.]+),")
                .matcher(Files.readString(
                        Project.root().resolve("localstack/sam/src/main/resources/tidings/localstack/prices.yaml")));
        assertThat(price.find()).as(name).isTrue();
        return Double.parseDouble(price.group(1));
    }

    @Test
    void theWeekIsPricedAsTheCostTableIs() throws IOException {
        assertThat(WeekReader.GIGABYTE_SECOND).isEqualTo(price("lambda-gb-second"));
        assertThat(WeekReader.CALL * 1e6).isCloseTo(price("lambda-request"), within(1e-9));
        assertThat(WeekReader.LOG_BYTE * 1e9).isCloseTo(price("logs"), within(1e-9));
        assertThat(WeekReader.ECPU * 1e6).isCloseTo(price("valkey-ecpu"), within(1e-9));
    }
}
