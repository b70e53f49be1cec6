package tidings.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Deadline;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.SourceId;
import tidings.domain.SourceProblem;
import tidings.ratelimit.Urgency;
import tidings.scraper.source.FetchResult;
import tidings.scraper.source.FetchResult.Failed;
import tidings.scraper.source.FetchResult.Fetched;
import tidings.scraper.source.FetchResult.Refused;
import tidings.scraper.source.Source;
import tidings.sender.Screen.Shown;
import tidings.store.DatabaseUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever waits for a feed sees at once that it is fetched, and soon what came of it: the posts, the reason why
/// there are none, or that nothing came.
class WhoeverWaitsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final Duration OUTAGE = Duration.ofMinutes(3);

    /// The pause before the first attempt after an outage.
    private static final Duration LAST_PAUSE = Duration.ofMinutes(4);

    @ParameterizedTest
    @EnumSource(SourceProblem.class)
    void learnsOfEveryProblemOfTheSource(SourceProblem problem) {
        Pipeline pipeline = pipeline(
                () -> problem.isTransient() ? new Failed(problem, NOON, "fails") : new Refused(problem), none());
        pipeline.says(1, 7, "/top java");
        pipeline.run(LONG);

        List<Shown> card = theCard(pipeline);
        assertThat(card.getFirst().waits()).isTrue();
        assertThat(card.getFirst().at()).isBefore(NOON.plus(AT_ONCE));
        assertThat(card.getLast().waits()).isFalse();
        assertThat(card.getLast().at()).isBefore(NOON.plus(SOON));
        assertThat(card.getLast().html()).doesNotContain("😕");
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceProblem.class,
            names = {"THROTTLED", "UNAVAILABLE", "BLOCKED"})
    void isToldHowLongTheSourceTakesAndNeverWaitsMuchLonger(SourceProblem problem) {
        Pipeline pipeline = pipeline(() -> new Failed(problem, NOON.plus(Duration.ofHours(9)), "fails"), none());
        pipeline.says(1, 7, "/top java");
        pipeline.run(LONG);
        assertThat(theCard(pipeline).getLast().at()).isBefore(NOON.plus(SOON));

        Pipeline minutes = pipeline(() -> new Failed(problem, NOON.plusSeconds(180), "fails"), none());
        minutes.says(1, 7, "/top java");
        minutes.run(LONG);

        assertThat(theCard(minutes))
                .filteredOn(shown -> shown.html().contains("3 minutes"))
                .isNotEmpty()
                .allMatch(shown -> shown.html().contains("a little at a time") == (problem == SourceProblem.THROTTLED));
        assertThat(theCard(minutes).getLast().waits()).isFalse();
        assertThat(theCard(minutes).getLast().at())
                .isBefore(NOON.plusSeconds(181).plus(SOON));
    }

    /// The last call is found by running until no call of that number is made.
    @Test
    void getsTheFeedWhicheverSingleCallFails() {
        Faults counted = none();
        int number = 0;
        do {
            int failing = ++number;
            Faults faults = new Faults((call, _) ->
                    call == failing ? Optional.of(new IllegalStateException("call " + failing)) : Optional.empty());
            Pipeline pipeline = pipeline(() -> new Fetched(3), faults);
            pipeline.says(1, 7, "/top java");
            pipeline.run(LONG);

            assertThat(theCard(pipeline).getLast().html())
                    .as("call %d fails", failing)
                    .contains("A title");
            assertThat(theCard(pipeline).getLast().at()).isBefore(NOON.plus(SOON));
            counted = faults;
        } while (number < counted.calls());
        assertThat(number).as("calls").isGreaterThan(15);
    }

    @Test
    void getsTheFeedAfterAnOutageWheneverItBegins() {
        for (int first = 1; first < 20; first++) {
            for (boolean database : List.of(true, false)) {
                RuntimeException away = new IllegalStateException("away");
                RuntimeException failure = database ? new DatabaseUnavailableException(away) : away;
                int begin = first;
                Pipeline pipeline = pipeline(
                        () -> new Fetched(3),
                        new Faults((call, now) -> call >= begin && now.isBefore(NOON.plus(OUTAGE))
                                ? Optional.of(failure)
                                : Optional.empty()));
                pipeline.says(1, 7, "/top java");
                pipeline.run(LONG);

                Shown last = theCard(pipeline).getLast();
                assertThat(last.waits()).as("outage from call %d on", first).isFalse();
                assertThat(last.html()).containsAnyOf("A title", "database");
                assertThat(last.at())
                        .isBefore(NOON.plus(OUTAGE).plus(LAST_PAUSE).plus(SOON));
            }
        }
    }

    /// Whichever two messages are lost, unless one is what ends the wait.
    @Test
    void isToldThatNothingCameIfMessagesAreLost() {
        int nothing = 0;
        for (long first = 3; first < 12; first++) {
            for (long second = first; second < 12; second++) {
                Pipeline pipeline = new Pipeline(
                        source(() -> new Fetched(3)),
                        none(),
                        _ -> Duration.ofMillis(100),
                        new HashSet<>(List.of(first, second)));
                pipeline.says(1, 7, "/top java");
                pipeline.run(LONG);

                Shown last = theCard(pipeline).getLast();
                assertThat(last.waits())
                        .as("messages %d and %d are lost", first, second)
                        .isFalse();
                assertThat(last.at()).isBefore(NOON.plus(SOON));
                nothing += last.html().contains("😕") ? 1 : 0;
            }
        }
        assertThat(nothing).as("cards that say that nothing came").isPositive();
    }

    /// Messages of standard queues come in any order and late.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void allWhoAskForTheSameFeedGetIt(long seed) {
        Random random = new Random(seed);
        Pipeline pipeline = new Pipeline(
                source(() -> new Fetched(3)), none(), _ -> Duration.ofMillis(random.nextInt(40_000)), Set.of());
        for (int person = 1; person <= 12; person++) {
            pipeline.says(person, person, "/top java");
            pipeline.run(Duration.ofSeconds(random.nextInt(20)));
        }
        pipeline.run(LONG);

        assertThat(pipeline.screen.cards())
                .hasSize(12)
                .allSatisfy((_, card) -> assertThat(card.getLast().html()).contains("A title"));
    }

    @Test
    void joinsAFetchThatIsUnderWay() {
        int[] fetches = {0};
        Pipeline pipeline = pipeline(
                () -> {
                    fetches[0]++;
                    return new Fetched(3);
                },
                none());
        for (int person = 1; person <= 12; person++) {
            pipeline.says(person, person, "/top java");
        }
        pipeline.run(LONG);

        assertThat(fetches[0]).isEqualTo(1);
        assertThat(pipeline.screen.cards())
                .hasSize(12)
                .allSatisfy((_, card) -> assertThat(card.getLast().html()).contains("A title"));
    }

    private static Faults none() {
        return new Faults((_, _) -> Optional.empty());
    }

    private static Pipeline pipeline(Supplier<FetchResult> result, Faults faults) {
        return new Pipeline(source(result), faults, _ -> Duration.ofMillis(100), Set.of());
    }

    private static List<Shown> theCard(Pipeline pipeline) {
        return pipeline.screen.cards().values().iterator().next();
    }

    private static Source source(Supplier<FetchResult> result) {
        return new Source() {
            @Override
            public SourceId id() {
                return SourceId.REDDIT;
            }

            @Override
            public SourceApi api() {
                return SourceApi.OAUTH;
            }

            @Override
            public FetchResult fetch(Feed feed, Urgency urgency, Deadline deadline, Consumer<Post> posts) {
                FetchResult fetched = result.get();
                if (fetched instanceof Fetched(int count, int _, var _)) {
                    IntStream.range(0, count)
                            .mapToObj(i -> post(feed.community(), i))
                            .forEach(posts);
                }
                return fetched;
            }
        };
    }

    private static Post post(Community community, int number) {
        return new Post(
                new PostId("p" + number),
                community,
                "A title",
                "",
                "https://example.org",
                "example.org",
                "https://www.reddit.com/",
                PostKind.LINK,
                OptionalInt.of(1),
                OptionalInt.of(1),
                false,
                NOON);
    }
}
