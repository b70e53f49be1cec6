package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.ChatSettings;
import tidings.selection.TopicRule;
import tidings.store.BriefStore.Brief;
import tidings.store.SavedPosts.SavedPost;

/// The frequent queries about briefs, paces, shared lists and saved posts.
///
/// @param stores at noon
/// @param chats so many there are
record BriefQueries(Stores stores, Random random, int chats) {
    private static final Instant NOON = TestPosts.NOON;
    private static final Instant DUE = Instant.parse("2026-11-19T08:00:00Z");

    /// By then as many briefs are due however many chats there are.
    private static final Instant MORNING = Instant.parse("2026-11-20T08:10:00Z");

    Map<String, Runnable> all() {
        BriefStore briefs = stores.briefs();
        SharedLists lists = stores.lists();
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put("a brief is made", briefs::make);
        hot.put(
                "posts that briefs will miss",
                () -> briefs.toRestore(NOON.plus(Duration.ofMinutes(10)), NOON.minus(Duration.ofHours(48)), 5));
        hot.put("posts are restored", () -> stores.posts().restore(TestPosts.posts("java", "again", 3), NOON));
        hot.put("briefs that are not queued", () -> briefs.unqueued(1));
        Brief brief = new Brief(chat(), DUE, ChatSettings.NONE, List.of(), false);
        hot.put("a topic's week", () -> stores.posts().week("science"));
        hot.put("a brief waits", () -> briefs.waits(brief, NOON));
        hot.put("how a brief was made", () -> briefs.isByTopic(chat(), DUE));
        hot.put("a brief was queued", () -> briefs.queued(brief, 2));
        hot.put("when a brief comes that many want", () -> briefs.late(chat(), MORNING, 20));
        hot.put("a page of a brief", () -> briefs.page(Place.of(chat()), DUE, false, 0, 10));
        hot.put("a page of what a brief left out", () -> briefs.page(Place.of(chat()), DUE, true, 0, 10));
        hot.put("the last brief", () -> briefs.last(chat()));
        hot.put("what was wanted", () -> briefs.wanted(Place.of(chat()), NOON.minus(Duration.ofHours(48)), 300));
        hot.put("what a chat received", () -> briefs.received(chat(), NOON.minus(Duration.ofDays(8)), 1_000));
        hot.put("old briefs are deleted", () -> briefs.expire(NOON.minus(Duration.ofDays(1)), Filled.DUE));
        hot.put("paces are planned", () -> stores.deliveries().plan(NOON.minus(Duration.ofHours(1)), Filled.DUE));
        hot.put("a list is shared", () -> lists.share(chat(), List.of()));
        hot.put("a shared list", () -> lists.find("code7"));
        hot.put("a list is shared no longer", () -> lists.withdraw(chat()));
        SavedPosts saved = stores.saved();
        hot.put("a post is saved", () -> saved.save(chat(), post()));
        hot.put("saved posts", () -> saved.find(chat(), List.of("java"), 0, 5));
        hot.put("a saved post", () -> saved.find(chat(), post().id()));
        hot.put("a saved post is removed", () -> saved.remove(chat(), post().id()));
        Lessons lessons = stores.lessons();
        hot.put("what became of a post", () -> stores.outcomes().find(chat(), post().id()));
        hot.put("a chat is taught", () -> lessons.teach(chat(), new TopicRule(TopicRule.Kind.WORD, "word", "music")));
        hot.put("what a chat taught", () -> lessons.rules(chat()));
        hot.put("a post is liked", () -> lessons.vote(chat(), post().id(), true));
        hot.put("what a chat likes", () -> lessons.resetTastes(chat()));
        hot.put("a chat is forgotten", () -> stores.chats().forget(chat()));
        return hot;
    }

    private SavedPost post() {
        return new SavedPost(
                new PostId("s" + random.nextInt(chats)), Optional.empty(), Optional.empty(), "", "", "", NOON);
    }

    private ChatId chat() {
        return new ChatId(1 + random.nextInt(chats));
    }
}
