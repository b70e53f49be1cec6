package tidings.domain;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CommunityTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "Java",
                " r/java ",
                "/r/java/",
                "https://www.reddit.com/r/Java/",
                "reddit.com/r/java",
                "old.reddit.com/r/java"
            })
    void readsWhatPeopleType(String typed) {
        assertThat(Community.parse(typed)).contains(new Community("java"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "../etc",
                "r/",
                "java programming",
                "_java",
                "java/../etc",
                "ja\u0000va",
                "чай",
                "🙂🙂",
                "abcdefghijklmnopqrstuv",
                "https://example.org/r/java",
                "javа"
            })
    void refusesWhatIsNoName(String typed) {
        assertThat(Community.parse(typed)).isEmpty();
    }
}
