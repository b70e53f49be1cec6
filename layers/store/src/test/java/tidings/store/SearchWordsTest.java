package tidings.store;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What of a search can be looked for by meaning.
class SearchWordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Slow  Bread, slow bread, ``",
                "bread \"Cold Kitchen\" -recipe, bread cold kitchen, \"cold kitchen\" -recipe",
                "bread -\"cold kitchen\", bread, -\"cold kitchen\"",
                "slow|bread, slow bread, ``",
                "well-known e-mails, well-known e-mails, ``",
                "organ or-bit, organ or-bit, ``",
                "bread \"this or that\", bread this or that, \"this or that\"",
                "日本, 日本, ``"
            })
    void wordsMeanSomethingTogetherAndOperatorsHoldBesides(String typed, String phrase, String operators) {
        SearchWords words = SearchWords.of(typed);

        assertThat(words.phrase()).contains(phrase);
        assertThat(words.operators()).isEqualTo(operators);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"cold kitchen\"",
                "\"cold\" -hot",
                "-hot",
                "bread or cake",
                "bread OR cake",
                "or",
                "bread \"open",
                "?!",
                "\"\"",
                "-"
            })
    void whoWantsTheVeryWordsGetsThemAlone(String typed) {
        assertThat(SearchWords.of(typed).phrase()).isEmpty();
    }

    /// So that the page of a button is of the search that its card is of.
    @Test
    void theTextIsAsTypedInLowerCase() {
        assertThat(SearchWords.of("Slow \"Cold Kitchen\" -Recipe"))
                .isEqualTo(new SearchWords(
                        "slow \"cold kitchen\" -recipe", Optional.of("slow cold kitchen"), "\"cold kitchen\" -recipe"));
    }
}
