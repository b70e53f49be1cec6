package tidings.localstack.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.localstack.reddit.SandboxClient.names;
import static tidings.localstack.reddit.SandboxClient.posts;
import static tidings.localstack.reddit.SandboxClient.tree;

class RedditSandboxTest {
    private final ManualClock clock = new ManualClock();

    @AutoClose
    private final RedditSandbox sandbox =
            RedditSandbox.start(RedditSandboxSettings.on(0, clock).withDelay(Duration.ofMillis(300)));

    @AutoClose
    private final SandboxClient client = new SandboxClient(sandbox.uri());

    private String token;

    @BeforeEach
    void login() throws Exception {
        token = client.token();
    }

    @Test
    void givesTokensToItsClientOnly() throws Exception {
        assertThat(client.askToken("sandbox-client", "wrong").statusCode()).isEqualTo(401);
        assertThat(client.askToken("someone", "sandbox-secret").statusCode()).isEqualTo(401);
        JsonNode granted = tree(client.askToken("sandbox-client", "sandbox-secret"));
        assertThat(granted.path("token_type").asText()).isEqualTo("bearer");
        assertThat(granted.path("expires_in").asInt()).isEqualTo(3600);
    }

    @Test
    void tokensEndAfterAnHourOrWhenRevoked() throws Exception {
        assertThat(client.get(token, "/r/java/new").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(61));
        assertThat(client.get(token, "/r/java/new").statusCode()).isEqualTo(401);
        token = client.token();
        sandbox.revokeTokens();
        assertThat(client.get(token, "/r/java/new").body()).contains("\"error\": 401");
    }

