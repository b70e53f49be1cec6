package tidings.chats;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.ratelimit.SharedState.Change;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;

/// What is left of a chat that was erased, whoever stores it.
interface ErasedChatsContract {
    Chats chats();

    @Test
    default void ofAnErasedChatNothingIsLeftButATombstoneForADay() {
        ChatId chat = ChatsContract.someChat();
        ChatId other = ChatsContract.someChat();
        for (ChatId one : List.of(chat, other)) {
            chats().arrival(one)
                    .shared()
                    .change(known -> Change.to(known.orElse(Conversation.NEW).handled(7), true));
            chats().state(one).change(_ -> Change.to(ChatState.NEW.sentAt(ChatsContract.NOON), true));
            chats().shown(one, ChatsContract.CARD, 11);
            chats().waits(one, ChatsContract.CARD, Optional.of(new Chats.Waiting("7", ChatsContract.NOON)));
            chats().waits(one, CardId.ofMessage(12), Optional.of(new Chats.Waiting("7", ChatsContract.NOON)));
            chats().waits(one, CardId.ofMessage(13), Optional.of(Chats.Waiting.over("7")));
            chats().waits(one, CardId.ofMessage(14), Optional.empty());
            chats().admits(one, "fetch", "7", 1, Duration.ofMinutes(1));
            chats().saveDraft(one, "7", "{}");
            chats().saveIncident(one, "errors", 1, "{}");
            for (int i = 0; i < 60; i++) { // more than are deleted at once
                chats().shown(one, CardId.ofUpdate("9" + i), i);
            }
        }

        chats().bury(chat, 5, ChatsContract.NOON);
        chats().erase(chat);

        assertThat(chats().erased(chat)).hasValueSatisfying(tombstone -> {
            assertThat(tombstone)
                    .isEqualTo(new Tombstone(5, 7, ChatsContract.NOON, Optional.empty(), tombstone.unanswered()));
            assertThat(tombstone.unanswered()).containsExactlyInAnyOrder(11, 12);
        });
        assertThat(chats().arrival(chat).erased()).isEqualTo(chats().erased(chat));
        assertThat(chats().arrival(chat).conversation()).isEqualTo(Conversation.NEW);
        assertThat(chats().state(chat).get()).isEmpty();
        assertThat(chats().message(chat, ChatsContract.CARD)).isEmpty();
        assertThat(chats().waiting(chat, ChatsContract.CARD)).isEmpty();
        assertThat(chats().draft(chat, "7")).isEmpty();
        assertThat(chats().incidents(chat)).isEmpty();
        assertThat(chats().admits(chat, "fetch", "8", 1, Duration.ofMinutes(1))).isTrue();
        assertThat(chats().erased(other)).isEmpty();
        assertThat(chats().message(other, ChatsContract.CARD)).hasValue(11);
        assertThat(chats().arrival(other).conversation().isHandled(7)).isTrue();
    }

    @Test
    default void whatIsWrittenAtTheMomentOfTheErasureGoesAsSoonAsSomebodyLooks() {
        ChatId chat = ChatsContract.someChat();
        chats().bury(chat, 5, ChatsContract.NOON);
        chats().erase(chat);
        chats().shown(chat, ChatsContract.CARD, 11);

        assertThat(chats().settle(chat)).isTrue();
        assertThat(chats().message(chat, ChatsContract.CARD)).isEmpty();

        chats().shown(chat, ChatsContract.CARD, 11);
        assertThat(chats().stops(chat, OptionalLong.of(4), ChatsContract.NOON)).isTrue();
        assertThat(chats().message(chat, ChatsContract.CARD)).isEmpty();
    }

    @Test
    default void aChatThatBeganAnewKeepsWhatIsNewAndStopsWhatIsOld() {
        ChatId chat = ChatsContract.someChat();
        chats().bury(chat, 5, ChatsContract.NOON);
        chats().erase(chat);
        chats().lift(chat, ChatsContract.NOON.plusSeconds(9));
        chats().shown(chat, ChatsContract.CARD, 11);

        assertThat(chats().settle(chat)).isFalse();
        assertThat(chats().stops(chat, OptionalLong.of(4), ChatsContract.NOON.plusSeconds(60)))
                .isTrue();
        assertThat(chats().stops(chat, OptionalLong.of(5), ChatsContract.NOON))
                .as("the erasure's answer")
                .isFalse();
        assertThat(chats().stops(chat, OptionalLong.of(6), ChatsContract.NOON)).isFalse();
        assertThat(chats().stops(chat, OptionalLong.empty(), ChatsContract.NOON.plusSeconds(8)))
                .isTrue();
        assertThat(chats().stops(chat, OptionalLong.empty(), ChatsContract.NOON.plusSeconds(9)))
                .isFalse();
        assertThat(chats().message(chat, ChatsContract.CARD)).hasValue(11);
        assertThat(chats().bury(chat, 5, ChatsContract.NOON))
                .as("by the same update")
                .isFalse();
        assertThat(chats().bury(chat, 8, ChatsContract.NOON)).as("by another").isTrue();
    }

    @Test
    default void anErasureThatDidNotHappenLeavesNothing() {
        ChatId chat = ChatsContract.someChat();
        chats().bury(chat, 5, ChatsContract.NOON);
        chats().unbury(chat);

        assertThat(chats().erased(chat)).isEmpty();
        assertThat(chats().stops(chat, OptionalLong.of(4), ChatsContract.NOON)).isFalse();
    }

    @Test
    default void theGroupThatBecameAnErasedOneIsErasedWithIt() {
        ChatId group = ChatsContract.someChat();
        ChatId chat = ChatsContract.someChat();
        chats().moved(group, chat, ChatsContract.NOON);
        assertThat(chats().current(group)).isEqualTo(chat);

        chats().bury(chat, 5, ChatsContract.NOON);
        chats().erase(chat);

        assertThat(chats().state(group).get()).isEmpty();
        assertThat(chats().erased(group)).isPresent();
        assertThat(chats().former(chat)).isEmpty();
    }

    @Test
    default void theNamesOfMessagesTellWhatCausedThem() {
        assertThat(Tombstone.cause("42")).hasValue(42);
        assertThat(Tombstone.cause("42/done")).hasValue(42);
        assertThat(Tombstone.cause("42.posts/done")).hasValue(42);
        for (String name : List.of("p:abc/new", "press:42", "inline:4", "thread.3", "42x", "", "9".repeat(30))) {
            assertThat(Tombstone.cause(name)).as(name).isEmpty();
        }
    }
}
