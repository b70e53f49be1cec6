package tidings.bot;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall;
import tidings.messages.TelegramResult;
import tidings.messages.TelegramResult.Member;
import tidings.messages.UpdatesMessage.TelegramResultV1;
import tidings.messages.UpdatesMessage.ThreadGoneV1;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;

import static org.assertj.core.api.Assertions.assertThat;

/// `/topics auto` and what comes of it.
class ForumThreadsTest {
    private static final ChatId GROUP = new ChatId(-7);
    private static final Key SCIENCE = new Key(GROUP, "science");

    private final TestBot bot = new TestBot();

    @BeforeEach
    void follow() {
        bot.follows.add(Place.of(GROUP), FollowQuery.of(Origin.of("java")));
    }

    private TelegramCallV1 lastCall() {
        return (TelegramCallV1) bot.outbox.getLast();
    }

    /// Telegram answers the last question.
    private void answers(TelegramResult result) {
        bot.handle(Json.write(lastCall().result(result)));
    }

    private void asksFor(String text, TelegramResult rights) {
        bot.saysInAGroup(text);
        if (bot.outbox.getLast() instanceof TelegramCallV1 call && call.call() instanceof TelegramCall.ChatMember) {
            answers(new Member(Member.Status.ADMINISTRATOR));
        }
        if (bot.outbox.getLast() instanceof TelegramCallV1) {
            answers(rights);
        }
    }

    private boolean isAuto() {
        return bot.toldToDeliver(GROUP).get(ThreadStore.AUTO).isPresent();
    }

    private void auto() {
        asksFor("/topics auto", new TelegramResult.OwnRights(true, true));
    }

    @Test
    void administratorsTurnThreadsOnAndOff() {
        auto();
        assertThat(bot.lastCard().html()).contains("each topic gets a thread of its own");
        assertThat(isAuto()).isTrue();

        asksFor("/topics off", new TelegramResult.OwnRights(true, true));
        assertThat(bot.lastCard().html()).contains("everything comes here again");
        assertThat(isAuto()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topics auto", "/topics off"})
    void othersDoNot(String text) {
        bot.saysInAGroup(text);
        answers(new Member(Member.Status.MEMBER));

        assertThat(bot.lastCard().html()).contains("administrator");
    }

    @Test
    void withoutTheRightNothingChangesAndTheGroupIsTold() {
        asksFor("/topics auto", new TelegramResult.OwnRights(true, false));

        assertThat(bot.lastCard().html()).contains("the right to manage topics");
        assertThat(bot.registry.find(GROUP).orElseThrow().settings().get(ThreadStore.AUTO))
                .isEmpty();
    }

    @Test
    void otherChatsAreToldWhereItWorks() {
        asksFor("/topics auto", new TelegramResult.OwnRights(false, true));
        assertThat(bot.lastCard().html()).contains("only in a group that has topics");
        asksFor("/topics auto", new TelegramResult.Failed("400 Bad Request"));
        assertThat(bot.lastCard().html()).contains("only in a group that has topics");

        bot.says("/topics auto");
        assertThat(bot.lastCard().html()).contains("only in a group that has topics");
    }

    @Test
    void anythingElseListsTheTopics() {
        bot.saysInAGroup("/topics automatic");

        assertThat(bot.lastCard().html()).startsWith("<b>Topics</b>");
    }

    private void made(TelegramResult result) {
        bot.stores.threads().ask(List.of(SCIENCE));
        bot.handle(Json.write(new TelegramResultV1(
                Place.of(GROUP), "thread.-7.science.1", result, Map.of(ThreadStore.TOPIC, "science"))));
    }

    @Test
    void aNewThreadIsNoted() {
        auto();
        int before = bot.outbox.size();
        made(new TelegramResult.ForumTopic(42));

        assertThat(bot.stores.threads().find(List.of(SCIENCE))).containsEntry(SCIENCE, OptionalInt.of(42));
        assertThat(bot.outbox).hasSize(before);
    }

    @Test
    void aGroupThatTakesNoThreadsIsToldOnceAndGetsEverythingItself() {
        auto();
        int before = bot.outbox.size();
        made(new TelegramResult.Failed("400 Bad Request: not enough rights to create a topic"));
        made(new TelegramResult.Failed("400 Bad Request: not enough rights to create a topic"));

        assertThat(bot.outbox).hasSize(before + 1);
        assertThat(bot.lastCard().html()).contains("I couldn’t make a thread");
        assertThat(bot.lastCard().place()).isEqualTo(Place.of(GROUP));
        assertThat(isAuto()).isFalse();
    }

    @Test
    void aLostThreadIsToldOnceAndMadeAnewOnDemand() {
        auto();
        made(new TelegramResult.ForumTopic(42));
        int before = bot.outbox.size();
        for (String card : List.of("p:one", "p:two")) {
            bot.handle(Json.write(new ThreadGoneV1(GROUP, 42, card)));
        }
        bot.handle(Json.write(new ThreadGoneV1(GROUP, 99, "p:three")));

        assertThat(bot.outbox).hasSize(before + 1);
        assertThat(bot.lastCard().html()).contains("The thread for", "was closed or deleted");
        assertThat(bot.stores.threads().find(List.of(SCIENCE))).containsEntry(SCIENCE, OptionalInt.empty());
        assertThat(isAuto()).isTrue();

        auto();
        assertThat(bot.stores.threads().find(List.of(SCIENCE))).isEmpty();
    }

    @Test
    void bothQuestionsOfAnUpdateAreAsked() {
        bot.saysInAGroup("/topics auto");
        String first = lastCall().deduplication();
        answers(new Member(Member.Status.CREATOR));

        assertThat(lastCall().deduplication()).isNotEqualTo(first);
        assertThat(bot.outbox).noneMatch(ShowCardV1.class::isInstance);
    }
}
