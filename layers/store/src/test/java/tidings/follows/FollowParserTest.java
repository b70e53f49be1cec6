package tidings.follows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.domain.Community;
import tidings.domain.PostKind;
import tidings.follows.Reading.Problem;
import tidings.follows.Reading.Unclear;
import tidings.follows.Reading.Understood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/// What holds for any text and any query.
class FollowParserTest {
    private static final List<String> PIECES = List.of(
            "java",
            "r/java",
            "u/ann",
            "r/",
            "topic",
            "science",
            "but",
            "no",
            "ohne",
            "und",
            "and",
            "five",
            "a day",
            "am Tag",
            "at",
            "um",
            "8",
            "halb",
            "abends",
            "monday",
            "montags",
            "flair:",
            "site:",
            "site:x.org",
            "score",
            ">",
            ">=",
            "50",
            "points",
            "\"",
            "“",
            "”",
            "-",
            "+",
            "-jobs",
            "only",
            "images",
            "keine",
            "über",
            "of the",
            ",",
            ";",
            "\\",
            "://",
            "https://reddit.com/r/java",
            "<",
            "18+",
            "12:30",
            "99:99",
            "\n",
            "\u0000",
            "\uD83D",
            "\"\u200B\"",
            "-\"\u0000\u2060\"",
            "flair:\"\uFFFF\"",
            "about \"\uFEFF\"",
            "🙂",
            "日本",
            "999999999999",
            "nsfw",
            ":",
            "score:-5",
            "about \"a b\"",
            "likeness>85",
            "*",
            "kind:image",
            "/day",
            "half past",
            "viertel vor",
            "or",
            "@",
            "8am");

    private static final List<String> LETTERS = List.of(
            "a", "B", "ß", "é", "日", "🙂", " ", "\"", "\\", "'", "’", "-", "+", ",", ";", ":", "<", "“", "7", "\t",
            "&");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    @Test
    void anyTextIsReadOrAskedAbout() {
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(12))
                    .mapToObj(_ -> of(PIECES) + (random.nextInt(4) > 0 ? " " : ""))
                    .collect(Collectors.joining());

            Reading reading = PhrasesTest.PARSER.parse(text, PhrasesTest.NAMES, Optional.empty());

