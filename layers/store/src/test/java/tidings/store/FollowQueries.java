package tidings.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;

/// The frequent queries about follows and chats.
///
/// @param stores with an empty cache
/// @param follows so many there are, ten of each chat
record FollowQueries(Stores stores, Random random, int follows) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put("a follow is added, changed and removed", this::follow);
        hot.put("what a chat follows", () -> stores.follows().of(chat()));
        hot.put("a follow", () -> stores.follows().find(chat(), 1 + random.nextInt(follows)));
        hot.put("a page of the followers of a post", this::followers);
        hot.put("the most followed communities", () -> stores.follows().communities(10));
        hot.put("how many follows are from anywhere", () -> stores.follows().anywhere());
        hot.put("the followed topics", () -> stores.follows().topics());
        hot.put("a chat", () -> stores.chats().find(chat()));
        hot.put(
                "the chats of a page of followers",
                () -> stores.chats().find(Stream.generate(this::chat).limit(100).toList()));
        hot.put("a chat prefers something", () -> stores.chats().prefer(chat(), ChatSettings.NONE));
        hot.put("a chat blocks the bot and comes back", this::block);
        return hot;
    }

    private void follow() {
        ChatId chat = chat();
        FollowQuery query = FollowQuery.of(Origin.of("new" + random.nextInt(1_000)));
        Follow added = stores.follows().add(Place.of(chat), query).orElseThrow();
        stores.follows().change(chat, added.id(), FollowQuery.of(Origin.of("newer")));
        stores.follows().pause(chat, added.id(), true);
        stores.follows().remove(chat, added.id());
    }

    private void followers() {
        List<Origin> origins = List.of(
                Origin.of("s" + random.nextInt(follows / 1_000)),
                Origin.of("topic:topic" + random.nextInt(32)),
                Origin.of("*"));
        stores.follows().followers(origins, random.nextInt(follows / 2), 500);
    }

    private void block() {
        ChatId chat = chat();
        stores.chats().note(chat, ChatRegistry.Status.BLOCKED, TestPosts.NOON.plusSeconds(1));
        stores.chats().note(chat, ChatRegistry.Status.ACTIVE, TestPosts.NOON.plusSeconds(2));
    }

    private ChatId chat() {
        return new ChatId(1 + random.nextInt(follows / 10));
    }
}
