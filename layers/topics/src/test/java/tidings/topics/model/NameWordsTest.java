package tidings.topics.model;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.topics.PostText;

import static org.assertj.core.api.Assertions.assertThat;

class NameWordsTest {
    private final NameWords names =
            new NameWords(List.of("the", "of", "a", "mountain", "bike", "bikes", "science", "ask", "men", "women"));

    @ParameterizedTest
    @CsvSource({
        "mountainbikes, mountain bikes",
        "MountainBikes, mountain bikes",
        "ask_women, ask women",
        "askwomen, ask women",
        "AskMen2, ask men 2",
        "zyzzyva, zyzzyva",
        "xbikes, x bikes",
        "4x4, 4 x 4",
        "_, ''"
    })
    void splitsANameIntoItsWords(String name, String words) {
        assertThat(names.asPost(name).title()).isEqualTo((words + " " + name.toLowerCase(Locale.ROOT)).strip());
    }

    @Test
    void aNameIsAPostWithoutBodyAndDomain() {
        assertThat(names.asPost("askmen")).isEqualTo(new PostText("ask men askmen", "", ""));
    }

    @Test
    void acceptsInvalidNames() {
        assertThat(names.asPost("").title()).isBlank();
        assertThat(names.asPost("привет мир").title()).contains("привет мир");
        assertThat(names.asPost("bike".repeat(2_000)).title()).startsWith("bike bike bike");
    }
}
