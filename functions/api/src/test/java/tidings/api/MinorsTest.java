package tidings.api;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.store.CommunityStore.Count;

import static org.assertj.core.api.Assertions.assertThat;

/// What is read for those who want it and is not for minors is shown to nobody who did not ask for it.
class MinorsTest {
    private static final Community CELLAR = new Community("cellar");

    private final ApiCalls api = new ApiCalls();

    @BeforeEach
    void read() {
        Post post = new Post(
                new PostId("cellar1"),
                CELLAR,
                "Down in the cellar",
                "",
                "https://cellar.example.org",
                "cellar.example.org",
                "https://www.reddit.com/r/cellar/comments/cellar1/",
                PostKind.LINK,
                OptionalInt.of(3),
                OptionalInt.empty(),
                true,
                ApiCalls.NOW.minusSeconds(60));
        api.stores
                .feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(CELLAR, Period.DAY),
                                "r1",
                                0,
                                OptionalInt.of(1),
                                List.of(post),
                                List.of(),
                                SourceApi.OAUTH,
                                ApiCalls.NOW),
                        List.of(new ClassifiedPost(post, "programming", 0.5f, "m1")));
        api.stores.communities().count(Map.of(CELLAR, Count.of(List.of(post)), new Community("java"), new Count(9, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/stats",
                "/api/subreddits",
                "/api/posts",
                "/api/categorization",
                "/",
                "/metrics/all",
                "/performance/report"
            })
    void noPathNamesIt(String path) {
        assertThat(api.get(path).byAnOperator().body()).doesNotContainIgnoringCase("cellar");
        assertThat(api.get(path).byAnybody().body()).doesNotContainIgnoringCase("cellar");
    }

    @Test
    void itIsFoundByNoSearch() {
        for (Map.Entry<String, String> query : Map.of("subreddit", "cellar", "q", "down", "topic", "programming")
                .entrySet()) {
            assertThat(api.get("/api/posts")
                            .withQuery(query.getKey(), query.getValue())
                            .byAnybody()
                            .json()
                            .at("/posts"))
                    .as(query.getKey())
                    .isEmpty();
        }
        assertThat(api.get("/api/subreddits/cellar").byAnybody().status()).isEqualTo(404);
        assertThat(api.get("/api/subreddits")
                        .byAnybody()
                        .json()
                        .at("/subreddits")
                        .findValuesAsText("name"))
                .containsExactly("java");
    }
}
