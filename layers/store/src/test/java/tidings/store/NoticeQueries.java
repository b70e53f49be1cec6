package tidings.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import tidings.domain.ChatId;
import tidings.domain.Feed;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.preferences.ChatSettings;
import tidings.store.NoticeStore.Held;
import tidings.store.NoticeStore.Notice;

/// The queries about communities that can no longer be read, or can again.
///
/// @param communities so many there are
record NoticeQueries(Stores stores, Random random, int communities) {
    Map<String, Runnable> all() {
        Map<String, Runnable> hot = new LinkedHashMap<>();
        hot.put(
                "a community is refused",
                () -> stores.feeds()
                        .record(new FeedRefusedV1(feed(), "refused", SourceProblem.PRIVATE, List.of(), now())));
        hot.put(
                "a page of followers is told of a refusal",
                () -> stores.notices().expand(Filled.DUE));
        hot.put("a page of followers is told that a community is back", () -> {
            Feed feed = TestPosts.feed("s99");
            stores.feeds().record(TestPosts.whole(feed, "back", TestPosts.posts("s99", "b", 3), now()), List.of());
            stores.notices().expand(Filled.DUE);
        });
        hot.put("due notices", () -> stores.notices().due(100));
        hot.put("notices were sent", () -> stores.notices().sent(some()));
        hot.put(
                "notices are held",
                () -> stores.notices()
                        .hold(some().stream()
                                .map(notice -> new Held(notice, now()))
                                .toList()));
        return hot;
    }

    private static Instant now() {
        return TestPosts.NOON.plusSeconds(60);
    }

    private Feed feed() {
        return TestPosts.feed("s" + random.nextInt(communities));
    }

    private List<Notice> some() {
        return LongStream.rangeClosed(1, 100)
                .mapToObj(id -> new Notice(
                        id,
                        Place.of(new ChatId(id)),
                        feed().community(),
                        Optional.of(SourceProblem.PRIVATE),
                        ChatSettings.NONE))
                .toList();
    }
}
