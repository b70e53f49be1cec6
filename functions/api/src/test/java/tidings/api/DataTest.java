package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.aws.Json;
import tidings.domain.ChatId;
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
import tidings.store.CommunityStore.Learned;

import static org.assertj.core.api.Assertions.assertThat;

/// What everybody can look through.
class DataTest {
    private static final Community JAVA = new Community("java");

    private final ApiCalls api = new ApiCalls();

    @Test
    void statisticsCountPostsByTopicAndHour() {
        store(post("a1", "programming", "Sealed types"), post("a2", "music", "A song"));

        JsonNode statistics = api.get("/api/stats").byAnybody().json();

        assertThat(statistics.at("/posts").asInt()).isEqualTo(2);
        assertThat(statistics.at("/topics/music/posts").asInt()).isEqualTo(1);
        assertThat(statistics.at("/hours/0/start").asText()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(statistics.at("/hours/0/posts/programming").asInt()).isEqualTo(1);
    }

    @Test
    void everyTopicIsListedWithItsPostsAndWithoutAnAccuracyThatNobodyMeasured() {
        store(post("a1", "programming", "Sealed types"));

        JsonNode categorization = api.get("/api/categorization").byAnybody().json();

        assertThat(categorization.at("/topics"))
                .hasSize(ApiCalls.CLASSIFIER.taxonomy().all().size());
        assertThat(categorization.at("/accuracy").isNull()).isTrue();
        assertThat(categorization.at("/topics").findValuesAsText("posts")).contains("1", "0");
    }

    @Test
    void theAccuracyIsPublishedOnceSomebodyCorrectedATopic() {
        store(post("a1", "programming", "Sealed types"), post("a2", "programming", "A song"));
        api.stores.lessons().correct(new ChatId(7), new PostId("a2"), "music");

        JsonNode categorization = api.get("/api/categorization").byAnybody().json();

        assertThat(categorization.at("/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(categorization.at("/topics/0/id").asText()).isEqualTo("programming");
        assertThat(categorization.at("/topics/0/accuracy").asDouble()).isEqualTo(0.5);
        assertThat(categorization.at("/topics/1/accuracy").isNull()).isTrue();
    }

    @Test
    void subredditsComeFiftyAtATimeAndNoneTwice() {
        IntStream.range(0, 120).forEach(i -> learn("community" + i));
        List<String> names = new ArrayList<>();
        JsonNode page = api.get("/api/subreddits").byAnybody().json();
        assertThat(page.at("/subreddits")).hasSize(50);
        while (true) {
            names.addAll(page.at("/subreddits").findValuesAsText("name"));
            if (page.at("/next").isNull()) {
                break;
            }
            page = api.get("/api/subreddits")
                    .withQuery("after", page.at("/next").asText())
                    .byAnybody()
                    .json();
        }

        assertThat(names).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void aSubredditHasTheFixedTopicOrTheShippedOneOrTheLearnedOne() {
        api.stores.communities().fix(new Community("hiking"), "travel-places");
        learn("hiking");
        learn("cooking");
        learn("someplace");
        api.stores.communities().count(Map.of(JAVA, new Count(4, 0)));

        JsonNode all = api.get("/api/subreddits").byAnybody().json().at("/subreddits");

        assertThat(all.findValuesAsText("name")).containsExactly("cooking", "hiking", "java", "someplace");
        assertThat(all.findValuesAsText("topic"))
                .containsExactly("food-drink", "travel-places", "programming", "programming");
        assertThat(all.findValuesAsText("confidence")).containsExactly("null", "null", "null", "0.5");
        assertThat(all.findValuesAsText("posts")).containsExactly("30", "30", "4", "30");
    }

    @Test
    void aSubredditThatWasReadIsShownWithItsTopicAndAnUnknownOneIsNotFound() {
        api.stores.communities().count(Map.of(JAVA, new Count(1, 0)));

        JsonNode java = api.get("/api/subreddits/java").byAnybody().json();

        assertThat(java.at("/label").asText()).isEqualTo("r/java");
        assertThat(java.at("/topic").asText()).isEqualTo("programming");
        for (String other : List.of("nothing", "u_quiet-otter", "%2e%2e", "a'b", "%00")) {
            assertThat(api.get("/api/subreddits/" + other).byAnybody().status())
                    .as(other)
                    .isEqualTo(404);
        }
    }

    @Test
    void postsAreFoundByTopicSubredditAndText() {
        store(post("a1", "programming", "Sealed types"), post("a2", "music", "A song of 50%"));

        assertThat(found(Map.of())).containsExactly("a2", "a1");
        assertThat(found(Map.of("topic", "Programming"))).containsExactly("a1");
        assertThat(found(Map.of("q", "SONG"))).containsExactly("a2");
        assertThat(found(Map.of("q", "' or 1=1 --"))).isEmpty();
        assertThat(found(Map.of("subreddit", "java", "q", "%", "topic", "music")))
                .containsExactly("a2");
        assertThat(found(Map.of("subreddit", "rust"))).isEmpty();
    }

    @Test
    void theNextPageOfPostsGoesOnAfterTheLast() {
        store(IntStream.range(0, 5)
                .mapToObj(i -> post("a" + i, "music", "Song " + i))
                .toArray(ClassifiedPost[]::new));

        JsonNode first =
                api.get("/api/posts").withQuery("limit", "3").byAnybody().json();
        JsonNode second = api.get("/api/posts")
                .withQuery("limit", "3")
                .withQuery("after", first.at("/next").asText())
                .byAnybody()
                .json();

        assertThat(first.at("/posts").findValuesAsText("id")).containsExactly("a4", "a3", "a2");
        assertThat(second.at("/posts").findValuesAsText("id")).containsExactly("a1", "a0");
        assertThat(second.at("/next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/posts, topic, nonsense",
        "/api/posts, subreddit, no spaces",
        "/api/posts, after, yesterday",
        "/api/posts, after, 2026-11-20T12:00:00Z_",
        "/api/posts, limit, 101",
        "/api/posts, q, ''",
        "/api/subreddits, limit, 201",
        "/api/subreddits, after, ../etc"
    })
    void aWrongParameterIsNamed(String path, String name, String value) {
        Answer answer = api.get(path).withQuery(name, value).byAnybody();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "line\nbreak"})
    void aTextThatNoPostCanHaveIsRefused(String text) {
        assertThat(api.get("/api/posts").withQuery("q", text).byAnybody().status())
                .isEqualTo(400);
    }

    @Test
    void textsAreClassifiedInTheirOrder() {
        JsonNode answer = api.send(
                        "POST",
                        "/api/categorization",
                        Json.write(Map.of(
                                "texts",
                                List.of(
                                        "Java compiler error with generics and records",
                                        "Sourdough bread recipe oven"))))
                .byAnybody()
                .json();

        assertThat(answer.at("/topics/0/likeliest").asText()).isEqualTo("programming");
        assertThat(answer.at("/topics/1/likeliest").asText()).startsWith("food");
        assertThat(answer.at("/model").asText()).isEqualTo(ApiCalls.CLASSIFIER.version());
    }

    @Test
    void aHundredTextsAreClassifiedAndNoMore() {
        assertThat(classified(Collections.nCopies(100, "text")).json().at("/topics"))
                .hasSize(100);
        Answer tooMany = classified(Collections.nCopies(101, "text"));

        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.json().at("/parameter").asText()).isEqualTo("texts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"texts\":[]}", "{\"texts\":[null]}", "{\"texts\":\"one\"}", "text"})
    void aBodyWithoutTextsIsAnsweredWithAnExample(String body) {
        Answer answer = api.send("POST", "/api/categorization", body).byAnybody();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("such as {\"texts\"");
    }

    @Test
    void whatEverybodyGetsMayBeKeptForAMomentAndIsNotSentTwice() {
        Answer first = api.get("/api/stats").byAnybody();

        assertThat(first.headers().get("cache-control")).startsWith("public, max-age=");
        assertThat(api.get("/api/stats")
                        .with("if-none-match", first.headers().get("etag"))
                        .byAnybody()
                        .status())
                .isEqualTo(304);
    }

    private Answer classified(List<String> texts) {
        return api.send("POST", "/api/categorization", Json.write(Map.of("texts", texts)))
                .byAnybody();
    }

    private List<String> found(Map<String, String> query) {
        ApiCalls.Call call = api.get("/api/posts");
        query.forEach(call::withQuery);
        return call.byAnybody().json().at("/posts").findValuesAsText("id");
    }

    private void learn(String name) {
        api.stores.communities().learn(new Community(name), _ -> new Learned(new byte[132], 30, "programming", 0.5f));
    }

    private void store(ClassifiedPost... posts) {
        api.stores
                .feeds()
                .record(
                        new PostsFoundV1(
                                new Feed(JAVA, Period.DAY),
                                "r1",
                                0,
                                OptionalInt.of(posts.length),
                                List.of(posts).stream()
                                        .map(ClassifiedPost::post)
                                        .toList(),
                                List.of(),
                                SourceApi.OAUTH,
                                ApiCalls.NOW),
                        List.of(posts));
    }

    private static ClassifiedPost post(String id, String topic, String title) {
        return new ClassifiedPost(
                new Post(
                        new PostId(id),
                        JAVA,
                        title,
                        "",
                        "https://example.org/" + id,
                        "example.org",
                        "https://www.reddit.com/comments/" + id + "/",
                        PostKind.LINK,
                        OptionalInt.of(3),
                        OptionalInt.empty(),
                        false,
                        ApiCalls.NOW.minusSeconds(60)),
                topic,
                0.5f,
                "m1");
    }
}
