package tidings.alarms;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tidings.aws.UnavailableException;
import tidings.domain.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore;
import tidings.settings.TunableStore.Replacement;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Takes back what the autopilot changed. Idempotent.
record Undo(TunableStore store, InstantSource clock) {
    private static final int ATTEMPTS = 5;
    private static final int NAME = 64;
    private static final String REASON = "undone by a button in the operators' chat";

    /// What the operators' chat is shown for the press of a button.
    List<OutboxMessage> pressed(AppliedChange change, ButtonPressedV1 press, Place operators, Texts texts) {
        if (!undo(change, press.by())) {
            return List.of(AnswerCallbackV1.in(
                    operators, press.press(), press.press(), texts.get("autopilot.answer.changed")));
        }
        String tunable = Html.bold(Html.text(change.tunable().id()));
        Card card = Card.of(texts.get("autopilot.undone", tunable, change.from(), Html.line(press.by(), NAME)));
        return List.of(
                AnswerCallbackV1.in(operators, press.press(), press.press(), texts.get("autopilot.answer.undone")),
                new ShowCardV1(operators, CardId.ofAlarm(change.key()), press.press() + "/undone", card));
    }

    /// @param by the operator's name
    /// @return whether the value before the change applies; not if somebody changed the tunable since
    boolean undo(AppliedChange change, String by) {
        String author = "operators' chat: " + by;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Autopilot autopilot = store.autopilot();
            Optional<TunableChange> latest = store.latest(change.tunable());
            if (latest.filter(change::is).isEmpty()) {
                return latest.filter(one -> one.author().equals(author) && one.value() == change.from())
                        .isPresent();
            }
            boolean isTried =
                    autopilot.trial().stream().anyMatch(trial -> trial.change().equals(change));
            Autopilot next = isTried ? autopilot.done() : autopilot.allowing(autopilot.kinds());
            TunableChange back = change.back(REASON, author, clock.instant());
            if (store.save(next, Optional.of(new Replacement(latest, back)))) {
                return true;
            }
        }
        throw new UnavailableException("others change the autopilot all the time");
    }
}
