package tidings.testing;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExternalTest {
    private static final Set<String> REQUIRED = Set.of("chromium");

    @Test
    void whatWasFoundIsHandedOver() {
        assertThat(External.require(REQUIRED, "chromium", Optional.of("/usr/bin/chromium")))
                .isEqualTo("/usr/bin/chromium");
    }

    @Test
    void aTestWithoutWhatItNeedsIsSkipped() {
        assertThatThrownBy(() -> External.require(REQUIRED, "pgbouncer", Optional.empty()))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("pgbouncer was not found");
    }

    @Test
    void aTestWithoutWhatIsRequiredHereFails() {
        assertThatThrownBy(() -> External.require(REQUIRED, "chromium", Optional.empty()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("chromium is required here");
    }
}
