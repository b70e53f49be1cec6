package tidings.bot;

import java.time.Duration;
import java.util.List;
import tidings.store.DeliveryStore;
import tidings.telegram.Card;
import tidings.telegram.Texts;

/// Says what is kept, for how long, and how to take it away or erase it.
///
/// @param retention how long posts are kept since they were last seen
/// @param backups how long backups of the database are kept
record Privacy(Duration retention, Duration backups) implements Command {
    @Override
    public String word() {
        return "privacy";
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        return new Reply.Show(new Card(
                texts.get(
                        "command.privacy.text",
                        DeliveryStore.RETENTION.toDays(),
                        retention.toHours(),
                        backups.toDays()),
                List.of(List.of(
                        Export.EXPORT.button(texts.get("command.export.button"), ""),
                        Erase.ASK.button(texts.get("command.erase.button"), "")))));
    }
}
