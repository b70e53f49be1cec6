package tidings.aws;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tidings.domain.Period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvTest {
    private final Env env =
            Env.of(Map.of(
                    "EMPTY",
                    " ",
                    "FEW",
                    "3",
                    "WORD",
                    "three",
                    "URL",
                    "https://example.org/",
                    "PATH",
                    "/etc",
                    "PERIOD",
                    "week")::get);

    @Test
    void namesTheVariableThatIsMissingOrEmpty() {
        assertThatThrownBy(() -> env.text("NONE")).hasMessageContaining("NONE");
        assertThatThrownBy(() -> env.text("EMPTY")).hasMessageContaining("EMPTY");
    }

    @Test
    void namesTheVariableThatIsNoNumberOrTooSmall() {
        assertThat(env.number("FEW", 1)).isEqualTo(3);
        assertThatThrownBy(() -> env.number("FEW", 4))
                .hasMessageContaining("FEW")
                .hasMessageContaining("at least 4");
        assertThatThrownBy(() -> env.number("WORD", 1)).hasMessageContaining("WORD");
    }

    @Test
    void readsUrlsWithoutTheirLastSlash() {
        assertThat(env.url("URL")).isEqualTo(URI.create("https://example.org"));
        assertThatThrownBy(() -> env.url("PATH")).hasMessageContaining("PATH");
    }

    @Test
    void listsTheChoices() {
        assertThat(env.choice("PERIOD", Period.class)).isEqualTo(Period.WEEK);
        assertThatThrownBy(() -> env.choice("WORD", Period.class)).hasMessageContaining("hour, day, week");
    }
}
