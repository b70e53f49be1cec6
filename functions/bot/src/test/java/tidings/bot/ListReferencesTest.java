package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.domain.SourceProblem;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramResult;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever was said about a post of a list, and however the list came, its numbers still count.
class ListReferencesTest {
    private static final List<PostId> POSTS =
            IntStream.rangeClosed(1, 5).mapToObj(i -> new PostId("a" + i)).toList();

    private final TestBot bot = new TestBot();

    ListReferencesTest() {
        bot.chats.botIs("TidingsBot");
    }

    private enum Listed {
        SHOWN_AT_ONCE,
        WAITED_FOR,
        EXPIRED_AND_FETCHED_AGAIN,
        REPLIED_TO,
        IN_THE_HISTORY_ALONE
    }

    private record Chat(ChatId id, String type, String before) {
        static final Chat PRIVATE = new Chat(TestBot.ADA, "private", "");
        static final Chat GROUP = new Chat(new ChatId(-7), "supergroup", "@TidingsBot ");
    }

    private static Stream<Arguments> all() {
        return Stream.of(Listed.values())
                .flatMap(list -> Stream.of(Chat.PRIVATE, Chat.GROUP)
                        .flatMap(chat -> Stream.of(
                                        "the second one",
                                        "save the second",
                                        "why the second one",
                                        "remind me of the second one tomorrow at 9",
                                        "/save 2",
                                        "/why the second one")
                                .filter(said -> !said.matches("/save 2") || list != Listed.REPLIED_TO)
                                .map(said -> Arguments.of(list, chat, said))));
    }

    @ParameterizedTest
    @MethodSource("all")
    void numbersStillCountInIt(Listed list, Chat chat, String said) {
        shows(list, chat);
        says(chat, said, list == Listed.REPLIED_TO);

        says(chat, "save it", false);
        assertThat(bot.services.stores().saved().find(chat.id(), new PostId("a2")))
                .isPresent();
        says(chat, "save the third", false);
        assertThat(bot.services.stores().saved().find(chat.id(), new PostId("a3")))
                .isPresent();
        says(chat, "the fifth one", false);
        assertThat(bot.lastCard().html()).contains("Title no 5<");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void moreOfAListThatWasWaitedForIsItsNextPageWhetherOneOfItWasOpenedOrNot(boolean opened) {
        shows(Listed.WAITED_FOR, Chat.PRIVATE);
        if (opened) {
            bot.says("the second one");
        }

        bot.says("more");
        assertThat(bot.lastCard().html()).contains("Title no 6<").doesNotContain("Title no 1<");
        bot.says("the second one");
        assertThat(bot.lastCard().html()).contains("Title no 7<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"more", "the second one", "save the third", "why?"})
    void aListThatIsNotThereYetIsNotReferredTo(String said) {
        bot.says("/top java");
        bot.says(said);
        assertThat(bot.lastCard().html()).startsWith("These posts aren’t here yet");

        bot.refused(SourceProblem.PRIVATE, Duration.ZERO);
        bot.says(said);
        assertThat(bot.lastCard().html()).startsWith("These posts aren’t here yet");
    }

    /// The first brief has other posts than the feed that it is made of, and in another order.
    @Test
    void whatIsMadeOfAFeedIsNotTakenForTheFeed() {
        bot.says("/import u/some-name/m/feed");
        ReferencesTest.posted(bot);
        bot.says("the second one");

        assertThat(bot.lastCard().html()).doesNotContain("Title no");
    }

    /// A delivery is no list.
    @Test
    void aReplyToACardOfOnePostLeavesTheListAsItIs() {
        shows(Listed.SHOWN_AT_ONCE, Chat.PRIVATE);
        says(Chat.PRIVATE, "save this", List.of(new PostId("a9")));
        assertThat(bot.services.stores().saved().find(TestBot.ADA, new PostId("a9")))
                .isPresent();

        bot.says("the third one");

        assertThat(bot.lastCard().html()).contains("Title no 3<");
    }

    private void shows(Listed list, Chat chat) {
        if (list != Listed.WAITED_FOR && list != Listed.EXPIRED_AND_FETCHED_AGAIN) {
            ReferencesTest.posted(bot);
        }
        switch (list) {
            case SHOWN_AT_ONCE -> says(chat, "/top java", false);
            case WAITED_FOR -> {
                says(chat, "/top java", false);
                ReferencesTest.posted(bot);
            }
            case EXPIRED_AND_FETCHED_AGAIN -> {
                PostButtons.FeedPosition next = new PostButtons.FeedPosition(TestBot.JAVA, 5);
                bot.handle(TestBot.press(++updates, chat.id().value(), chat.type(), PostButtons.PAGE.data(next)));
                ReferencesTest.posted(bot);
            }
            case REPLIED_TO -> says(chat, "/topics", false);
            case IN_THE_HISTORY_ALONE -> {
                bot.registry.note(chat.id(), Status.ACTIVE, TestBot.NOON);
                Instant at = TestBot.NOON.minusSeconds(60);
                bot.stores
                        .history()
                        .add(
                                List.of(new ActedV1(chat.id(), "7", at, Kind.SHOWN, Optional.of("top"), POSTS)),
                                _ -> false);
            }
        }
    }

    private void says(Chat chat, String text, boolean toTheList) {
        says(chat, text, toTheList ? POSTS : List.of());
    }

    /// What administrators alone may say, one of them says.
    private void says(Chat chat, String text, List<PostId> repliedTo) {
        String said = text.startsWith("/") ? text : chat.before() + text;
        String update = TestBot.text(++updates, chat.id().value(), chat.type(), "en", said);
        String links = repliedTo.stream()
                .map(post -> "{\"type\": \"text_link\", \"offset\": 0, \"length\": 1, \"url\": \"https://redd.it/%s\"}"
                        .formatted(post))
                .collect(Collectors.joining(", "));
        String reply = """
                "reply_to_message": {"message_id": 1, "text": "A card", "entities": [%s],
                  "from": {"id": 9, "is_bot": true, "first_name": "Tidings", "username": "TidingsBot"}}, "from":""".formatted(links);
        bot.handle(repliedTo.isEmpty() ? update : update.replace("\"from\":", reply));
        if (bot.outbox.getLast() instanceof TelegramCallV1 call) {
            bot.handle(Json.write(call.result(new TelegramResult.Member(TelegramResult.Member.Status.ADMINISTRATOR))));
        }
    }

    private long updates = 1_000;
}
