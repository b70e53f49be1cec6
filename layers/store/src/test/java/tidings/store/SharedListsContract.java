package tidings.store;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

abstract class SharedListsContract extends StoresContract {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId BOB = new ChatId(8);
    private static final FollowQuery JAVA = FollowQuery.of(new Origin.OfCommunity(new Community("java")));
    private static final FollowQuery SCIENCE = FollowQuery.of(new Origin.OfTopic("science"), new Origin.Anywhere());

    @Test
    void aListIsFoundByItsCodeAlone() {
        String code = lists().share(ADA, List.of(JAVA, SCIENCE));

        assertThat(code).matches("[A-Za-z0-9]{16}");
        assertThat(lists().find(code)).contains(List.of(JAVA, SCIENCE));
        assertThat(lists().find(code.toUpperCase(java.util.Locale.ROOT) + "x")).isEmpty();
        assertThat(lists().share(BOB, List.of(JAVA))).isNotEqualTo(code);
    }

    @Test
    void aListThatIsSharedAgainKeepsItsCode() {
        String code = lists().share(ADA, List.of(JAVA));

        assertThat(lists().share(ADA, List.of(SCIENCE))).isEqualTo(code);
        assertThat(lists().find(code)).contains(List.of(SCIENCE));
    }

    @Test
    void aListThatIsWithdrawnIsFoundNoLongerAndItsCodeIsNotUsedAgain() {
        String code = lists().share(ADA, List.of(JAVA));

        assertThat(lists().withdraw(ADA)).isTrue();
        assertThat(lists().withdraw(ADA)).isFalse();
        assertThat(lists().find(code)).isEmpty();
        assertThat(lists().share(ADA, List.of(JAVA))).isNotEqualTo(code);
    }

    @Test
    void theListOfAGroupThatMovedIsTheSupergroups() {
        chats().note(ADA, Status.ACTIVE, NOON);
        String code = lists().share(ADA, List.of(JAVA));

        chats().moved(ADA, BOB);

        assertThat(lists().share(BOB, List.of(SCIENCE))).isEqualTo(code);
    }

    @Test
    void aChatThatIsForgottenLeavesNothing() {
        chats().prefer(ADA, ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(3)));
        follows().add(Place.of(ADA), JAVA);
        follows().add(Place.of(BOB), JAVA);
        String code = lists().share(ADA, List.of(JAVA));

        chats().forget(ADA);
        chats().forget(ADA);

        assertThat(chats().find(ADA)).isEmpty();
        assertThat(follows().of(ADA)).isEmpty();
        assertThat(lists().find(code)).isEmpty();
        assertThat(follows().of(BOB)).hasSize(1);
        assertThat(follows().communities(5)).containsExactly(java.util.Map.entry(new Community("java"), 1));
    }
}