    @Test
    void listsNothingWithoutAToken() throws Exception {
        assertThat(client.get("invented", "/r/java/new").statusCode()).isEqualTo(401);
        HttpResponse<String> anonymous = client.sendTo("/r/java/new.json", "GET", "");
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(anonymous.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
    }

    @Test
    void ordersTopByScore() throws Exception {
        List<JsonNode> newest = posts(client.get(token, "/r/programming/new?limit=100"));
        assertThat(newest).hasSize(100);
        assertThat(newest.stream().map(post -> post.path("created_utc").asDouble()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        List<JsonNode> top = posts(client.get(token, "/r/programming/top?t=week&limit=100"));
        assertThat(top.stream().map(post -> post.path("score").asInt())).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @ParameterizedTest
    @CsvSource({"hour,1", "day,24", "week,168", "month,720", "year,8760"})
    void topContainsOnlyPostsOfItsPeriod(String period, int hours) throws Exception {
        List<JsonNode> top = posts(client.get(token, "/r/gaming/top?limit=100&t=" + period));
        assertThat(top).isNotEmpty();
        double oldest = clock.instant().minus(Duration.ofHours(hours)).getEpochSecond();
        assertThat(top)
                .allSatisfy(
                        post -> assertThat(post.path("created_utc").asDouble()).isGreaterThanOrEqualTo(oldest));
    }

    @Test
    void pagesAThousandPostsDeepWithoutRepeats() throws Exception {
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            HttpResponse<String> page = client.get(token, "/r/gaming/new?limit=100&raw_json=1&after=" + after);
            seen.addAll(names(page));
            after = tree(page).path("data").path("after").asText("");
        } while (!after.isEmpty() && !after.equals("null"));
        assertThat(seen).hasSizeBetween(990, 1000).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "/r/all,10",
        "/r/popular,10",
        "/r/java+u_quiet-otter,1",
        "/user/quiet-otter/m/outdoors,2",
        "/r/u_quiet-otter,1"
    })
    void listsProfilesAndFeedsOfManySubreddits(String path, int atLeast) throws Exception {
        List<JsonNode> posts = posts(client.get(token, path + "/top?t=month&limit=100"));
        assertThat(posts.stream().map(post -> post.path("subreddit").asText()).distinct())
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }

    @Test
    void hasThousandsOfDistinctPosts() throws Exception {
        Set<String> names = new HashSet<>();
        Set<String> titles = new HashSet<>();
        for (SampleSubreddit subreddit : SampleSubreddits.load().all()) {
            int before = names.size();
            String after = "";
            do {
                HttpResponse<String> page =
                        client.get(token, "/r/" + subreddit.name() + "/new?limit=100&raw_json=1&after=" + after);
                posts(page).forEach(post -> {
                    names.add(post.path("name").asText());
                    titles.add(post.path("title").asText());
                });
                after = tree(page).path("data").path("after").asText("");
            } while (!after.isEmpty() && !after.equals("null"));
            assertThat(names.size() - before).as(subreddit.name()).isGreaterThanOrEqualTo(120);
        }
        assertThat(names).hasSizeGreaterThan(10_000);
        assertThat(titles).hasSizeGreaterThan(4_000);
    }

    @Test
    void anIdAloneRegeneratesThePost() throws Exception {
        HttpResponse<String> listed = client.get(token, "/r/java+dogs/new?limit=100&raw_json=1");
        String ids = String.join(",", names(listed));
        HttpResponse<String> info = client.get(token, "/api/info?raw_json=1&id=" + ids + ",t3_zz,t1_abc");
        assertThat(posts(info)).isEqualTo(posts(listed));
    }

    @Test
    void aRemovedPostIsInNoListingAndItsIdTellsThatItWasRemoved() throws Exception {
        List<JsonNode> listed = posts(client.get(token, "/r/java/new?limit=3"));
        sandbox.remove(listed.getFirst().path("id").asText());
        client.sendTo("/sandbox/removed", "POST", listed.get(1).path("id").asText());

        assertThat(names(client.get(token, "/r/java/new?limit=3")))
                .first()
                .isEqualTo(listed.getLast().path("name").asText());
        for (JsonNode removed : listed.subList(0, 2)) {
            JsonNode info = posts(client.get(
                            token, "/api/info?id=" + removed.path("name").asText()))
                    .getFirst();
            assertThat(info.path("removed_by_category").asText()).isEqualTo("moderator");
            assertThat(info.path("author").asText()).isEqualTo("[deleted]");
            assertThat(info.path("selftext").asText()).isEqualTo("[removed]");
        }
    }

    @Test
    void whatSomebodyPostsIsTheNewestPostAndStaysOne() throws Exception {
        String first = sandbox.post("java");
        client.sendTo("/sandbox/posted", "POST", "Java");

        List<JsonNode> listed = posts(client.get(token, "/r/java/new?limit=100"));
        assertThat(ids(listed)).doesNotHaveDuplicates().first().isNotEqualTo(first);
        assertThat(ids(listed)).element(1).isEqualTo(first);
        assertThat(listed.getFirst().path("created_utc").asLong())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(listed.getFirst().path("over_18").asBoolean()).isFalse();
        assertThat(posts(client.get(token, "/api/info?id=t3_" + first))).hasSize(1);
        assertThat(ids(posts(client.get(token, "/r/python/new?limit=100")))).doesNotContain(first);
        clock.advance(Duration.ofMinutes(50));
        assertThat(ids(posts(client.get(token, "/r/java/new?limit=100")))).contains(first);
        RedditSandboxSettings busy = RedditSandboxSettings.on(0, clock).withMore(1);
        try (RedditSandbox everyMinute = RedditSandbox.start(busy)) {
            assertThat(everyMinute.post("club_1")).isNotEmpty();
        }
        assertThat(client.sendTo("/sandbox/posted", "POST", "nowhere").statusCode())
                .isEqualTo(400);
    }

    private static List<String> ids(List<JsonNode> posts) {
        return posts.stream().map(post -> post.path("id").asText()).toList();
    }

    @Test
    void newPostsAppearAndOldOnesGainVotes() throws Exception {
        List<JsonNode> before = posts(client.get(token, "/r/worldnews/new?limit=100"));
        clock.advance(Duration.ofMinutes(50));
        List<JsonNode> later = posts(client.get(token, "/r/worldnews/new?limit=100"));
        String newest = before.getFirst().path("name").asText();
        assertThat(later.stream()
                        .map(post -> post.path("name").asText())
                        .toList()
                        .indexOf(newest))
                .isBetween(4, 6);
        JsonNode same = later.stream()
                .filter(post -> post.path("name").asText().equals(newest))
                .findFirst()
                .orElseThrow();
        assertThat(same.path("score").asInt())
                .isGreaterThan(before.getFirst().path("score").asInt());
        assertThat(same.path("title")).isEqualTo(before.getFirst().path("title"));
    }

    @Test
    void showsEveryKindOfPostAndEveryOddity() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < 5; page++) {
            String after = all.isEmpty() ? "" : all.getLast().path("name").asText();
            all.addAll(posts(client.get(token, "/r/dogs+java+gaming+cooking/new?limit=100&raw_json=1&after=" + after)));
        }
        assertThat(all).anyMatch(post -> post.path("is_self").asBoolean());
        assertThat(all).anyMatch(post -> post.path("is_gallery").asBoolean());
        assertThat(all).anyMatch(post -> post.path("is_video").asBoolean());
        assertThat(all).anyMatch(post -> post.has("poll_data"));
        assertThat(all).anyMatch(post -> post.has("crosspost_parent_list"));
        assertThat(all).anyMatch(post -> post.path("post_hint").asText().equals("image"));
        assertThat(all).anyMatch(post -> post.path("title").asText().startsWith("<b>"));
        assertThat(all)
                .anyMatch(post -> post.path("title").asText().codePoints().anyMatch(Character::isEmoji));
        assertThat(all)
                .anyMatch(post -> post.path("title")
                        .asText()
                        .codePoints()
                        .anyMatch(
                                c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC));
        assertThat(all).anyMatch(post -> post.path("selftext").asText().length() > 30_000);
        assertThat(all).anyMatch(post -> post.path("link_flair_text").isNull());
    }

