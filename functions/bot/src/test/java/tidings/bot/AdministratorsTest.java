package tidings.bot;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Person;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member;
import tidings.messages.TelegramResult.Member.Status;
import tidings.preferences.ChatSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may change what belongs to a group.
class AdministratorsTest {
    private static final ChatId GROUP = new ChatId(-7);
    private static final String ONLY = "Only administrators can do that here.";
    private static final String PACE = SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "12"));

    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @ValueSource(strings = {"/settings pace 12", "/settings@TidingsBot pace 12", "/language de"})
    void whatAnAdministratorWritesIsDoneOnceTelegramConfirmedIt(String text) {
        bot.chats.botIs("TidingsBot");
        bot.saysInAGroup(text);
        assertThat(((TelegramCallV1) bot.outbox.getLast()).call()).isEqualTo(new TelegramCall.ChatMember(7));
        assertThat(bot.chats.settings(GROUP).get()).isEmpty();

        bot.handle(answer(new Member(Status.ADMINISTRATOR)));

        assertThat(bot.chats.settings(GROUP).get().orElseThrow().chosen()).hasSize(1);
        assertThat(bot.lastCard().html()).containsAnyOf("OK, about 12 a day.", "Alles klar, ab jetzt auf Deutsch.");
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "RESTRICTED", "LEFT", "KICKED"})
    void nobodyElseChangesAnything(Status status) {
        bot.saysInAGroup("/settings pace 12");
        bot.handle(answer(new Member(status)));
        assertThat(bot.lastCard().html()).isEqualTo(ONLY);

        bot.pressesInAGroup(GROUP.value(), PACE);
        bot.handle(answer(new Member(status)));
        assertThat(bot.toasts().getLast()).isEqualTo(ONLY);

        assertThat(bot.chats.settings(GROUP).get()).isEmpty();
    }

    @Test
    void whoeverTelegramDoesNotKnowIsRefused() {
        bot.saysInAGroup("/settings pace 12");
        bot.handle(answer(new TelegramResult.Failed("Bad Request: user not found")));

        assertThat(bot.lastCard().html()).isEqualTo(ONLY);
    }

    @Test
    void everybodyMaySeeTheSettings() {
        bot.saysInAGroup("/settings");
        bot.saysInAGroup("/settings pace");
        bot.pressesInAGroup(GROUP.value(), SettingCards.OPEN.data("zone"));

        assertThat(bot.outbox).noneMatch(TelegramCallV1.class::isInstance);
        assertThat(bot.lastCard().html()).contains("What time is it where you are?");
    }

    @Test
    void whoeverIsConfirmedIsNotAskedAboutForAWhile() {
        bot.pressesInAGroup(GROUP.value(), PACE);
        bot.handle(answer(new Member(Status.CREATOR)));

        bot.pressesInAGroup(GROUP.value(), SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "30")));

        assertThat(bot.chats.settings(GROUP).get().orElseThrow().get(ChatSettings.PACE))
                .contains(30);
        bot.pressesInAGroup(-8, PACE);
        assertThat(bot.outbox.getLast()).as("in another group").isInstanceOf(TelegramCallV1.class);
    }

    @Test
    void aRightIsForgottenAfterAWhileAndOnceItIsTaken() {
        Administrators administrators = new Administrators();
        Call call = call(TestBot.NOON);
        administrators.include(call, new Member(Status.ADMINISTRATOR));
        assertThat(administrators.areKnownToInclude(call)).isTrue();
        assertThat(administrators.areKnownToInclude(call(TestBot.NOON.plus(Administrators.TTL))))
                .isFalse();

        administrators.include(call, new Member(Status.MEMBER));
        assertThat(administrators.areKnownToInclude(call)).isFalse();
    }

    private static Call call(java.time.Instant now) {
        Origin origin = new Origin(1, Place.of(GROUP), false, Optional.of(new Person(7, "Ada", "en")));
        return new Call(origin, Optional.empty(), Optional.empty(), ChatSettings.NONE, now, Optional.empty());
    }

    @Test
    void anAnonymousAdministratorIsOne() {
        bot.handle(anonymous(GROUP.value()));

        assertThat(bot.chats.settings(GROUP).get().orElseThrow().get(ChatSettings.PACE))
                .contains(12);
    }

    @Test
    void aChannelThatWritesInAGroupIsNone() {
        bot.handle(anonymous(-99));

        assertThat(bot.lastCard().html()).isEqualTo(ONLY);
        assertThat(bot.chats.settings(GROUP).get()).isEmpty();
    }

    private static String anonymous(long sender) {
        return """
                {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/settings pace 12",
                 "from": {"id": 1087968824, "is_bot": true, "first_name": "Group"},
                 "sender_chat": {"id": %d}, "chat": {"id": -7, "type": "supergroup"}}}""".formatted(sender);
    }

    @Test
    void withoutTheDatabaseAnAdministratorIsTold() {
        bot.pressesInAGroup(GROUP.value(), PACE);
        bot.database.goes();
        bot.handle(answer(new Member(Status.ADMINISTRATOR)));

        assertThat(bot.toasts().getLast())
                .isEqualTo("I can’t reach my database right now. Please try again in a minute.");
    }

    /// An earlier version asked for its language command alone.
    @Test
    void whatAnEarlierVersionAskedIsAnsweredWithNothing() {
        bot.handle("""
                {"type": "telegram-result/1", "chat": -7, "id": "1/ask", "result": {"is": "member", "status": "creator"},
                 "context": {"bot.word": "language", "bot.update": "1", "bot.press": "p", "bot.card": "m:17",
                  "bot.language": "en", "choice": "de"}}""");

        assertThat(bot.outbox).containsExactly(new AnswerCallbackV1("p", ""));
    }

    private String answer(TelegramResult result) {
        TelegramCallV1 call = (TelegramCallV1) bot.outbox.getLast();
        assertThat(call.context()).containsAllEntriesOf(Map.of("bot.word", Administrators.WORD));
        return Json.write(call.result(result));
    }
}
