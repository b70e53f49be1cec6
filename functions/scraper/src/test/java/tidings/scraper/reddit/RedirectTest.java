package tidings.scraper.reddit;

import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.scraper.source.Transport;

import static org.assertj.core.api.Assertions.assertThat;

class RedirectTest {
    private static final String ASKED = "https://oauth.reddit.com/r/java/top?raw_json=1&t=day";

    @ParameterizedTest
    @CsvSource({
        "https://www.reddit.com/subreddits/search?q=java,SEARCH",
        "/subreddits/search?q=java,SEARCH",
        "https://www.reddit.com/subreddits/search.json?q=java,SEARCH",
        "https://www.reddit.com/search/?q=java,SEARCH",
        "https://www.reddit.com/login/?dest=https%3A%2F%2Fwww.reddit.com%2Fr%2Fjava%2Ftop,ELSEWHERE",
        "/login,ELSEWHERE",
        "https://www.reddit.com/over18?dest=/r/java/top,ELSEWHERE",
        "https://www.reddit.com/consent,ELSEWHERE",
        "https://www.reddit.com/,ELSEWHERE",
        "https://www.reddit.com,ELSEWHERE",
        "https://example.org/r/java/top,ELSEWHERE",
        "https://reddit.com.example.org/subreddits/search?q=java,ELSEWHERE",
        "//example.org/r/java/top,ELSEWHERE",
        "https://www.reddit.com/r/java/top?t=day,SAME_LISTING",
        "https://old.reddit.com/r/Java/top/,SAME_LISTING",
        "/r/JAVA/top.json,SAME_LISTING",
        "/r/java/top/.json,SAME_LISTING",
        "https://www.reddit.com/r/kotlin/top,OTHER_COMMUNITY",
        "https://www.reddit.com/r/javascript,OTHER_COMMUNITY",
        "https://www.reddit.com/r/kotlin/,OTHER_COMMUNITY",
        "https://www.reddit.com/user/java/top,OTHER_COMMUNITY",
        "https://www.reddit.com/quarantine?dest=https%3A%2F%2Fwww.reddit.com%2Fr%2Fjava%2Ftop,QUARANTINE",
        "/quarantine/?dest=/r/java/top,QUARANTINE",
        "/r/java/,NOWHERE",
        "/search.json?q=java,SEARCH",
        "https://oauth.reddit.com/r/kotlin,OTHER_COMMUNITY",
        "https://reddit.com/r/java/top,SAME_LISTING",
        "https://www.reddit.com/r/Java/hot,NOWHERE",
        "https://www.reddit.com/r/java/about/rules,NOWHERE",
        "'',NOWHERE",
        "https://,NOWHERE",
        "http://a b/,NOWHERE",
        "mailto:a@b.example,NOWHERE"
    })
    void aRedirectIsJudgedByWhereItLeads(String location, Redirect redirect) {
        assertThat(Redirect.of(response(ASKED, location))).isEqualTo(redirect);
    }

    @ParameterizedTest
    @CsvSource({
        "/r/u_quiet-otter/top,/user/quiet-otter/top",
        "/r/u_quiet-otter/top,https://www.reddit.com/user/Quiet-Otter/submitted/top/",
        "/user/ada/m/feed/top,https://www.reddit.com/user/Ada/m/feed/top/"
    })
    void theListingOfAProfileHasTwoAddresses(String asked, String location) {
        assertThat(Redirect.of(response("https://oauth.reddit.com" + asked, location)))
                .isEqualTo(Redirect.SAME_LISTING);
    }

    @Test
    void aLongAddressIsJudgedAtOnce() {
        assertThat(Redirect.of(response(ASKED, "/r/kotlin" + "/".repeat(100_000) + "top")))
                .isEqualTo(Redirect.OTHER_COMMUNITY);
    }

    @Test
    void followsToTheSameListingAtTheHostThatWasAsked() {
        assertThat(Redirect.follow(response(ASKED, "https://old.reddit.com/r/Java/top?t=day")))
                .contains(URI.create("https://oauth.reddit.com/r/Java/top?t=day"));
        assertThat(Redirect.follow(response(ASKED, "http://www.reddit.com/r/java/top/")))
                .contains(URI.create("https://oauth.reddit.com/r/java/top/?raw_json=1&t=day"));
    }

    @ParameterizedTest
    @CsvSource({
        ASKED + ",a circle",
        "https://www.reddit.com/login,a login",
        "https://example.org/r/java/top,another site",
        "'',nothing"
    })
    void followsNothingElse(String location, String what) {
        assertThat(Redirect.follow(response(ASKED, location))).as(what).isEmpty();
    }

    private static Transport.Response response(String asked, String location) {
        return new Transport.Response(
                URI.create(asked), 302, Map.of("location", location), InputStream.nullInputStream());
    }
}
