package tidings.follows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.PostKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FollowQueryTest {
    @Test
    void itsJsonNamesWhatItHasOnly() {
        assertThat(Json.write(FollowQuery.of(Origin.of("java"), Origin.of("topic:science"), Origin.of("*"))))
                .isEqualTo("{\"origins\":[\"java\",\"topic:science\",\"*\"],\"adult\":false}");
        assertThat(Json.write(TestQuery.atLeast(0, -1)))
                .isEqualTo("{\"origins\":[\"java\"],\"minScore\":0,\"minComments\":-1,\"adult\":false}");
    }

    /// The store compares queries by their JSON.
    @Test
    void equalQueriesHaveEqualJson() {
        List<String> flairs = List.of("release", "question", "news", "help", "meta");
        PostKind[] kinds = PostKind.values();
        PostKind[] reversed = Arrays.asList(kinds).reversed().toArray(PostKind[]::new);

        assertThat(Json.write(TestQuery.flairs(flairs.toArray(String[]::new))))
                .isEqualTo(Json.write(TestQuery.flairs(flairs.reversed().toArray(String[]::new))));
        assertThat(Json.write(TestQuery.kinds(kinds))).isEqualTo(Json.write(TestQuery.kinds(reversed)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"origins\":[]}",
                "{\"origins\":[\"no such name\"],\"adult\":false}",
                "{\"origins\":[null],\"adult\":false}",
                "{\"origins\":[\"java\"],\"kinds\":[\"hologram\"],\"adult\":false}",
                "{\"origins\":[\"java\"],\"include\":[null],\"adult\":false}",
                "[]",
                ""
            })
    void whatIsNoQueryIsUnreadable(String json) {
        assertThatThrownBy(() -> Json.read(json, FollowQuery.class)).isInstanceOf(UnreadableException.class);
    }

    /// The store refuses NUL and halves of characters, also in JSON that has them escaped.
    @Test
    void whatNobodySeesIsNoPartOfAWord() {
        FollowQuery query = Json.read("""
                {"origins": ["java"], "include": ["a\\u0000b\\ud800", "\\ufeffc\\u00a0 d"], "exclude": ["\\u0007e\\uffff"],
                 "flairs": ["f\\u0000", "f"], "domains": ["example.org\\u0000"], "about": {"phrase": "a\\u0000b", "likeness": 85},
                 "adult": false}""", FollowQuery.class);

        assertThat(Json.write(query))
                .isEqualTo(
                        "{\"origins\":[\"java\"],\"include\":[\"ab\",\"c d\"],\"exclude\":[\"e\"],\"flairs\":[\"f\"],"
                                + "\"domains\":[\"example.org\"],\"adult\":false,\"about\":{\"phrase\":\"ab\",\"likeness\":85}}");
        assertThat(TestQuery.words(List.of("\u0000\u200b"), List.of()).include())
                .containsExactly("\uFFFD");
        assertThat(FollowQuery.phrase(" \u0000a\u200b ")).contains("a");
        assertThat(FollowQuery.phrase("\u0000\u200b\ud83d")).isEmpty();
        assertThat(FollowQuery.phrase("a".repeat(FollowQuery.MAX_PHRASE + 1))).isEmpty();
    }

    static Stream<Runnable> tooMuch() {
        List<String> many = IntStream.rangeClosed(0, FollowQuery.MAX_PHRASES)
                .mapToObj(i -> "word" + i)
                .toList();
        return Stream.of(
                () -> FollowQuery.of(),
                () -> FollowQuery.of(IntStream.rangeClosed(0, FollowQuery.MAX_ORIGINS)
                        .mapToObj(i -> Origin.of("r" + i))
                        .toArray(Origin[]::new)),
                () -> TestQuery.words(many, List.of()),
                () -> TestQuery.words(List.of(), many),
                () -> TestQuery.flairs(many.toArray(String[]::new)),
                () -> TestQuery.domains(many.toArray(String[]::new)),
                () -> TestQuery.words(List.of("a".repeat(FollowQuery.MAX_PHRASE + 1)), List.of()),
                () -> TestQuery.words(List.of(), List.of(" ")),
                () -> TestQuery.flairs(""),
                () -> TestQuery.domains("a".repeat(FollowQuery.MAX_PHRASE + 1)));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void nothingOrMoreThanTheMaximumIsRefused(Runnable query) {
        assertThatIllegalArgumentException().isThrownBy(query::run).withMessageStartingWith("a ");
    }

    @Test
    void theMaximumIsAccepted() {
        List<String> phrases = IntStream.range(0, FollowQuery.MAX_PHRASES)
                .mapToObj(i -> Character.toString('a' + i).repeat(FollowQuery.MAX_PHRASE))
                .toList();

        assertThat(TestQuery.words(phrases, phrases).include()).isEqualTo(phrases);
    }
}
