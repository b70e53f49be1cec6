package tidings.bot;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.UpdatesMessage.ChatChangedV1;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.store.ChatRegistry.Registered;
import tidings.store.ChatRegistry.Status;
import tidings.store.DatabaseUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/// What the registry of chats learns of updates.
class RegistrationsTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-7);
    private static final ChatId SUPERGROUP = new ChatId(-1007);

    private final TestBot bot = new TestBot();

    @Test
    void theFirstMessageRegistersAChat() {
        bot.says("/help");

        assertThat(bot.registry.find(ADA))
                .contains(new Registered(ADA, Status.ACTIVE, TestBot.NOON, ChatSettings.NONE));
    }

    @Test
    void aPressRegistersAChat() {
        bot.pressesInAGroup(GROUP.value(), "top|1|java|day|5");

        assertThat(status(GROUP)).contains(Status.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({
        "-7, group, member, ACTIVE",
        "-7, group, left, LEFT",
        "-7, supergroup, kicked, LEFT",
        "-100, channel, administrator, ACTIVE",
        "-100, channel, kicked, LEFT",
        "7, private, kicked, BLOCKED",
        "7, private, member, ACTIVE"
    })
    void aChangeOfMembershipIsRegistered(long chat, String type, String status, Status expected) {
        bot.handle(membership(1, chat, type, status));

        assertThat(status(new ChatId(chat))).contains(expected);
        assertThat(bot.outbox).isEmpty();
    }

    @Test
    void aPersonWhoUnblocksTheBotIsActiveAgain() {
        bot.handle(membership(1, 7, "private", "kicked"));
        bot.says("/help");

        assertThat(status(ADA)).contains(Status.ACTIVE);
    }

    @Test
    void whoeverAsksInAnotherChatIsNotRegistered() {
        bot.handle("""
                {"update_id": 1, "inline_query": {"id": "q", "query": "java", "offset": "",
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"}}}""");

        assertThat(status(ADA)).isEmpty();
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsWhatItChoseAndFollows() {
        bot.chats
                .settings(GROUP)
                .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(12)), true));
        bot.follows.add(Place.of(GROUP), FollowQuery.of(new Origin.OfTopic("science")));

        bot.handle(moved(1));

        assertThat(bot.chats.settings(SUPERGROUP).get().orElseThrow().get(ChatSettings.PACE))
                .contains(12);
        assertThat(bot.follows.of(SUPERGROUP)).hasSize(1);
        assertThat(bot.follows.of(GROUP)).isEmpty();
    }

    @Test
    void whatASupergroupChoseItselfStays() {
        bot.chats.settings(GROUP).change(_ -> Change.to(pace(12), true));
        bot.chats.settings(SUPERGROUP).change(_ -> Change.to(pace(30), true));

        bot.handle(moved(1));

        assertThat(bot.chats.settings(SUPERGROUP).get()).contains(pace(30));
    }

    private static ChatSettings pace(int posts) {
        return ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(posts));
    }

    @Test
    void withoutTheDatabaseAMessageIsAnsweredAndTheNextOneRegistersTheChat() {
        bot.database.goes();
        bot.says("/help");
        assertThat(bot.outbox).hasSize(1);
        assertThat(bot.later).isEmpty();

        bot.database.returns();
        bot.says("/help");
        assertThat(status(ADA)).contains(Status.ACTIVE);
    }

    @ParameterizedTest
    @CsvSource({"-7, group, left, LEFT", "7, private, kicked, BLOCKED"})
    void withoutTheDatabaseAChangeComesAgainUntilItIsRegistered(
            long chat, String type, String status, Status expected) {
        bot.database.goes();
        bot.handle(membership(1, chat, type, status));
        String later = Json.write(bot.later.getFirst());
        assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(() -> bot.handle(later));

        bot.database.returns();
        bot.handle(later);
        bot.handle(later);
        assertThat(status(new ChatId(chat))).contains(expected);
    }

    @Test
    void withoutTheDatabaseAMoveComesAgainUntilItIsRegistered() {
        bot.follows.add(Place.of(GROUP), FollowQuery.of(new Origin.OfTopic("science")));
        bot.database.goes();
        bot.handle(moved(1));

        bot.database.returns();
        bot.handle(Json.write(bot.later.getFirst()));
        assertThat(bot.follows.of(SUPERGROUP)).hasSize(1);
    }

    @Test
    void withoutTheDatabaseAChannelThatLetsTheBotInIsRegisteredLater() {
        bot.database.goes();
        bot.handle(membership(1, -100, "channel", "administrator"));

        bot.database.returns();
        bot.handle(Json.write(bot.later.getFirst()));
        assertThat(status(new ChatId(-100))).contains(Status.ACTIVE);
    }

    @Test
    void whatIsRegisteredLaterDoesNotDelayTheChat() {
        ChatChangedV1 later = new ChatChangedV1(ADA, "1", false, Optional.empty(), TestBot.NOON);

        assertThat(later.group()).isNotEqualTo("7");
        assertThat(later.deduplication()).isEqualTo("chat:1");
    }

    private Optional<Status> status(ChatId chat) {
        return bot.registry.find(chat).map(Registered::status);
    }

    private static String moved(long update) {
        return """
                {"update_id": %d, "message": {"message_id": 3, "date": 1, "migrate_to_chat_id": -1007,
                 "chat": {"id": -7, "type": "group", "title": "Readers"}}}""".formatted(update);
    }

    private static String membership(long update, long chat, String type, String status) {
        return """
                {"update_id": %d, "my_chat_member": {"chat": {"id": %d, "type": "%s"}, "date": 1,
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
                 "old_chat_member": {"status": "member", "user": {"id": 1, "is_bot": true, "first_name": "T"}},
                 "new_chat_member": {"status": "%s", "until_date": 0,
                  "user": {"id": 1, "is_bot": true, "first_name": "T"}}}}""".formatted(update, chat, type, status);
    }
}
