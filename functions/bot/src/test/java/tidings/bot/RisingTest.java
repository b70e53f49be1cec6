package tidings.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.PostsMessage.PostsFoundV1;

import static org.assertj.core.api.Assertions.assertThat;

/// What more posts are of than usual.
class RisingTest {
    private static final Instant HOUR_AGO = TestBot.NOON.minus(Duration.ofHours(1));

    private final TestBot bot = new TestBot();

    @Test
    void whatRisesIsListedWithButtonsToReadIt() {
        store("java", "Quiet times", 4, HOUR_AGO.minus(Duration.ofDays(1)));
        store("rust", "Quiet times", 12, HOUR_AGO.minus(Duration.ofDays(1)));
        bot.clock.advance(Duration.ofDays(-1));
        bot.stores.posts().countTitles();
        bot.clock.advance(Duration.ofDays(1));
        store("java", "Valhalla", 28, HOUR_AGO);

        bot.says("/trends");

        assertThat(bot.lastCard().html())
                .contains("More than usual", "Programming", "28 posts, usually 16")
                .contains("r/java: 28 posts, usually 7", "“valhalla”: 28 posts, usually at most 7");
        bot.presses(bot.button("valhalla"));
        assertThat(bot.lastCard().html()).contains("28 posts for “valhalla”");
        bot.says("/trends");
        bot.presses(bot.button("r/java"));
        assertThat(bot.lastCard().html()).contains("<b>r/java</b> · top of the day");
        bot.says("/trends");
        bot.presses(bot.button("Programming"));
        assertThat(bot.lastCard().html()).contains("Programming", "best recent posts");
    }

    @Test
    void aDayLikeAnyOtherIsToldSo() {
        bot.says("/trends");
        assertThat(bot.lastCard().html()).startsWith("Nothing stands out");

        store("java", "Quiet times", 10, HOUR_AGO.minus(Duration.ofDays(1)));
        store("java", "Quiet times", 10, HOUR_AGO);
        bot.says("/trends");
        assertThat(bot.lastCard().html()).startsWith("Nothing stands out");
    }

    private void store(String community, String title, int many, Instant at) {
        List<Post> posts = IntStream.range(0, many)
                .mapToObj(i -> new Post(
                        new PostId(community + at.getEpochSecond() % 1_000_000 + i),
                        new Community(community),
                        title,
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/r/java/comments/p1/",
                        PostKind.LINK,
                        OptionalInt.of(3),
                        OptionalInt.of(1),
                        false,
                        at))
                .toList();
        bot.store.record(
                new PostsFoundV1(
                        new Feed(new Community(community), Period.DAY),
                        "r" + community + at,
                        0,
                        OptionalInt.of(many),
                        posts,
                        List.of(),
                        SourceApi.OAUTH,
                        at),
                posts.stream().map(TestBot::classified).toList());
    }
}