    @Test
    void escapesTextUnlessAskedForItRaw() throws Exception {
        String path = "/r/dogs+java+gaming+cooking+space/new?limit=100";
        List<JsonNode> raw = posts(client.get(token, path + "&raw_json=1"));
        List<JsonNode> escaped = posts(client.get(token, path));
        JsonNode bold = raw.stream()
                .filter(post -> post.path("title").asText().contains("<"))
                .findFirst()
                .orElseThrow();
        JsonNode same = escaped.get(raw.indexOf(bold));
        assertThat(same.path("title").asText())
                .isEqualTo(FeedXml.entities(bold.path("title").asText()));
    }

    @Test
    void countsRequestsInWindowsOfTenMinutes() throws Exception {
        client.get(token, "/r/java/new");
        HttpResponse<String> second = client.get(token, "/r/java/new");
        assertThat(second.headers().firstValue("x-ratelimit-used")).contains("2");
        assertThat(second.headers().firstValue("x-ratelimit-remaining")).contains("998.0");
        assertThat(second.headers().firstValue("x-ratelimit-reset")).contains("600");
        clock.advance(Duration.ofMinutes(10));
        assertThat(client.get(token, "/r/java/new").headers().firstValue("x-ratelimit-used"))
                .contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Java/25.0.1", "Java-http-client/25.0.1"})
    void throttlesDefaultUserAgents(String agent) throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(client.get(token, "/r/java/new?limit=1", agent).statusCode())
                    .isEqualTo(200);
        }
        HttpResponse<String> refused = client.get(token, "/r/java/new?limit=1", agent);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("<html>");
        assertThat(client.get(token, "/r/java/new?limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    void anAddressGetsOneFeedPerInterval() throws Exception {
        HttpResponse<String> feed = feed("/r/java/new.rss");
        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(feed.body()).contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"", "<entry>", "t3_");
        clock.advance(Duration.ofSeconds(64));
        HttpResponse<String> early = feed("/r/python/new.rss");
        assertThat(early.statusCode()).isEqualTo(429);
        assertThat(early.headers().firstValue("x-ratelimit-reset")).contains("1");
        clock.advance(Duration.ofSeconds(2));
        assertThat(feed("/r/python/new.rss").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> feed(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(sandbox.uri().resolve(path)).header("User-Agent", SandboxClient.AGENT));
    }
}
