package tidings.bot;

import java.time.Duration;
import tidings.store.DeliveryStore;

/// Says what is kept, for how long, and how to erase it.
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
        return Reply.text(call.texts()
                .get("command.privacy.text", DeliveryStore.RETENTION.toDays(), retention.toHours(), backups.toDays()));
    }
}