            if (reading instanceof Understood(FollowQuery query, var pace, var _, var _)) {
                assertThat(again(query)).as(text).isEqualTo(query);
                assertThat(pace.orElse(1)).isBetween(1, 500);
            }
        }
    }

    @Test
    void whatIsPrintedIsReadAsTheSameQuery() {
        for (int i = 0; i < 10_000; i++) {
            FollowQuery query = query();

            assertThat(again(query)).as(FollowText.of(query)).isEqualTo(query);
        }
    }

    private static FollowQuery again(FollowQuery query) {
        return PhrasesTest.PARSER.parse(FollowText.of(query), PhrasesTest.NAMES, Optional.empty())
                        instanceof Understood(FollowQuery read, var _, var _, var _)
                ? read
                : null;
    }

    private FollowQuery query() {
        Set<Origin> origins = new TreeSet<>((a, b) -> a.text().compareTo(b.text()));
        IntStream.rangeClosed(0, random.nextInt(4))
                .forEach(_ -> origins.add(
                        switch (random.nextInt(5)) {
                            case 0 -> new Origin.OfTopic(of(List.of("science", "music")));
                            case 1 -> new Origin.Anywhere();
                            case 2 ->
                                new Origin.OfCommunity(
                                        new Community("u_" + of(List.of("ann", "quiet-otter", "x_y_z", "---"))));
                            default ->
                                new Origin.OfCommunity(new Community(
                                        of(List.of("java", "0x10c", "reddit.com", "and", "news", "b_", "topic"))));
                        }));
        Set<PostKind> kinds = EnumSet.noneOf(PostKind.class);
        IntStream.range(0, random.nextInt(3)).forEach(_ -> kinds.add(of(List.of(PostKind.values()))));
        List<String> included = phrases();
        FollowQuery query = new FollowQuery(
                List.copyOf(origins),
                included,
                phrases(),
                phrases().stream().map(String::toLowerCase).collect(Collectors.toSet()),
                Set.copyOf(IntStream.range(0, random.nextInt(3))
                        .mapToObj(_ -> of(List.of("x.org", "github.com", "münchen.de", "a-b.example.org")))
                        .toList()),
                number(),
                number(),
                kinds,
                random.nextBoolean());
        return random.nextBoolean()
                ? query
                : query.with(included.stream()
                        .findAny()
                        .map(phrase -> About.of(phrase).wider(random.nextInt(-6, 6))));
    }

    private OptionalInt number() {
        return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(-5, 100_000));
    }

    private List<String> phrases() {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> "x"
                        + IntStream.range(0, random.nextInt(8))
                                .mapToObj(_ -> of(LETTERS))
                                .collect(Collectors.joining())
                        + "y")
                .distinct()
                .toList();
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// A thousand times the length of what Telegram carries: anything but linear would not end.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "(",
                "-",
                "a ",
                "and ",
                "no ",
                "at ",
                "8 ",
                "of the ",
                "topic ",
                "\"a\" ",
                "r/java ",
                "a:",
                "<",
                "://",
                "5 a ",
                "every ",
                "at least ",
                "a, ",
                "in ",
                "monday and ",
                "u/",
                "[a](",
                "no a, ",
                "\\"
            })
    void theTimeIsLinearInTheLength(String piece) {
        String text = "java " + piece.repeat(4_000_000 / piece.length() / 10);

        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThat(PhrasesTest.PARSER.parse(text, PhrasesTest.NAMES, Optional.empty()))
                        .isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "...", "and, or"})
    void ofNothingNothingIsFollowed(String text) {
        assertThat(PhrasesTest.PARSER.parse(text, PhrasesTest.NAMES, Optional.empty()))
                .isEqualTo(new Unclear(Problem.NOTHING, ""));
    }

    @Test
    void whatAFollowCannotHoldIsSaid() {
        List<String> names = new ArrayList<>();
        IntStream.rangeClosed(0, FollowQuery.MAX_ORIGINS).forEach(i -> names.add("r/name" + i));
        assertProblem(String.join(" ", names), Problem.TOO_MANY);
        assertProblem(
                "java" + IntStream.range(0, 30).mapToObj(i -> " -w" + i).collect(Collectors.joining()),
                Problem.TOO_MANY);
        assertProblem("java \"" + "a".repeat(FollowQuery.MAX_PHRASE + 1) + "\"", Problem.LONG);
        assertProblem("java at 1 at 2 at 3 at 4 at 5 at 6 at 7", Problem.TOO_MANY);
        assertProblem("java score>99999999999", Problem.VALUE);
        assertProblem("java site:localhost", Problem.VALUE);
        assertProblem("java -\"🙂\"", Problem.PART);
        assertProblem("java only images but no images and no galleries", Problem.NO_KIND);
        assertProblem("one two many words that make up no phrase", Problem.PART);
        assertProblem("blue green yellow orange purple", Problem.LONG);
    }

    private static void assertProblem(String text, Problem problem) {
        assertThat(PhrasesTest.PARSER.parse(text, PhrasesTest.NAMES, Optional.empty()))
                .as(text)
                .isInstanceOfSatisfying(
                        Unclear.class, unclear -> assertThat(unclear.problem()).isEqualTo(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyLanguageHasWordsForEveryTermThatPeopleNeed(String language) throws Exception {
        Properties words = new Properties();
        words.load(FollowParser.class.getResourceAsStream("words." + language + ".properties"));
        Set<String> terms = words.keySet().stream()
                .map(key -> key.toString().split("\\.")[0].toUpperCase())
                .collect(Collectors.toSet());

        assertThat(terms)
                .containsAll(EnumSet.allOf(Term.class).stream()
                        .filter(term ->
                                !EnumSet.of(Term.CLOCK, Term.AM, Term.PM).contains(term))
                        .map(Enum::name)
                        .toList());
    }
}
