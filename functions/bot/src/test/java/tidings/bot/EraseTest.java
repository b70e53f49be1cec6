package tidings.bot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.chats.Chats.Waiting;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.messages.UpdatesMessage.ChatChangedV1;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Rows;
import tidings.store.ChatRegistry.Status;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

class EraseTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId GROUP = new ChatId(-7);
    private static final String CONFIRM = Erase.CONFIRM.data("");
    private static final String ENDED = "This chat was erased";

    private final TestBot bot = new TestBot();

    @BeforeEach
    void keptSomething() {
        bot.says("/settings pace 12");
        bot.follows.add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic("music")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/erase", "/forget"})
    void nothingIsErasedBeforeItIsConfirmed(String command) {
        bot.says(command);

        assertThat(bot.lastCard().html()).contains("Really erase everything");
        assertThat(bot.follows.of(ADA)).hasSize(1);
        assertThat(bot.button("Yes")).isEqualTo(CONFIRM);
    }

    @Test
    void whatIsConfirmedIsErasedEverywhere() {
        bot.says("/share");
        bot.says("/save https://redd.it/1abc2d for Sunday");
        bot.says("/follow java");
        bot.says("/erase");
        bot.presses(CONFIRM);

        assertThat(bot.lastCard().html()).contains("I’ve forgotten everything");
        assertNothingIsKept(ADA);
    }

    private void assertNothingIsKept(ChatId chat) {
        assertThat(bot.registry.export(chat).values()).extracting(Rows::total).containsOnly(0);
        assertThat(bot.chats.conversation(chat).get()).isEmpty();
        assertThat(bot.chats.state(chat).get()).isEmpty();
        assertThat(bot.chats.erased(chat)).isPresent();
    }

    @Test
    void thePressThatComesAgainErasesAgainAndKeepsNothing() {
        String press = TestBot.press(100, 7, "private", CONFIRM);
        bot.handle(press);
        bot.handle(press);

        assertThat(bot.lastCard().html()).contains("I’ve forgotten everything");
        assertNothingIsKept(ADA);
    }

    /// However often the press comes: nobody knows what was queued of it.
    @Test
    void whoWaitedIsToldThatNothingComes() {
        CardId asked = CardId.ofUpdate("41");
        bot.chats.shown(ADA, asked, 12);
        bot.chats.waits(ADA, asked, Optional.of(new Waiting("41", TestBot.NOON)));
        bot.chats.waits(ADA, CardId.ofMessage(13), Optional.of(new Waiting("42", TestBot.NOON)));
        bot.chats.waits(ADA, CardId.ofMessage(14), Optional.of(Waiting.over("43")));

        for (int i = 0; i < 2; i++) {
            bot.outbox.clear();
            bot.handle(TestBot.press(100, 7, "private", CONFIRM));

            assertThat(bot.cards())
                    .filteredOn(card -> card.html().contains("No answer comes here anymore"))
                    .extracting(ShowCardV1::card)
                    .containsExactlyInAnyOrder(CardId.ofMessage(12), CardId.ofMessage(13));
            assertThat(bot.outbox).extracting(OutboxMessage::deduplication).doesNotHaveDuplicates();
            assertThat(bot.lastCard().html()).contains("I’ve forgotten everything");
        }
        assertNothingIsKept(ADA);
    }

    @Test
    void whatWasUnderWayComesToNothing() {
        bot.handle(TestBot.press(100, 7, "private", CONFIRM));
        bot.outbox.clear();

        bot.handle(TestBot.text(99, 7, "private", "en", "/settings pace 5"));
        bot.handle(TestBot.text(98, 7, "private", "en", "/start"));
        bot.handle(Json.write(new ChatChangedV1(ADA, "99", true, Optional.empty(), TestBot.NOON)));
        bot.handle(Json.write(
                new TelegramCallV1(Place.of(ADA), "97/ask", new tidings.messages.TelegramCall.ChatMember(7), Map.of())
                        .result(new TelegramResult.Member(TelegramResult.Member.Status.CREATOR))));

        assertThat(bot.outbox).isEmpty();
        assertNothingIsKept(ADA);
    }

    @Test
    void whoeverSaysSomethingElseLearnsWhyNothingIsDone() {
        bot.presses(CONFIRM);
        bot.says("/top java");

        assertThat(bot.lastCard().html()).contains(ENDED);
        assertThat(bot.scrapes).isEmpty();
        assertNothingIsKept(ADA);
        bot.presses(Following.LIST.data(0));
        assertThat(bot.outbox.getLast())
                .isInstanceOfSatisfying(
                        AnswerCallbackV1.class,
                        answer -> assertThat(answer.text()).contains(ENDED));
        assertNothingIsKept(ADA);
    }

    @Test
    void blockingTheBotAfterwardsKeepsNothingEither() {
        bot.presses(CONFIRM);
        bot.handle("""
                {"update_id": 900, "my_chat_member": {"date": 1, "chat": {"id": 7, "type": "private"},
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
                 "old_chat_member": {"status": "member", "user": {"id": 1, "is_bot": true, "first_name": "Bot"}},
                 "new_chat_member": {"status": "kicked", "until_date": 0,
                  "user": {"id": 1, "is_bot": true, "first_name": "Bot"}}}}""");

        assertNothingIsKept(ADA);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void startBeginsAnew(boolean byButton) {
        bot.presses(CONFIRM);
        bot.says("/help");
        if (byButton) {
            bot.presses(bot.button("Start over"));
        } else {
            bot.says("/start");
        }

        assertThat(bot.lastCard().html()).contains("Step 1 of 3");
        assertThat(bot.registry.find(ADA).orElseThrow().status()).isEqualTo(Status.ACTIVE);
        bot.says("/settings pace 5");
        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .contains(5);
    }

    @Test
    void anErasureOfBeforeDoesNotEraseWhatBeganSince() {
        String press = TestBot.press(100, 7, "private", CONFIRM);
        bot.handle(press);
        bot.handle(TestBot.text(101, 7, "private", "en", "/start"));
        bot.handle(TestBot.text(102, 7, "private", "en", "/settings pace 5"));

        bot.handle(press);

        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .contains(5);
    }

    @Test
    void withoutTheDatabaseNothingIsHalfErased() {
        bot.database.goes();
        bot.presses(CONFIRM);

        assertThat(bot.toasts().getLast())
                .isEqualTo("I can’t reach my database right now. Please try again in a minute.");
        assertThat(bot.chats.settings(ADA).get().orElseThrow().get(ChatSettings.PACE))
                .isEqualTo(Optional.of(12));
        assertThat(bot.chats.erased(ADA)).isEmpty();
    }

    @Test
    void inAGroupOnlyAdministratorsErase() {
        bot.saysInAGroup("/top java");
        bot.pressesInAGroup(-7, CONFIRM);

        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        answer(TelegramResult.Member.Status.MEMBER);
        assertThat(bot.chats.erased(GROUP)).isEmpty();

        bot.pressesInAGroup(-7, CONFIRM);
        answer(TelegramResult.Member.Status.ADMINISTRATOR);
        assertNothingIsKept(GROUP);
        bot.outbox.clear();
        bot.saysInAGroup("what a nice day");
        assertThat(bot.outbox).isEmpty();
        assertNothingIsKept(GROUP);
    }

    private void answer(TelegramResult.Member.Status status) {
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast()).result(new TelegramResult.Member(status))));
    }

    @Test
    void aChannelThatTheChatFeedsIsErasedWithIt() {
        ChatId channel = new ChatId(-100_5);
        bot.chats
                .conversation(ADA)
                .change(known -> tidings.ratelimit.SharedState.Change.to(
                        known.orElseThrow()
                                .with(Channel.choose(
                                        known.get().settings(), Optional.of(new Channel(channel, "@news")))),
                        true));
        bot.follows.add(Place.of(channel), FollowQuery.of(new Origin.OfTopic("music")));
        bot.says("/erase");
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast())
                .result(new TelegramResult.Channel(
                        channel.value(), true, new TelegramResult.Member(TelegramResult.Member.Status.CREATOR)))));
        assertThat(bot.lastCard().html()).contains("the channel @news goes with it");

        bot.presses(CONFIRM);

        assertThat(bot.lastCard().html()).contains("I’ve forgotten everything");
        assertNothingIsKept(channel);
        assertNothingIsKept(ADA);
    }

    @Test
    void aGroupThatMovedIsErasedUnderBothIds() {
        bot.saysInAGroup("/top java");
        bot.chats.moved(GROUP, new ChatId(-100_77), TestBot.NOON);
        new Preferences(bot.registry, bot.chats).erase(new ChatId(-100_77), 500, TestBot.NOON);

        assertThat(bot.chats.state(GROUP).get()).isEmpty();
        assertThat(bot.chats.erased(GROUP)).isPresent();
    }

    @Test
    void whatIsKeptIsToldWithTheWaysToTakeItAway() {
        bot.says("/privacy");

        assertThat(bot.lastCard().html())
                .contains("/erase", "/export")
                .contains("for 8 days")
                .contains("seen them for 36 hours")
                .contains("after 5 days");
        assertThat(bot.labels()).isEqualTo(List.of("📦 Export", "🗑 Erase"));
        bot.says("de", "/privacy");
        assertThat(bot.lastCard().html())
                .contains("8 Tage lang")
                .contains("36 Stunden")
                .contains("nach 5 Tagen");
        bot.presses(Erase.ASK.data(""));
        assertThat(bot.lastCard().html()).contains("Really erase everything");
    }
}
