package tidings.alarms;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.messages.AlarmMessage.ButtonPressedV1.Button;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore.Replacement;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.alarms.OperatorsChat.NOON;

/// Presses of “Undo” under the cards of the autopilot.
class UndoTest {
    private final OperatorsChat chat = new OperatorsChat();
    private final AppliedChange applied = new AppliedChange(Tunable.SENDS_PER_SECOND, 25, NOON.minusSeconds(600));
    private final TunableChange change = new TunableChange(
            applied.tunable(), 30, "9,000 messages wait", AppliedChange.AUTHOR, applied.at(), Optional.empty());

    private void isTried() {
        Autopilot allowed = chat.tunables.autopilot().allowing(List.of("sends-per-second"));
        chat.tunables.save(allowed, Optional.empty());
        chat.tunables.save(
                allowed.trying(new Autopilot.Trial(
                        "sends-per-second", applied, "waiting-messages", 9_000, NOON.plusSeconds(300))),
                Optional.of(new Replacement(Optional.empty(), change)));
    }

    @Test
    void aPressPutsTheValueBackEndsTheWatchAndShowsWhoDidIt() {
        isTried();

        chat.press(Button.UNDO, applied.key());

        assertThat(chat.tunables.latest(applied.tunable()))
                .hasValueSatisfying(back -> assertThat(back.value()).isEqualTo(25));
        assertThat(chat.tunables.autopilot().trial()).isEmpty();
        assertThat(chat.tunables.autopilot().kinds()).containsExactly("sends-per-second");
        assertThat(chat.answers()).containsExactly("Undone.");
        assertThat(chat.cards()).singleElement().satisfies(card -> {
            assertThat(card.card().value()).isEqualTo("a:" + applied.key());
            assertThat(card.html()).contains("back at 25", "Ada");
            assertThat(card.buttons()).isEmpty();
        });
    }

    @Test
    void aPressThatArrivesTwiceUndoesOnce() {
        isTried();

        chat.press(Button.UNDO, applied.key());
        chat.press(Button.UNDO, applied.key());

        assertThat(chat.answers()).containsOnly("Undone.");
        assertThat(chat.tunables.history(applied.tunable(), 9)).hasSize(2);
    }

    @Test
    void aChangeThatWasKeptIsUndoneAsWell() {
        chat.tunables.add(change);

        chat.press(Button.UNDO, applied.key());

        assertThat(chat.tunables.latest(applied.tunable()).orElseThrow().value())
                .isEqualTo(25);
    }

    @Test
    void whatSomebodyChangedSinceStaysAsItIs() {
        isTried();
        TunableChange byHand = new TunableChange(
                applied.tunable(), 12, "calm", "night shift", NOON.minusSeconds(60), Optional.empty());
        chat.tunables.add(byHand);

        chat.press(Button.UNDO, applied.key());

        assertThat(chat.tunables.latest(applied.tunable())).hasValue(byHand);
        assertThat(chat.answers()).containsExactly("It has been changed again since. Nothing was undone.");
        assertThat(chat.cards()).isEmpty();
    }

    @Test
    void aPressOfNoChangeIsAnswered() {
        chat.press(Button.UNDO, "no-such-number.1.2");

        assertThat(chat.answers()).containsExactly("This alarm is too old.");
    }
}
