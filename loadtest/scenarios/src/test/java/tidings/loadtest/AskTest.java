package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.loadtest.Answers.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/// What counts as the answer to an update.
class AskTest {
    private final Ask said = new Ask("/top", 1, Optional.empty(), 1_000);
    private final Ask pressed = new Ask("[top]", 1, Optional.of(5L), 1_000);

    @Test
    void anInterimCardIsNoAnswerButItsEditIs() {
        said.message(1_100, message(7, "⏳ Fetching r/java…"));
        assertThat(said.answer()).isNotDone();
        assertThat(said.isInterim()).isTrue();

        said.edited(1_500, message(7, "r/java · top of the day"));
        assertThat(said.answer().join().at()).isEqualTo(1_500);
        assertThat(said.messages()).isOne();
    }

    /// The report has to be written whatever people are shown.
    @Test
    void theBeginningOfAMessageCutsNoCharacterInTwo() {
        said.message(1_100, message(7, "a" + "📰".repeat(50)));

        assertThat(said.beginnings()).isEqualTo("a" + "📰".repeat(39));
    }

    @Test
    void theEditOfAnEarlierCardAnswersSomethingElse() {
        said.edited(1_100, message(5, "r/java · top of the day"));

        assertThat(said.isAnswered()).isFalse();
    }

    @Test
    void aPressIsAnsweredByItsCardOrByWords() {
        pressed.toast(1_050, "");
        assertThat(pressed.answer()).isNotDone();
        pressed.edited(1_100, message(5, "the next page"));
        assertThat(pressed.answer().join().card()).isPresent();

        Ask other = new Ask("[take]", 1, Optional.of(5L), 1_000);
        other.toast(1_200, "Only administrators can do that.");
        assertThat(other.answer().join().at()).isEqualTo(1_200);
    }

    @Test
    void aPressThatChangesNothingIsAnsweredByLettingGo() {
        pressed.toast(1_050, "");

        assertThat(pressed.giveUp().orElseThrow().at()).isEqualTo(1_050);
        assertThat(said.giveUp()).isEmpty();
    }

    @Test
    void aPressOfAButtonThatIsGoneIsNoErrorAndWhateverElseTelegramDoesNotTakeIs() {
        assertThat(pressed.refused(200)).isEmpty();
        assertThat(pressed.refused(400)).contains(Outcome.NO_BUTTON);
        assertThat(pressed.refused(0)).as("no response").contains(Outcome.FAILED);
        assertThat(said.refused(400)).contains(Outcome.FAILED);
        assertThat(said.refused(502)).contains(Outcome.FAILED);
        assertThat(said.refusal()).contains(Outcome.FAILED);
    }

    private static JsonNode message(long id, String text) {
        return new ObjectMapper().valueToTree(Map.of("message_id", id, "text", text));
    }
}
