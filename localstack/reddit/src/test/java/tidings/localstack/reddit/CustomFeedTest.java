package tidings.localstack.reddit;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.localstack.reddit.SandboxClient.posts;
import static tidings.localstack.reddit.SandboxClient.tree;

class CustomFeedTest {
    @AutoClose
    private final RedditSandbox sandbox = RedditSandbox.start(RedditSandboxSettings.on(0, new ManualClock()));

    @AutoClose
    private final SandboxClient client = new SandboxClient(sandbox.uri());

    @Test
    void namesItsSubredditsAlsoOneThatHasNoPosts() throws Exception {
        String token = client.token();
        HttpResponse<String> feed = client.get(token, "/api/multi/user/quiet-otter/m/outdoors");

        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(tree(feed).path("kind").asText()).isEqualTo("LabeledMulti");
        assertThat(tree(feed).path("data").path("subreddits"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("hiking", "photography", "empty_club");
        assertThat(posts(client.get(token, "/user/quiet-otter/m/outdoors/top?t=month&limit=100")))
                .extracting(post -> post.path("subreddit").asText())
                .contains("hiking", "photography")
                .doesNotContain("empty_club");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/multi/user/quiet-otter/m/none", "/api/multi/user/nobody/m/outdoors", "/api/multi/"})
    void whatDoesNotExistIsNotFound(String path) throws Exception {
        HttpResponse<String> missing = client.get(client.token(), path);

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(tree(missing).path("reason").asText()).isEqualTo("MULTI_NOT_FOUND");
    }

    @Test
    void isForThoseWithATokenOnly() throws Exception {
        assertThat(client.get("invented", "/api/multi/user/quiet-otter/m/outdoors")
                        .statusCode())
                .isEqualTo(401);
    }
}
