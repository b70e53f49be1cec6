package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Registered;
import tidings.store.ChatRegistry.Rows;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

abstract class ChatRegistryContract extends StoresContract {
    private static final ChatId CHAT = new ChatId(42);
    private static final ChatId GROUP = new ChatId(-7);
    private static final ChatId SUPERGROUP = new ChatId(-1_000_000_000_007L);
    private static final FollowQuery JAVA = query("java");
    private static final ChatSettings GERMAN = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));
    private static final ChatSettings SLOW = ChatSettings.NONE.with(ChatSettings.PACE, Optional.of(3));

    @Test
    void aChatIsUnknownUntilSomethingIsNotedOfIt() {
        assertThat(chats().find(CHAT)).isEmpty();

        chats().note(CHAT, Status.ACTIVE, NOON);

        assertThat(chats().find(CHAT)).contains(new Registered(CHAT, Status.ACTIVE, NOON, ChatSettings.NONE));
    }

    @Test
    void aStatusThatIsNotedAlreadyChangesNothing() {
        chats().note(CHAT, Status.BLOCKED, NOON);

        chats().note(CHAT, Status.BLOCKED, NOON.plusSeconds(60));

        assertThat(status(CHAT)).isEqualTo(Status.BLOCKED);
        assertThat(chats().find(CHAT).orElseThrow().since()).isEqualTo(NOON);
    }

    @Test
    void anotherStatusCountsFromItsTime() {
        for (Status status : Status.values()) {
            Instant at = NOON.plusSeconds(status.ordinal());
            chats().note(CHAT, status, at);

            assertThat(chats().find(CHAT)).contains(new Registered(CHAT, status, at, ChatSettings.NONE));
        }
    }

    @Test
    void aStatusThatCameLateChangesNothing() {
        chats().note(CHAT, Status.ACTIVE, NOON);

        chats().note(CHAT, Status.LEFT, NOON.minusSeconds(1));

        assertThat(status(CHAT)).isEqualTo(Status.ACTIVE);
    }

    @Test
    void ofTwoStatusesOfOneSecondTheLaterNoteCounts() {
        chats().note(CHAT, Status.ACTIVE, NOON);

        chats().note(CHAT, Status.BLOCKED, NOON);

        assertThat(status(CHAT)).isEqualTo(Status.BLOCKED);
    }

    @Test
    void whatAChatPrefersIsReadAtOnceAndItsStatusStays() {
        chats().note(CHAT, Status.BLOCKED, NOON);
        assertThat(chats().find(CHAT).orElseThrow().settings()).isEqualTo(ChatSettings.NONE);

        chats().prefer(CHAT, GERMAN);

        assertThat(chats().find(CHAT)).contains(new Registered(CHAT, Status.BLOCKED, NOON, GERMAN));
        assertThat(chats().find(List.of(CHAT)))
                .containsOnly(Map.entry(CHAT, chats().find(CHAT).orElseThrow()));
    }

    @Test
    void aChatOfWhichNoStatusWasNotedIsTakenToBeActive() {
        assertThat(chats().find(CHAT)).isEmpty();
        assertThat(chats().find(GROUP)).isEmpty();

        chats().prefer(CHAT, SLOW);
        follows().add(Place.of(GROUP), JAVA);

        assertThat(chats().find(CHAT)).contains(new Registered(CHAT, Status.ACTIVE, Instant.EPOCH, SLOW));
        assertThat(chats().find(GROUP))
                .contains(new Registered(GROUP, Status.ACTIVE, Instant.EPOCH, ChatSettings.NONE));
        chats().note(GROUP, Status.LEFT, NOON.minusSeconds(3600));
        assertThat(status(GROUP)).as("whatever is noted is newer").isEqualTo(Status.LEFT);
    }

    @Test
    void severalChatsAreReadAtOnce() {
        chats().prefer(CHAT, SLOW);
        chats().note(GROUP, Status.LEFT, NOON);

        assertThat(chats().find(List.of(CHAT, GROUP, SUPERGROUP, CHAT)))
                .containsOnly(
                        Map.entry(CHAT, chats().find(CHAT).orElseThrow()),
                        Map.entry(GROUP, chats().find(GROUP).orElseThrow()));
        assertThat(chats().find(List.of())).isEmpty();
    }

    @Test
    void everythingOfAnErasedChatIsGoneAndOfOthersNothing() {
        for (ChatId chat : List.of(CHAT, GROUP)) {
            chats().prefer(chat, GERMAN);
            follows().add(Place.of(chat), JAVA);
            lists().share(chat, List.of(JAVA));
        }

        chats().forget(CHAT);
        chats().forget(CHAT);

        assertThat(chats().find(CHAT)).isEmpty();
        assertThat(chats().export(CHAT).values())
                .allSatisfy(rows -> assertThat(rows.total()).isZero());
        assertThat(chats().find(GROUP).orElseThrow().settings()).isEqualTo(GERMAN);
        assertThat(follows().of(GROUP)).hasSize(1);
        assertThat(chats().export(GROUP).get("shared_list").total()).isEqualTo(1);
    }

    @Test
    void whatIsKeptOfAChatIsExportedByItsTables() {
        chats().prefer(CHAT, GERMAN);
        follows().add(Place.of(CHAT), JAVA);
        follows().add(Place.of(GROUP), query("python"));

        Map<String, Rows> exported = chats().export(CHAT);

        assertThat(exported.keySet()).startsWith("chat", "follow");
        assertThat(exported.get("chat").rows().toString()).contains("de");
        assertThat(exported.get("follow").rows()).hasSize(1);
        assertThat(exported.get("follow")
                        .rows()
                        .getFirst()
                        .at("/query/origins/0")
                        .asText())
                .isEqualTo("java");
    }

    @Test
    void everythingOfAGroupThatMovedBelongsToItsNewId() {
        chats().note(GROUP, Status.LEFT, NOON);
        chats().prefer(GROUP, GERMAN);
        Follow own = follows().add(Place.of(GROUP), JAVA).orElseThrow();
        Follow ofTopic =
                follows().add(new Place(GROUP, OptionalInt.of(5)), JAVA).orElseThrow();
        chats().find(SUPERGROUP);

        chats().moved(GROUP, SUPERGROUP);

        assertThat(chats().find(GROUP)).isEmpty();
        assertThat(chats().find(SUPERGROUP))
                .as("who moved is there")
                .contains(new Registered(SUPERGROUP, Status.ACTIVE, Instant.EPOCH, GERMAN));
        assertThat(follows().of(GROUP)).isEmpty();
        assertThat(follows().of(SUPERGROUP))
                .containsExactly(in(SUPERGROUP, own), in(SUPERGROUP, ofTopic))
                .isEqualTo(follows().followers(JAVA.origins(), 0, 10));
    }

    @Test
    void ofAGroupThatMovedWhatTheNewIdHasStays() {
        chats().prefer(GROUP, GERMAN);
        follows().add(Place.of(GROUP), JAVA);
        Follow only = follows().add(Place.of(GROUP), query("rust")).orElseThrow();
        chats().note(SUPERGROUP, Status.ACTIVE, NOON);
        chats().prefer(SUPERGROUP, SLOW);
        Follow kept = follows().add(Place.of(SUPERGROUP), JAVA).orElseThrow();

        chats().moved(GROUP, SUPERGROUP);

        assertThat(chats().find(SUPERGROUP)).contains(new Registered(SUPERGROUP, Status.ACTIVE, NOON, SLOW));
        assertThat(follows().of(SUPERGROUP)).containsExactlyInAnyOrder(kept, in(SUPERGROUP, only));
        assertThat(follows().communities(10)).containsOnly(follower("java"), follower("rust"));
    }

    @Test
    void aGroupThatMovedToAnIdThatChoseNothingTakesItsChoicesAlong() {
        chats().prefer(GROUP, GERMAN);
        chats().note(SUPERGROUP, Status.ACTIVE, NOON);

        chats().moved(GROUP, SUPERGROUP);

        assertThat(chats().find(SUPERGROUP)).contains(new Registered(SUPERGROUP, Status.ACTIVE, NOON, GERMAN));
    }

    @Test
    void aMoveThatIsToldTwiceChangesNothing() {
        chats().prefer(GROUP, GERMAN);
        Follow follow = follows().add(Place.of(GROUP), JAVA).orElseThrow();
        chats().moved(GROUP, SUPERGROUP);
        chats().prefer(SUPERGROUP, SLOW);

        chats().moved(GROUP, SUPERGROUP);

        assertThat(chats().find(SUPERGROUP).orElseThrow().settings()).isEqualTo(SLOW);
        assertThat(follows().of(SUPERGROUP)).containsExactly(in(SUPERGROUP, follow));
        assertThat(follows().communities(10)).containsOnly(follower("java"));
    }

    @Test
    void aMoveOfAnUnknownChatOrToTheSameIdChangesNothing() {
        chats().note(GROUP, Status.LEFT, NOON);
        chats().prefer(GROUP, GERMAN);
        Follow follow = follows().add(Place.of(GROUP), JAVA).orElseThrow();

        chats().moved(GROUP, GROUP);
        chats().moved(CHAT, GROUP);
        chats().moved(CHAT, SUPERGROUP);

        assertThat(chats().find(GROUP)).contains(new Registered(GROUP, Status.LEFT, NOON, GERMAN));
        assertThat(follows().of(GROUP)).containsExactly(follow);
        assertThat(chats().find(SUPERGROUP)).isEmpty();
    }

    private Status status(ChatId chat) {
        return chats().find(chat).orElseThrow().status();
    }

    private static Follow in(ChatId chat, Follow follow) {
        return new Follow(follow.id(), follow.place().in(chat), follow.query(), follow.paused(), follow.since());
    }

    private static Map.Entry<Community, Integer> follower(String community) {
        return Map.entry(new Community(community), 1);
    }

    private static FollowQuery query(String community) {
        return FollowQuery.of(new Origin.OfCommunity(new Community(community)));
    }
}
