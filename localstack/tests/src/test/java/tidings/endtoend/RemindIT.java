package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Reminders are set, listed, moved, and come. Time passes in the database.
@ExtendWith(SharedTidings.class)
class RemindIT {
    private final Tidings tidings;
    private final Database database;
    private final Chat ada;

    RemindIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void aReminderIsSetListedMovedComesLateIsSnoozedAndDone() throws InterruptedException, SQLException {
        ada.ask("/settings zone Berlin");
        SeenMessage saved = ada.ask("/remind tomorrow 9:00 water the plants");
        assertThat(saved.text()).contains("tomorrow at 09:00", "water the plants");
        assertThat(saved.buttons()).containsExactly("✏️ Change", "✖ Cancel");
        assertThat(ada.ask("/reminders").text()).contains("One reminder", "water the plants");
        ada.press("1", card -> card.buttons().contains("✏️ Change"));
        ada.press("✏️ Change", card -> card.buttons().contains("1 h"));
        ada.press("1 h", card -> card.text().contains("OK, I’ll remind you"));

        SeenMessage due = comes(3);
        assertThat(due.text()).contains("water the plants", "This was due on");
        assertThat(due.buttons()).containsExactly("10 min", "1 h", "Tomorrow", "✔ Done");
        ada.person().presses("10 min");
        ada.awaitLast(card -> card.text().contains("OK, I’ll remind you"));

        comes(4);
        ada.press("✔ Done", card -> card.text().equals("✔ water the plants"));
        minutePasses();
        assertThat(database.values("select id from reminder where words = 'water the plants'"))
                .isEmpty();
    }

    @Test
    void aReplyToACardRemindsOfItAndIsCancelled() throws SQLException {
        SeenMessage card = ada.ask("/top java");
        ada.person().replies(card.id(), "/remind every Monday 8:00 read this");
        ada.awaitLast(answer -> answer.text().contains("read this"));
        assertThat(database.values("select message from reminder where words = 'read this'"))
                .containsExactly(card.id().toString().replaceAll("\\D", ""));

        ada.press("✖ Cancel", gone -> gone.text().contains("I won’t remind you: read this"));
        assertThat(database.values("select id from reminder where words = 'read this'"))
                .isEmpty();
    }

    /// Minutes pass until the card of the reminder comes, once it is due.
    ///
    /// @param minutesAgo another each time, for a card is named after when it was due
    private SeenMessage comes(int minutesAgo) {
        return await("the reminder")
                .atMost(Chat.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            database.execute("update reminder set due_at = now() - interval '" + minutesAgo
                                    + " minutes' where words = 'water the plants' and active and due_at > now()");
                            minutePasses();
                            return ada.last();
                        },
                        card -> card.buttons().contains("✔ Done"));
    }

    private void minutePasses() throws InterruptedException {
        assertThat(tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvocationResult.Answered.class);
    }
}
