package tidings.bot;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.cards.NoticeCards;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member;
import tidings.messages.TelegramResult.Member.Status;
import tidings.preferences.ChatSettings;

import static org.assertj.core.api.Assertions.assertThat;

/// A private chat that follows and sets things for a channel.
class ChannelTest {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId CHANNEL = new ChatId(-1004713);
    private static final Community JAVA = new Community("java");
    private static final FollowQuery FOLLOWED = FollowQuery.of(new Origin.OfCommunity(JAVA));
    private static final TelegramResult FED =
            new TelegramResult.Channel(CHANNEL.value(), true, new Member(Status.ADMINISTRATOR));
    private static final String NAME = "📢 <b>@java_weekly</b>\n";

    private final TestBot bot = new TestBot();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@java_weekly",
                "https://t.me/java_weekly",
                "http://t.me/java_weekly/",
                "t.me/java_weekly",
                "https://telegram.me/java_weekly"
            })
    void telegramIsAskedAboutAChannelByItsNameOrItsLink(String typed) {
        bot.says("/channel " + typed);

        assertThat(question()).isEqualTo(new TelegramCall.Channel("@java_weekly", 7));
        assertThat(((TelegramCallV1) bot.outbox.getLast()).place()).isEqualTo(Place.of(ADA));
        answer(FED);
        assertThat(bot.lastCard().html()).contains("for <b>@java_weekly</b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"java", "@a", "@1java", "https://t.me/+abcdef", "https://t.me/c/12/3", "@java weekly", "<b>"})
    void whatIsNoNameOfAChannelIsToldSo(String typed) {
        bot.says("/channel " + typed);

        assertThat(bot.lastCard().html()).contains("isn’t a channel’s name").doesNotContain("<b>");
        assertThat(bot.outbox).noneMatch(TelegramCallV1.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({
        "true, MEMBER, Only administrators of @java_weekly",
        "true, LEFT, Only administrators of @java_weekly",
        "true, KICKED, Only administrators of @java_weekly",
        "false, LEFT, I need to be an administrator of @java_weekly",
        "false, CREATOR, I need to be an administrator of @java_weekly"
    })
    void bothMustAdministerTheChannel(boolean posts, Status person, String refusal) {
        bot.says("/channel @java_weekly");
        answer(new TelegramResult.Channel(CHANNEL.value(), posts, new Member(person)));

        assertThat(bot.lastCard().html()).startsWith(refusal);
        bot.says("/pace 12");
        assertThat(pace(ADA)).contains(12);
    }

    @Test
    void aGroupChoosesNoneAndOneThatTelegramDoesNotShowIsToldSo() {
        bot.saysInAGroup("/channel @java_weekly");
        assertThat(bot.lastCard().html()).contains("in our private chat");

        bot.says("/channel @java_weekly");
        answer(new TelegramResult.Failed("Bad Request: chat not found"));

        assertThat(bot.lastCard().html()).startsWith("I see no channel @java_weekly.");
    }

    @Test
    void whatTheChatFollowsThenComesToTheChannel() {
        choose();
        bot.says("/follow java");
        answer(FED);
        assertThat(bot.cards()).anyMatch(card -> card.html().startsWith(NAME));
        bot.presses(bot.button("✅ Follow"));

        assertThat(bot.lastCard().html()).startsWith(NAME);
        assertThat(bot.follows.of(CHANNEL))
                .singleElement()
                .satisfies(follow -> assertThat(follow.place()).isEqualTo(Place.of(CHANNEL)));
        assertThat(bot.follows.of(ADA)).isEmpty();
        assertThat(bot.cards())
                .as("answers come where they were asked")
                .allMatch(card -> card.chat().equals(ADA));
    }

    @Test
    void itsListAndTheButtonsUnderItAreOfTheChannel() {
        Follow own = bot.follows.add(Place.of(ADA), FOLLOWED).orElseThrow();
        Follow follow = bot.follows.add(Place.of(CHANNEL), FOLLOWED).orElseThrow();
        choose();
        bot.says("/following");
        answer(FED);
        assertThat(bot.lastCard().html()).startsWith(NAME).contains("r/java");

        bot.presses(Following.PAUSE.data(follow.id()));
        assertThat(bot.follows.find(CHANNEL, follow.id()).orElseThrow().paused())
                .isTrue();
        bot.presses(Following.REMOVE.data(follow.id()));
        assertThat(bot.follows.of(CHANNEL)).isEmpty();
        bot.presses(bot.button("Undo"));
        assertThat(bot.follows.of(CHANNEL)).hasSize(1);
        assertThat(bot.follows.of(ADA)).containsExactly(own);
    }

    @Test
    void itsSettingsAreOfTheChannelAndWhoeverDeliversKnowsThem() {
        choose();
        bot.says("/channel off");
        bot.says("/pace 60");
        choose();
        for (String text : List.of("/pace 12", "/brief 8:00", "/settings quiet 22-7", "/language de")) {
            bot.says(text);
            if (bot.outbox.getLast() instanceof TelegramCallV1) {
                answer(FED);
            }
            assertThat(bot.lastCard().html()).as(text).startsWith(NAME);
        }
        bot.presses(SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "30")));

        assertThat(bot.registry.find(ADA).orElseThrow().settings().chosen()).doesNotContainKey("channel");
        ChatSettings channel = bot.chats.settings(CHANNEL).get().orElseThrow();
        assertThat(channel.chosen()).containsOnlyKeys("pace", "brief", "quiet", "language");
        assertThat(bot.toldToDeliver(CHANNEL)).isEqualTo(channel);
        assertThat(pace(CHANNEL)).contains(30);
        assertThat(pace(ADA)).contains(60);
        assertThat(bot.lastCard().html()).as("in the language of the person").contains("How many posts a day");
    }

    @Test
    void theListOfTheChannelIsShared() {
        bot.follows.add(Place.of(CHANNEL), FOLLOWED);
        choose();
        bot.says("/share");
        answer(FED);

        assertThat(bot.lastCard().html()).startsWith(NAME).contains("/start l_");
    }

    @Test
    void everythingElseIsOfTheChatItself() {
        bot.follows.add(Place.of(ADA), FOLLOWED);
        choose();
        for (String text : List.of("/help", "/topics", "/find music", "/status", "/privacy", "/start")) {
            bot.says(text);
            assertThat(bot.lastCard().html()).as(text).doesNotContain("📢 <b>");
        }
        bot.presses(NoticeCards.UNFOLLOW.data(JAVA));

        assertThat(bot.follows.of(ADA)).isEmpty();
    }

    @Test
    void whatTheChatFollowsItselfIsChangedByTheButtonsUnderItsPosts() {
        Follow own = bot.follows.add(Place.of(ADA), FOLLOWED).orElseThrow();
        choose();
        bot.presses(PostButtons.FOLLOW.data(own.id()));
        assertThat(bot.lastCard().html()).startsWith("<b>r/java").doesNotContain("📢");
        bot.presses(Following.REMOVE.data(own.id()));
        assertThat(bot.follows.of(ADA)).isEmpty();
    }

    @Test
    void aRightThatWasConfirmedIsNotAskedForAgainForAWhile() {
        choose();
        bot.says("/pace 12");
        answer(FED);
        int asked = questions();
        bot.says("/pace 30");

        assertThat(questions()).isEqualTo(asked);
        assertThat(pace(CHANNEL)).contains(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pace 12", "/following", "/settings", "/follow java", "/share"})
    void whoeverLostTheRightIsToldAndIsBackInTheChat(String text) {
        choose();
        bot.says(text);
        assertThat(question()).isEqualTo(new TelegramCall.Channel("-1004713", 7));
        answer(new TelegramResult.Channel(CHANNEL.value(), true, new Member(Status.MEMBER)));

        assertThat(bot.lastCard().html())
                .startsWith("I can’t do that for <b>@java_weekly</b>")
                .contains("for this chat again");
        bot.says("/pace 5");
        assertThat(pace(CHANNEL)).isEmpty();
        assertThat(pace(ADA)).contains(5);
    }

    @Test
    void withoutTheRightToPostOrTheChannelNothingIsChangedEither() {
        for (TelegramResult lost : List.of(
                new TelegramResult.Channel(CHANNEL.value(), false, new Member(Status.LEFT)),
                new TelegramResult.Failed("Bad Request: chat not found"),
                new TelegramResult.Channel(-1004714, true, new Member(Status.CREATOR)))) {
            choose();
            bot.presses(SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "30")));
            answer(lost);
            assertThat(bot.lastCard().html()).startsWith("I can’t do that for");
        }
        assertThat(pace(CHANNEL)).isEmpty();
        assertThat(pace(ADA)).isEmpty();
    }

    @Test
    void theChosenChannelIsShownWithAWayBack() {
        bot.says("/channel");
        assertThat(bot.lastCard().html()).contains("I can feed a channel");
        choose();
        bot.says("/channel");
        assertThat(bot.lastCard().html()).contains("@java_weekly");
        bot.presses(bot.button("Back to this chat"));

        assertThat(bot.lastCard().html()).contains("for this chat again");
        bot.says("/pace 12");
        assertThat(pace(ADA)).contains(12);
    }

    @Test
    void aReaderOfTheChannelChangesNothingByAButtonThereAndIsToldAlone() {
        Follow follow = bot.follows.add(Place.of(CHANNEL), FOLLOWED).orElseThrow();
        long update = 900;
        for (String data : List.of(
                Following.PAUSE.data(follow.id()),
                Following.REMOVE.data(follow.id()),
                NoticeCards.UNFOLLOW.data(JAVA),
                SettingCards.CHOOSE.data(new SettingCards.Choice("pace", "30")),
                PostButtons.FOLLOW.data(follow.id()),
                Following.LIST.data(0),
                SettingCards.OPEN.data(""),
                "made|up",
                Share.WITHDRAW.data(""))) {
            bot.handle(TestBot.press(update++, CHANNEL.value(), "channel", data));
            assertThat(question()).isEqualTo(new TelegramCall.ChatMember(7));
            answer(new Member(Status.MEMBER));
            assertThat(bot.outbox.getLast())
                    .isEqualTo(new AnswerCallbackV1("press-1", "Only administrators can do that here."));
        }
        assertThat(bot.follows.of(CHANNEL)).containsExactly(follow);
        assertThat(bot.chats.settings(CHANNEL).get()).isEmpty();
    }

    private void choose() {
        bot.says("/channel @java_weekly");
        answer(FED);
    }

    private TelegramCall question() {
        return ((TelegramCallV1) bot.outbox.getLast()).call();
    }

    private int questions() {
        return (int)
                bot.outbox.stream().filter(TelegramCallV1.class::isInstance).count();
    }

    private void answer(TelegramResult result) {
        bot.handle(Json.write(((TelegramCallV1) bot.outbox.getLast()).result(result)));
    }

    private Optional<Integer> pace(ChatId chat) {
        return bot.chats.settings(chat).get().flatMap(settings -> settings.get(ChatSettings.PACE));
    }
}
