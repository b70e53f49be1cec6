package tidings.endtoend;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/// From `/start` to a first brief, and what a chat chooses, shares and erases.
@ExtendWith(SharedTidings.class)
class StartIT {
    private final TelegramSandbox telegram;

    StartIT(Tidings tidings) {
        this.telegram = tidings.telegram().orElseThrow();
    }

    @Test
    void aNewcomerGetsAFirstBriefByButtonsAlone() {
        Chat ada = new Chat(telegram.person("Ada"));

        assertThat(ada.ask("/start").text()).contains("Step 1 of 3");
        ada.press("💻 Programming", card -> card.buttons().contains("Next: one topic ▶"));
        ada.press("Next: one topic ▶", card -> card.text().contains("Step 2 of 3"));
        SeenMessage times = ada.press("about 12 a day", card -> card.text().contains("Step 3 of 3"));
        String first = times.buttons().stream()
                .filter(label -> label.endsWith("→ 08:00"))
                .findFirst()
                .orElseThrow();
        ada.press(first, card -> card.text().contains("1. ")); // of what is stored, else of what is fetched for it

        assertThat(ada.person().hears())
                .extracting(SeenMessage::text)
                .filteredOn(text -> text.contains("All set!"))
                .singleElement()
                .asString()
                .contains("You follow 💻 Programming & Software Development: about 12 a day.")
                .containsPattern("Your next brief comes to(day|morrow) at 08:00 \\(New York time\\)");
        assertThat(ada.ask("/following").text()).contains("You follow one thing");
        assertThat(ada.ask("/status").text()).contains("Reddit is answering.", "You follow one thing.");
    }

    @Test
    void whatAChatChoosesIsKeptUntilItIsErased() {
        Chat ada = new Chat(telegram.person("Ada"));

        assertThat(ada.ask("/settings quiet from 10pm to 7am").text()).contains("OK, I’ll be quiet 22:00–07:00.");
        ada.press("◀ All settings", card -> card.text().contains("Quiet hours: 22:00–07:00"));
        ada.press("🎚 Pace", card -> card.buttons().contains("about 5 a day"));
        ada.press("about 5 a day", card -> card.buttons().contains("✓ about 5 a day"));
        assertThat(ada.ask("/settings").text()).contains("Pace: about 5 a day");

        ada.ask("/erase");
        ada.press("🗑 Yes, erase everything", card -> card.text().contains("I’ve forgotten everything"));
        ada.ask("/start");
        assertThat(ada.ask("/settings").text()).contains("Pace: everything", "Quiet hours: none");
    }

    @Test
    void aStarterPackHasAPictureOfItsWeekAndIsFollowedWithOneTap() {
        Chat ada = new Chat(telegram.person("Ada"));
        ada.ask("/top java");

        SeenMessage pack = ada.ask("/start t_programming");
        assertThat(pack.form()).isEqualTo(SeenMessage.Form.PHOTO);
        assertThat(pack.text()).contains("in the last seven days");
        ada.press("🌙 Dark", card -> card.buttons().contains("☀️ Light"));
        ada.press("✓ Follow", card -> card.text().contains("You now follow"));
    }

    @Test
    void aListIsSharedTakenAndWithdrawn() {
        Chat ada = new Chat(telegram.person("Ada"));
        Chat bob = new Chat(telegram.person("Bob"));
        ada.ask("/start r_java");
        ada.press("✓ Follow", card -> card.text().contains("You now follow"));

        String shared = ada.ask("/share").text();
        String payload = shared.replaceAll("(?s).*start[= ](l_[A-Za-z0-9]{16}).*", "$1");
        bob.ask("/start " + payload);
        bob.press("✓ Follow", card -> card.text().contains("r/java"));

        ada.press("🗑 Withdraw the link", card -> card.text().contains("no longer works"));
        assertThat(bob.ask("/start " + payload).text()).contains("doesn’t work any more");
    }
}
