package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What the account says of each update.
class AccountTest {
    private static final long UPDATE = 100_000_042;

    private final Ask answered = ask(UPDATE, 1);
    private final Ask open = ask(UPDATE + 1, 2);

    AccountTest() {
        answered.message(1_100, message(7));
    }

    @Test
    void anUpdateWithoutAnAnswerIsNamedWithWhatTheLogsCallItsChat() {
        Account account = account();

        assertThat(account.figures())
                .containsEntry("received", 2.0)
                .containsEntry("answered", 1.0)
                .containsEntry("unaccounted", 1.0);
        assertThat(account.wrong(chat -> "#" + chat)).singleElement().satisfies(row -> {
            assertThat(row).startsWith("neither answered nor dead-lettered", Long.toString(UPDATE + 1), "/help");
            assertThat(row).endsWith("#2");
        });
    }

    @Test
    void deadLettersAreCountedByTheirType() {
        String card = "{\"type\":\"show-card/1\",\"card\":\"u:7\"}";

        assertThat(account(card, "what is this?", card).deadLetters())
                .containsExactly(List.of("of no type", "1"), List.of("show-card/1", "2"));
    }

    @Test
    void onlyADeadLetterThatNamesTheUpdateAccountsForIt() {
        assertThat(account("{\"update_id\":" + UPDATE + "}", "{\"card\":\"u:9100000043\"}")
                        .figures())
                .containsEntry("dead letters", 2.0)
                .containsEntry("dead-lettered", 0.0)
                .containsEntry("unaccounted", 1.0);
        for (String body : List.of("{\"update_id\":%d}", "{\"card\":\"u:%d\"}", "{\"id\":\"%d/sorting\"}")) {
            assertThat(account(body.formatted(UPDATE + 1)).figures())
                    .containsEntry("dead-lettered", 1.0)
                    .containsEntry("unaccounted", 0.0);
        }
    }

    @Test
    void whatCameTwiceHasACauseOnlyInItsOwnChat() {
        answered.message(1_200, message(8));

        assertThat(account().figures())
                .containsEntry("answered twice", 1.0)
                .containsEntry("answered twice without cause", 1.0);
        Account lost = Account.of(List.of(answered), Optional.of(List.of()), Set.of(1L));
        assertThat(lost.figures())
                .containsEntry("answered twice", 1.0)
                .containsEntry("answered twice without cause", 0.0);
        assertThat(lost.wrong(chat -> "#" + chat))
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("answered twice where a response was lost"));
        Account elsewhere = Account.of(List.of(answered), Optional.of(List.of()), Set.of(2L));
        assertThat(elsewhere.figures()).containsEntry("answered twice without cause", 1.0);
    }

    @Test
    void aCardThatSaysWhenTheAnswerComesAccountsForItAndOneThatOnlyWaitsDoesNot() {
        open.message(1_050, new ObjectMapper().valueToTree(Map.of("message_id", 6, "text", "⏳ Fetching r/java…")));
        assertThat(account().figures()).containsEntry("unaccounted", 1.0);

        String told = "⏳ Reddit isn’t responding. I’ll try r/java again in about 2 minutes.";
        open.edited(1_090, new ObjectMapper().valueToTree(Map.of("message_id", 6, "text", told)));
        assertThat(account().figures()).containsEntry("told when it comes", 1.0).containsEntry("unaccounted", 0.0);
    }

    @Test
    void onlyAnAnswerToWhatWasAskedNextInTheSameChatOvertakesACard() {
        Ask waits = ask(UPDATE - 1, 1);
        Account silent = Account.of(List.of(waits, answered), Optional.of(List.of()), Set.of());
        assertThat(silent.figures()).as("nothing was said of it").containsEntry("unaccounted", 1.0);

        waits.message(1_050, new ObjectMapper().valueToTree(Map.of("message_id", 6, "text", "⏳ Fetching")));
        assertThat(silent.figures())
                .containsEntry("overtaken by what was asked next", 1.0)
                .containsEntry("unaccounted", 0.0);
        Ask elsewhere = ask(UPDATE + 2, 9);
        elsewhere.message(1_050, new ObjectMapper().valueToTree(Map.of("message_id", 6, "text", "⏳ Fetching")));
        assertThat(Account.of(List.of(elsewhere, answered), Optional.of(List.of()), Set.of())
                        .figures())
                .containsEntry("unaccounted", 1.0);
    }

    @Test
    void filesThatComeWithAMessageAreNoSecondAnswerButTheSameFileAgainIs() {
        answered.message(1_200, file(8, "tidings.json"));
        answered.message(1_250, file(9, "tidings.opml"));
        assertThat(account().figures()).containsEntry("answered twice", 0.0);

        answered.message(1_300, file(10, "tidings.json"));
        assertThat(account().figures()).containsEntry("answered twice", 1.0);
    }

    private static JsonNode file(int message, String name) {
        return new ObjectMapper().valueToTree(Map.of("message_id", message, "document", Map.of("file_name", name)));
    }

    @Test
    void whatTelegramDidNotTakeIsNoUpdate() {
        Ask refused = new Ask("/help", 3, Optional.empty(), 1_000);

        assertThat(Account.of(List.of(refused), Optional.of(List.of()), Set.of())
                        .figures())
                .containsEntry("received", 0.0)
                .containsEntry("unaccounted", 0.0);
    }

    private Account account(String... dead) {
        return Account.of(List.of(answered, open), Optional.of(List.of(dead)), Set.of());
    }

    private static Ask ask(long update, long chat) {
        Ask ask = new Ask("/help", chat, Optional.empty(), 1_000);
        ask.became(update);
        return ask;
    }

    private static JsonNode message(long id) {
        return new ObjectMapper().valueToTree(Map.of("message_id", id, "text", "one"));
    }
}
