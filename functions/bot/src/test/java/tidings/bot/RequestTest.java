package tidings.bot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Community;

import static org.assertj.core.api.Assertions.assertThat;

class RequestTest {
    @Test
    void readsTopInEveryWayPeopleWriteIt() {
        Request today = new Request.Top(new Feed(new Community("java"), Period.DAY));

        assertThat(Request.parse("/top java")).isEqualTo(today);
        assertThat(Request.parse("  /TOP@tidings_bot   r/Java  ")).isEqualTo(today);
        assertThat(Request.parse("/top https://www.reddit.com/r/java/ day")).isEqualTo(today);
        assertThat(Request.parse("/top java WEEK"))
                .isEqualTo(new Request.Top(new Feed(new Community("java"), Period.WEEK)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/top",
                "/top ../etc",
                "/top java fortnight",
                "/top java week now",
                "/top 🙂",
                "/top جافا",
                "/topic",
                "/classify",
                "/dance",
                "/",
                "/top \u0000"
            })
    void saysWhatIsWrongAndWhatWouldBeRight(String text) {
        assertThat(Request.parse(text))
                .isInstanceOfSatisfying(
                        Request.Unclear.class,
                        unclear -> assertThat(unclear.wrong())
                                .hasSizeBetween(20, 250)
                                .contains("/")
                                .endsWith("."));
    }

    @Test
    void quotesOnlyTheBeginningOfALongMistake() {
        Request request = Request.parse("/top " + "🙂".repeat(2_500));

        assertThat(((Request.Unclear) request).wrong()).hasSizeLessThan(250).contains("🙂…”");
    }

    @Test
    void takesALongTextToClassifyWhole() {
        String text = "word ".repeat(1_000).strip();

        assertThat(Request.parse("/classify " + text)).isEqualTo(new Request.Classify(text));
    }

    @Test
    void leavesOtherTextsAlone() {
        assertThat(Request.parse("hello /top java")).isEqualTo(new Request.Chatter());
        assertThat(Request.parse("")).isEqualTo(new Request.Chatter());
    }
}
