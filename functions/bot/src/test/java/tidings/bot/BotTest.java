package tidings.bot;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.Trace;
import tidings.cards.AlarmButtons;
import tidings.cards.AlarmButtons.AlarmPress;
import tidings.chats.ChatState;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.AlarmMessage.ButtonPressedV1;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.ratelimit.SharedState.Change;
import tidings.topics.Taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

class BotTest {
    private final TestBot bot = new TestBot();

    /// To the service level it was answered; an update that did not come from the webhook is not timed.
    @Test
    void anUpdateThatWantsNoAnswerIsTimedAsOneThatHasNone() {
        String post = "{\"update_id\": 7, \"channel_post\": {\"message_id\": 1, \"date\": 1, \"text\": \"hi\","
                + " \"chat\": {\"id\": -100, \"type\": \"channel\"}}}";

        bot.handle(post);
        assertThat(bot.meter.outcomes("AnswerTime")).isEmpty();

        Trace.asked(Optional.of(Long.toString(TestBot.NOON.minusMillis(70).toEpochMilli())), () -> {
            bot.handle(post);
            return null;
        });
        assertThat(bot.meter.values("AnswerTime", "none")).containsExactly(70.0);
        assertThat(bot.outbox).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/classify 🙂🙂🙂",
                "/classify שלום עולם",
                "/classify https://",
                "/classify https://exa mple",
                "/classify https://[::1]/x",
                "/classify <b>&amp;",
                "/topic <b>nothing</b>",
                "/topic",
                "/start",
                "/help",
                "/language",
                "hi"
            })
    void everyTextGetsAnAnswer(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html())
                .isNotBlank()
                .doesNotContain("<b>nothing</b>")
                .hasSizeLessThan(4_096);
    }

    @Test
    void anUpdateThatWasHandledIsNotHandledAgain() {
        String update = TestBot.text(42, 7, "private", "en", "/help");
        bot.handle(update);
        bot.handle(update);

        assertThat(bot.outbox).hasSize(1);
    }

    @Test
    void theAnswerOfAPressAndItsCardLeaveByOneRequest() {
        bot.fetched(Duration.ofMinutes(1));
        bot.says("/topic programming");
        String next = bot.lastCard().buttons().getFirst().getFirst().press();
        bot.outbox.clear();
        bot.requests = 0;

        bot.presses(next);

        assertThat(bot.outbox).hasSize(2).first().isEqualTo(new AnswerCallbackV1("press-1", ""));
        assertThat(bot.requests).isEqualTo(1);
    }

    @Test
    void whatPeopleSayToEachOtherInAGroupIsNotForTheBot() {
        bot.saysInAGroup("good morning");

        assertThat(bot.outbox).isEmpty();
        assertThat(bot.chats.conversation(new ChatId(-7)).get())
                .as("nothing is written for it")
                .isEmpty();
    }

    @Test
    void aCommandInACaptionIsACommand() {
        bot.handle("""
                {"update_id": 1, "message": {"message_id": 1, "date": 1, "caption": "/help", "photo": [],
                 "chat": {"id": 7, "type": "private"}}}""");

        assertThat(bot.lastCard().html()).contains("/top /trends");
    }

    @Test
    void whoeverWritesNoLongerBlocksTheBot() {
        ChatId ada = new ChatId(7);
        bot.chats.state(ada).change(_ -> Change.to(ChatState.NEW.blockedAt(TestBot.NOON), true));

        bot.says("/help");

        assertThat(bot.chats.state(ada).get()).contains(ChatState.NEW);
    }

    @Test
    void aChatThatShutsTheBotOutGetsNothingUntilItLetsItIn() {
        ChatId group = new ChatId(-7);

        bot.handle(membership(1, "kicked"));
        assertThat(bot.chats.state(group).get().flatMap(ChatState::blocked)).contains(TestBot.NOON);

        bot.handle(membership(2, "member"));
        assertThat(bot.chats.state(group).get().flatMap(ChatState::blocked)).isEmpty();
        assertThat(bot.outbox).isEmpty();
    }

    private static String membership(long update, String status) {
        return """
                {"update_id": %d, "my_chat_member": {"chat": {"id": -7, "type": "group"}, "date": 1,
                 "from": {"id": 7, "is_bot": false, "first_name": "Ada"},
                 "old_chat_member": {"status": "member", "user": {"id": 1, "is_bot": true, "first_name": "Tidings"}},
                 "new_chat_member": {"status": "%s", "until_date": 0,
                  "user": {"id": 1, "is_bot": true, "first_name": "Tidings"}}}}""".formatted(update, status);
    }

    @Test
    void anAnswerGoesToTheForumTopicOfItsQuestion() {
        bot.handle("""
                {"update_id": 1, "message": {"message_id": 1, "date": 1, "text": "/help", "message_thread_id": 5,
                 "is_topic_message": true, "chat": {"id": -7, "type": "supergroup"}}}""");

        assertThat(bot.lastCard().place().topic()).isEqualTo(OptionalInt.of(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop:table", "top:java:day:5", "new:java:day", "topic:programming:5", "alarm:mute:0a1b2c"})
    void aButtonOfAnOlderVersionIsAnsweredPolitely(String data) {
        bot.presses(data);

        assertThat(bot.toasts()).containsExactly("This button is too old. Please send the command again.");
    }

    static Stream<String> refusedInAGroup() {
        return Stream.of(
                "made|up", Following.REMOVE.data(1L), SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "30")));
    }

    @ParameterizedTest
    @MethodSource("refusedInAGroup")
    void wordsForAPressSayWhereTheyComeOnceTelegramTakesThemNoLonger(String data) {
        bot.handle(TestBot.press(42, -7, "supergroup", data));

        if (bot.outbox.getLast() instanceof TelegramCallV1 question) {
            bot.handle(Json.write(question.result(new TelegramResult.Failed("nobody knows"))));
        }
        AnswerCallbackV1 words = (AnswerCallbackV1) bot.outbox.getLast();
        assertThat(words.late()).hasValueSatisfying(card -> {
            assertThat(card.place()).isEqualTo(Place.of(new ChatId(-7)));
            assertThat(card.id()).isEqualTo("42/late");
            assertThat(card.html()).isEqualTo(words.text()).isNotBlank();
        });
    }

    @Test
    void everyTopicHasAButton() {
        bot.says("/topics");

        assertThat(bot.lastCard().html()).contains("Programming").hasSizeLessThan(4_096);
        assertThat(bot.lastCard().buttons().stream().mapToInt(List::size).sum())
                .isEqualTo(Taxonomy.load().all().size() - 1);
    }

    @Test
    void aTopicIsFoundByItsIdAndItsNameInEitherLanguage() {
        bot.fetched(Duration.ofMinutes(1));
        for (String name : List.of(
                "programming",
                "Programming & Software Development",
                "💻 programming & software development",
                "SOFTWARE",
                "development software")) {
            bot.says("/topic " + name);
            assertThat(bot.lastCard().html()).as(name).contains("A title").contains("r/java");
        }
        bot.says("de", "/topic Programmieren & Software");
        assertThat(bot.lastCard().html()).contains("A title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"games", "&", "🎮", "nothing of the kind"})
    void whatNamesNoTopicOrSeveralIsNone(String name) {
        bot.says("/topic " + name);

        assertThat(bot.lastCard().html()).contains("isn’t one of my topics");
    }

    @Test
    void whoeverAsksForASubredditAsATopicIsToldTheCommandForIt() {
        bot.says("/topic https://www.reddit.com/r/java/");

        assertThat(bot.lastCard().html()).contains("r/java is a subreddit").contains("/top r/java");
    }

    @Test
    void aTopicsPagesAreTurnedFromThePostThatWasShown() {
        bot.fetched(Duration.ofMinutes(1));
        bot.says("/topic programming");
        String first = bot.lastCard().html();
        bot.presses(bot.lastCard().buttons().getFirst().getFirst().press());

        assertThat(bot.lastCard().html()).contains("<b>6.</b>").isNotEqualTo(first);
        bot.presses(bot.lastCard().buttons().getFirst().getFirst().press());
        assertThat(bot.lastCard().html()).contains("<b>1.</b>");
    }

    @Test
    void anOperatorsPressIsHandedOn() {
        bot.pressesInAGroup(
                TestBot.OPERATORS.value(),
                AlarmButtons.PRESS.data(new AlarmPress(ButtonPressedV1.Button.MUTE, "0a1b2c3d4e")));

        assertThat(bot.alarms)
                .containsExactly(new ButtonPressedV1("0a1b2c3d4e", ButtonPressedV1.Button.MUTE, "press-1", "Ada"));
        assertThat(bot.outbox).as("the alarms function answers it").isEmpty();
    }

    @Test
    void aPressUnderAnAlarmElsewhereMovesNothing() {
        bot.presses(AlarmButtons.PRESS.data(new AlarmPress(ButtonPressedV1.Button.MUTE, "0a1b2c3d4e")));

        assertThat(bot.alarms).isEmpty();
        assertThat(bot.toasts()).containsExactly("This button only works in the operators’ chat.");
    }
}
