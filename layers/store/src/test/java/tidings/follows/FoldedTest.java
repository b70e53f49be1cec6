package tidings.follows;

import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FoldedTest {
    /// Each is written in several ways.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java|JAVA|Java|ｊａｖａ|ＪＡＶＡ|ja\u00ADva|ja\u200Dva",
                "straße|STRASSE|STRAẞE|Strasse",
                "ısparta|ISPARTA|isparta|Isparta|İsparta|i\u0307sparta",
                "οδός|ΟΔΌΣ|οδόσ|ΟΔΟ\u0301Σ",
                "ᾳ|ΑΙ|αι|ᾼ",
                "école|ÉCOLE|e\u0301cole|E\u0301COLE",
                "ﬁnd|FIND|find|ﬁND",
                "жук|ЖУК|Жук",
                "ガラス|ｶﾞﾗｽ|カ\u3099ラス",
                "한국|\u1112\u1161\u11ab\u1100\u116e\u11a8",
                "don't|don’t|DON’T|donʼt",
                "re-use|re‐use|re‑use|re–use",
                "\"new\"|“new”",
                "a b|a\u00a0b|a \n\t b|A\u3000B| a b |a\u2003b",
                "m2|m²|M²",
                "ა|Ა",
                "ꭰ|Ꭰ",
                "❤|❤\uFE0F",
                "𐐨|𐐀"
            })
    void differentFormsOfTheSameAreTheSame(String forms) {
        String[] all = forms.split("\\|");

        assertThat(all).allSatisfy(form -> assertThat(Folded.fold(form)).isEqualTo(Folded.fold(all[0])));
    }

    @ParameterizedTest
    @CsvSource({"resume, résumé", "schon, schön", "каи, кай", "o, ø", "l, ł", "سلام, سلم", "1, 2", "a b, ab"})
    void accentsAndLettersCount(String one, String other) {
        assertThat(Folded.fold(one)).isNotEqualTo(Folded.fold(other));
    }

    @Test
    void aFoldedTextFoldsToItself() {
        assertThat(characters(c -> Character.getType(c) != Character.SURROGATE))
                .filteredOn(c -> !Folded.fold(Folded.fold("x" + c + "x")).equals(Folded.fold("x" + c + "x")))
                .isEmpty();
    }

    @Test
    void largeAndSmallLettersFoldToTheSame() {
        assertThat(characters(Character::isLetter))
                .filteredOn(letter -> !Folded.fold(letter).equals(Folded.fold(letter.toLowerCase(Locale.ROOT)))
                        || !Folded.fold(letter).equals(Folded.fold(letter.toUpperCase(Locale.ROOT))))
                .isEmpty();
    }

    private static List<String> characters(IntPredicate which) {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .filter(which)
                .mapToObj(Character::toString)
                .toList();
    }

    @Test
    void nothingIsLeftOfWhatNobodySees() {
        assertThat(Folded.fold("")).isEmpty();
        assertThat(Folded.fold(" \u200B\u00AD\uFE0F\n ")).isEmpty();
        assertThat(Folded.of("").edges().get(0)).isTrue();
    }
}
