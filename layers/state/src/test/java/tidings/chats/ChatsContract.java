package tidings.chats;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// What all chats have in common, whoever stores them.
interface ChatsContract {
    Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    ChatSettings GERMAN = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));
    CardId CARD = CardId.ofUpdate("42");

    Chats chats();

    /// One that no other test uses.
    static ChatId someChat() {
        return new ChatId(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    @Test
    default void aNewChatHasNothing() {
        ChatId chat = someChat();

        assertThat(chats().arrival(chat).blocked()).isFalse();
        assertThat(chats().arrival(chat).conversation()).isEqualTo(Conversation.NEW);
        assertThat(chats().state(chat).get()).isEmpty();
        assertThat(chats().settings(chat).get()).isEmpty();
        assertThat(chats().message(chat, CARD)).isEmpty();
        assertThat(chats().incidents(chat)).isEmpty();
    }

    @Test
    default void theNameOfTheBotIsKnownInLowerCase() {
        chats().botIs("TidingsBot");

        assertThat(chats().botName()).contains("tidingsbot");
    }

    @Test
    default void anUpdateThatWasHandledIsRecognizedInItsChatOnly() {
        ChatId chat = someChat();
        handle(chats().arrival(chat), 7);

        assertThat(chats().arrival(chat).conversation().isHandled(7)).isTrue();
        assertThat(chats().arrival(chat).conversation().isHandled(8)).isFalse();
        assertThat(chats().arrival(someChat()).conversation().isHandled(7)).isFalse();
    }

    @Test
    default void ofTwoWhoChangeAConversationAtOnceNeitherLosesWhatTheOtherNoted() {
        ChatId chat = someChat();
        Chats.Arrival here = chats().arrival(chat);
        Chats.Arrival there = chats().arrival(chat);
        chats().settings(chat).change(_ -> Change.to(GERMAN, true));
        handle(here, 7);
        handle(there, 8);

        Conversation conversation = chats().arrival(chat).conversation();
        assertThat(conversation.handled()).containsExactly(7L, 8L);
        assertThat(conversation.settings().get(ChatSettings.LANGUAGE)).contains("de");
    }

    private static void handle(Chats.Arrival arrival, long updateId) {
        arrival.shared()
                .change(known -> Change.to(
                        known.orElse(Conversation.NEW).handled(updateId).answeredAt(NOON), true));
    }

    @Test
    default void aMessageThatShowsACardIsFoundInItsChatOnly() {
        ChatId chat = someChat();
        chats().shown(chat, CARD, 11);
        chats().shown(chat, CardId.ofUpdate("43"), 12);

        assertThat(chats().message(chat, CARD)).hasValue(11);
        assertThat(chats().message(someChat(), CARD)).isEmpty();
    }

    @Test
    default void theMessagesOfACardAreFoundAsTheyWereNoted() {
        ChatId chat = someChat();
        CardMessages album = CardMessages.NONE.withAlbum(List.of(7, 8, 10));
        assertThat(chats().messages(chat, CARD)).isEqualTo(CardMessages.NONE);

        chats().shown(chat, CARD, album);
        assertThat(chats().messages(chat, CARD)).isEqualTo(album);
        assertThat(chats().message(chat, CARD)).isEmpty();

        chats().shown(chat, CARD, album.with(11, false));
        assertThat(chats().messages(chat, CARD)).isEqualTo(album.with(11, false));
        chats().shown(chat, CARD, CardMessages.NONE.with(12, true));
        assertThat(chats().messages(chat, CARD)).isEqualTo(CardMessages.NONE.with(12, true));
    }

    @Test
    default void whatACardWaitsForIsKnownInItsChatUntilItWaitsNoLonger() {
        ChatId chat = someChat();
        assertThat(chats().waiting(chat, CARD)).isEmpty();

        chats().waits(chat, CARD, Optional.of(new Chats.Waiting("42", NOON)));
        assertThat(chats().waiting(chat, CARD)).contains(new Chats.Waiting("42", NOON));
        assertThat(chats().waiting(someChat(), CARD)).isEmpty();
        assertThat(chats().waiting(chat, CardId.ofUpdate("43"))).isEmpty();

        chats().waits(chat, CARD, Optional.of(Chats.Waiting.over("42")));
        assertThat(chats().waiting(chat, CARD))
                .hasValueSatisfying(waiting -> assertThat(waiting.isOver()).isTrue());
        chats().waits(chat, CARD, Optional.empty());
        assertThat(chats().waiting(chat, CARD)).isEmpty();
    }

    @Test
    default void aChatMayDoSomethingSoOftenAndWhatWasAdmittedOnceIsAdmittedAgain() {
        ChatId chat = someChat();
        Duration day = Duration.ofDays(30_000);

        assertThat(chats().admits(chat, "fetch", "1", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "1", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "2", 2, day)).isTrue();
        assertThat(chats().admits(chat, "fetch", "3", 2, day)).isFalse();
        assertThat(chats().admits(chat, "fetch", "2", 2, day)).isTrue();
        assertThat(chats().admits(chat, "notice", "3", 2, day)).isTrue();
        assertThat(chats().admits(someChat(), "fetch", "3", 2, day)).isTrue();
    }

    @Test
    default void aCardThatIsShownAnewHasTheNewMessage() {
        ChatId chat = someChat();
        chats().shown(chat, CARD, 11);
        chats().shown(chat, CARD, 12);

        assertThat(chats().message(chat, CARD)).hasValue(12);
    }

    @Test
    default void everyPartOfAStateIsKept() {
        ChatId chat = someChat();
        ChatState state = ChatState.NEW
                .sentAt(NOON.plusMillis(1))
                .quietUntil(NOON)
                .blockedAt(NOON)
                .movedTo(new ChatId(-100), NOON)
                .shows(CARD, 11);

        chats().state(chat).change(_ -> Change.to(state, true));

        assertThat(chats().state(chat).get()).contains(state);
        assertThat(chats().state(someChat()).get()).isEmpty();
        assertThat(chats().arrival(chat).blocked()).isTrue();
    }

    @Test
    default void aChatThatMovedIsAnotherNow() {
        ChatId group = someChat();
        ChatId supergroup = someChat();
        chats().state(group).change(_ -> Change.to(ChatState.NEW.movedTo(supergroup, NOON), true));

        assertThat(chats().current(group)).isEqualTo(supergroup);
        assertThat(chats().current(supergroup)).isEqualTo(supergroup);
    }

    @Test
    default void aChatThatIsWelcomeAgainIsNotBlocked() {
        ChatId chat = someChat();
        chats().state(chat).change(_ -> Change.to(ChatState.NEW.blockedAt(NOON), true));
        chats().state(chat).change(state -> Change.to(state.orElseThrow().welcome(), true));

        assertThat(chats().arrival(chat).blocked()).isFalse();
    }

    @Test
    default void aChatHasTheSettingsThatItChose() {
        ChatId chat = someChat();
        handle(chats().arrival(chat), 7);

        chats().settings(chat).change(known -> {
            assertThat(known).isEmpty();
            return Change.to(GERMAN, true);
        });

        assertThat(chats().settings(chat).get()).contains(GERMAN);
        assertThat(chats().arrival(chat).conversation())
                .isEqualTo(new Conversation(
                        GERMAN.chosen(), List.of(7L), List.of(NOON), Optional.empty(), OptionalLong.empty()));
        assertThat(chats().settings(chat).<Optional<ChatSettings>>change(Change::none))
                .contains(GERMAN);
    }

    @Test
    default void theLatestRevisionOfEachIncidentIsFound() {
        ChatId chat = someChat();
        assertThat(chats().saveIncident(chat, "a", 1, "{\"revision\": 1}")).isTrue();
        assertThat(chats().saveIncident(chat, "a", 2, "{\"revision\": 2}")).isTrue();
        assertThat(chats().saveIncident(chat, "b", 1, "{}")).isTrue();

        assertThat(chats().incidents(chat)).containsExactlyInAnyOrder("{\"revision\": 2}", "{}");
        assertThat(chats().incidents(someChat())).isEmpty();
    }

    @Test
    default void ofTwoWhoSaveTheSameRevisionOneIsRefused() {
        ChatId chat = someChat();
        chats().saveIncident(chat, "a", 1, "{\"by\": \"nobody\"}");

        assertThat(chats().saveIncident(chat, "a", 2, "{\"by\": \"Ada\"}")).isTrue();
        assertThat(chats().saveIncident(chat, "a", 2, "{\"by\": \"Grace\"}")).isFalse();
        assertThat(chats().saveIncident(chat, "a", 1, "{\"by\": \"Alan\"}")).isFalse();
        assertThat(chats().incidents(chat)).containsExactly("{\"by\": \"Ada\"}");
    }

    @Test
    default void aDraftIsThatOfItsChatAndItsUpdate() {
        Chats chats = chats();
        ChatId chat = someChat();
        chats.saveDraft(chat, "41", "{}");
        chats.saveDraft(chat, "41", "{\"a\":1}");

        assertThat(chats.draft(chat, "41")).contains("{\"a\":1}");
        assertThat(chats.draft(chat, "42")).isEmpty();
        assertThat(chats.draft(someChat(), "41")).isEmpty();
    }
}
