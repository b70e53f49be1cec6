package tidings.aws;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrimingTest {
    private static final Logger LOG = LoggerFactory.getLogger(PrimingTest.class);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream before = System.out;
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    @Test
    void readsComeBeforeTheSampleAndNobodyHearsOfEither() {
        Priming.run(
                List.of(() -> {
                    LOG.info("reading");
                    done.add("read");
                }),
                () -> {
                    LOG.info("handling");
                    System.out.println("{\"_aws\": {}}");
                    done.add("sample");
                });

        assertThat(done).containsExactly("read", "sample");
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatIsLoggedLaterIsHeardAgain() {
        Priming.run(List.of(), () -> LOG.info("handling"));
        LOG.info("serving");

        assertThat(lines()).singleElement().asString().contains("serving");
    }

    @Test
    void whatCannotBeReadIsLoggedOnceAndCostsNeitherTheOthersNorTheSample() {
        Priming.run(
                List.of(
                        () -> {
                            throw new UnavailableException("no table yet");
                        },
                        () -> done.add("another")),
                () -> done.add("sample"));

        assertThat(done).containsExactly("another", "sample");
        assertThat(lines()).singleElement().asString().contains("WARN", "no table yet");
    }

    @Test
    void aSampleThatFailsFailsTheCheckpointWithWhatWasSaid() {
        assertThatThrownBy(() -> Priming.run(List.of(), () -> {
                    LOG.error("the library is missing");
                    throw new IllegalStateException("a sample message comes back");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the library is missing")
                .hasRootCauseMessage("a sample message comes back");
        assertThat(System.out).isNotSameAs(before);
        LOG.info("serving");
        assertThat(lines()).singleElement().asString().contains("serving");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
