package tidings.endtoend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;

/// People ask why, and change what they are told.
@ExtendWith(SharedTidings.class)
class WhyIT {
    private final Chat ada;

    WhyIT(Tidings tidings) {
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void aPostOfACardIsExplainedAndTheSmallestChangeIsMadeByAButton() {
        SeenMessage card = ada.ask("/top gardening");
        ada.person().replies(card.id(), "/why 1");
        SeenMessage why = ada.awaitLast(answer -> answer.text().startsWith("🔎 Why?"));
        assertThat(why.text())
                .contains("Source: r/gardening", "nothing here yet", "Topic", "Not sent", "follow r/gardening");

        assertThat(ada.press("💡 Change that", done -> done.text().contains("Changed"))
                        .text())
                .contains("follow r/gardening");
        assertThat(ada.ask("/following").text()).contains("1. r/gardening");

        ada.person().replies(card.id(), "/why 1");
        assertThat(ada.awaitLast(answer -> answer.text().startsWith("🔎 Why?")
                                && !answer.text().contains("nothing here yet"))
                        .text())
                .contains("✅ r/gardening");
    }

    @Test
    void aWrongTopicIsCorrectedWidenedListedAndTakenBack() {
        SeenMessage card = ada.ask("/top photography");
        ada.person().replies(card.id(), "/why 1");
        ada.awaitLast(answer -> answer.text().startsWith("🔎 Why?"));
        ada.press("🏷 Wrong topic", asked -> asked.text().contains("Which topic is it?"));
        ada.press(
                "All topics",
                all -> all.text().contains("Which topic is it?")
                        && all.buttons().contains("🚗 Vehicles"));
        ada.press("🚗 Vehicles", done -> done.text().contains("Vehicles & Aviation it is"));
        ada.press("Everything from r/photography", done -> done.text().contains("Got it"));

        assertThat(ada.ask("/corrections").text()).contains("r/photography is 🚗 Vehicles & Aviation");
        ada.press("🗑 1", left -> !left.text().contains("r/photography is"));
    }
}
