package tidings.scraper.reddit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.SourceProblem;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.TestFetch;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class ApiPageTest {
    static final String PLAIN =
            "'id': 'abc1', 'subreddit': 'Java', 'permalink': '/r/Java/comments/abc1/t/', 'created_utc': 1763632800.0, "
                    + "'url': 'https://example.org/page', 'domain': 'Example.org', 'score': -3, 'num_comments': 7, "
                    + "'title': 'A title'";

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1, 'title': null",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1, 'title': ['list']",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 0, 'title': 'in 1970'",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': -1e400, 'title': 'before all'",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': 1e400, 'title': 'after all'",
                "'id': 'abc2', 'subreddit': 'java', 'created_utc': NaN, 'title': 'never'",
                "'id': 'hackernews:42', 'subreddit': 'java', 'created_utc': 1, 'title': 'of another source'",
                "'id': 'abc2', 'subreddit': 'hackernews:front', 'created_utc': 1, 'title': 'of another source'",
                "'id': 'abc2', 'subreddit': 'java+kotlin', 'created_utc': 1, 'title': 'of two'",
                "'id': 'abc2', 'subreddit': 'java', 'title': 'no time'",
                "'id': '../2', 'subreddit': 'java', 'title': 'no id', 'created_utc': 1",
                "'id': 'abc2', 'subreddit': 'u_a_name_that_is_too_long', 'title': 'no subreddit', 'created_utc': 1",
                ""
            })
    void skipsAnInvalidPostAndKeepsTheOthers(String fields) {
        TestFetch fetched = fetched(page("{" + fields + "}", "{" + PLAIN + "}"));

        assertThat(fetched.result()).isEqualTo(new Fetched(1, 1));
        assertThat(fetched.posts()).extracting(post -> post.id().value()).containsExactly("abc1");
    }

    /// What costs a strict reader the whole page.
    @Test
    void nothingInAPostCostsTheOthers() {
        for (String odd : List.of(
                "'preview': " + "[".repeat(5_000) + "]".repeat(5_000),
                "'preview': " + "{'a': ".repeat(5_000) + "1" + "}".repeat(5_000),
                "'score': " + "9".repeat(50_000),
                "'ratio': 1e999999, 'x': -Infinity",
                "'author': 'a\u0000\u0001\u001Fb'",
                "'flair': '\\ud83d'")) {
            assertThat(fetched(page("{" + PLAIN.replace("abc1", "abc2") + ", " + odd + "}", "{" + PLAIN + "}"))
                            .posts())
                    .extracting(post -> post.id().value())
                    .containsExactly("abc2", "abc1");
        }
        for (String odd : List.of("null", "[]", "7", "'t3'", "{'kind': 't3'}", "{'kind': 't3', 'data': []}")) {
            TestFetch fetched =
                    fetched(page("{" + PLAIN + "}").replace("[{\"kind", "[" + odd.replace('\'', '"') + ", {\"kind"));
            assertThat(fetched.result()).as(odd).isEqualTo(new Fetched(1, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"t5,MISSING", "t1,UNAVAILABLE", "more,UNAVAILABLE"})
    void aListingOfSomethingElseIsNeverAnEmptyFeed(String kind, SourceProblem problem) {
        FetchResult result =
                fetched(page("{" + PLAIN + "}").replace("t3", kind)).result();

        assertThat(result)
                .isIn(
                        new Refused(problem),
                        new Failed(
                                problem,
                                clock.instant(),
                                "a listing of which none of 1 entries is a post that can be read"));
    }

    @Test
    void aListingOfUnreadablePostsIsNeverAnEmptyFeed() {
        assertThat(fetched(page("{}", "{}")).result())
                .isEqualTo(new Failed(
                        SourceProblem.UNAVAILABLE,
                        clock.instant(),
                        "a listing of which none of 2 entries is a post that can be read"));
        assertThat(fetched("\uFEFF" + page("{" + PLAIN + "}")).result()).isEqualTo(new Fetched(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{'kind': 'Listing'}",
                "{'data': {}}",
                "{'data': {'children': null}}",
                "{'data': {'children': {}}}",
                "{'data': []}",
                "[{'kind': 'Listing', 'data': {'children': []}}, {'kind': 'Listing', 'data': {'children': []}}]",
                "{'reason': 'private', 'error': 403}",
                "{'message': 'Too Many Requests', 'error': 429}"
            })
    void jsonWithoutAListingIsAFailure(String json) {
        assertThat(fetched(json.replace('\'', '"')).result())
                .isEqualTo(new Failed(SourceProblem.UNAVAILABLE, clock.instant(), "JSON without a listing"));
    }

    static String page(String... posts) {
        String children = "{'kind': 't3', 'data': " + String.join("}, {'kind': 't3', 'data': ", posts) + "}";
        return ("{'kind': 'Listing', 'data': {'after': null, 'children': [" + children + "], 'before': null}}")
                .replace('\'', '"');
    }

    private TestFetch fetched(String json) {
        return TestFetch.of(StubReddit.api(json, clock), "java", clock);
    }
}
