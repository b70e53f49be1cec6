package tidings.endtoend;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What a chat did is remembered and counted, and what it corrected applies to whatever it is shown.
@ExtendWith(SharedTidings.class)
class RememberIT {
    private static final String VEHICLES = "🚗 Vehicles & Aviation";
    private static final String VEHICLES_BUTTON = "🚗 Vehicles";

    private final Tidings tidings;
    private final Database database;
    private final Chat ada;

    RememberIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    /// It is asked for once it is noted: until then a history or points would be cached without it.
    @Test
    void whatWasDoneIsReferredToListedAndCounted() {
        SeenMessage list = ada.ask("/top java");
        assertThat(ada.ask("save the third").text()).contains("Saved");
        assertThat(ada.ask("the second one").text()).contains(title(list, 2));
        isNoted("saved");
        isNoted("opened");

        SeenMessage history = ada.ask("/history");
        assertThat(history.text()).startsWith("🕘 Recent activity").contains("🔖 saved", "opened", "/top");
        ada.press("1", card -> card.buttons().contains("🕘 History"));
        ada.press("🕘 History", card -> card.text().startsWith("🕘 Recent activity"));

        assertThat(ada.ask("/points").text()).contains("Level 1", "Day one");
        ada.press("🏆 Leaders", card -> card.text().contains("You aren’t on the list"));
        assertThat(ada.ask("/leaders as Velvet Lantern").text()).contains("Velvet Lantern", "You’re number");
        ada.press("✖ Take me off the list", card -> card.text().contains("You aren’t on the list"));
        ada.ask("/points off");
        assertThat(ada.ask("/points").text()).contains("Points are off here");
    }

    @Test
    void aCorrectionHoldsForWhateverItsChatIsShownUntilItIsTakenBackAndForNobodyElse() {
        SeenMessage card = ada.ask("/top python");
        assertThat(card.text()).doesNotContain(VEHICLES);
        ada.person().replies(card.id(), "/why 1");
        ada.awaitLast(answer -> answer.buttons().contains("🏷 Wrong topic"));
        ada.press("🏷 Wrong topic", asked -> asked.buttons().contains("All topics"));
        ada.press("All topics", all -> all.buttons().contains(VEHICLES_BUTTON));
        ada.press(VEHICLES_BUTTON, done -> done.buttons().contains("Everything from r/python"));
        ada.press("Everything from r/python", done -> done.text().contains("Got it"));

        assertThat(ada.ask("/top python").text()).contains(VEHICLES);
        Chat bob = new Chat(tidings.telegram().orElseThrow().person("Bob"));
        assertThat(bob.ask("/top python").text()).doesNotContain(VEHICLES);

        assertThat(ada.ask("/corrections").text()).contains("r/python is " + VEHICLES);
        int rules = (int) ada.last().buttons().stream()
                .filter(label -> label.startsWith("🗑"))
                .count();
        for (int left = rules - 1; left >= 0; left--) {
            int remaining = left;
            ada.press(
                    "🗑 1",
                    shown -> shown.buttons().stream()
                                    .filter(label -> label.startsWith("🗑"))
                                    .count()
                            == remaining);
        }
        assertThat(ada.ask("/top python").text()).doesNotContain(VEHICLES);
    }

    /// Of a post in a list, by its number.
    private static String title(SeenMessage list, int number) {
        return list.text()
                .lines()
                .filter(line -> line.startsWith(number + ". "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    /// Waits until points are counted for something, which is behind its entry in the history.
    private void isNoted(String kind) {
        long chat = ada.person().chat().value();
        await(kind)
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !database.values("select id from history join points using (chat) where chat = " + chat
                                + " and kind = '" + kind + "'")
                        .isEmpty());
    }
}
