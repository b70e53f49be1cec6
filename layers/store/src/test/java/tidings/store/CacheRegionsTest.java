package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.FeedPage;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.domain.TopicPage;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.points.Score;
import tidings.preferences.ChatSettings;
import tidings.selection.TopicRule;
import tidings.selection.Trends;
import tidings.settings.InMemoryTunableStore;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.Tunables;
import tidings.store.ChatRegistry.Registered;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.cache.CacheRegion;

import static org.assertj.core.api.Assertions.assertThat;

/// A cached value may be read by the next version. So there is a sample of the JSON of each region and version;
/// whoever changes a region's JSON raises its version and adds a sample.
class CacheRegionsTest {
    private static final ClassifiedPost POST = new ClassifiedPost(
            new Post(
                    new PostId("abc1"),
                    new Community("java"),
                    "A title",
                    "A body",
                    "https://example.org/",
                    "example.org",
                    "https://www.reddit.com/r/java/comments/abc1/",
                    PostKind.LINK,
                    OptionalInt.of(7),
                    OptionalInt.empty(),
                    false,
                    TestPosts.NOON),
            "programming",
            0.5f,
            "m1");

    /// A value of each region, as its sample has it.
    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry(
                    "listing",
                    new StoredFeed.Page(new FeedPage(5, 6, 1, SourceApi.OAUTH, TestPosts.NOON, List.of(POST)))),
            Map.entry("topic", new TopicPage(0, List.of(POST), true)),
            Map.entry("post", POST),
            Map.entry(
                    "statistics",
                    new Catalog.Statistics(
                            3,
                            Map.of("programming", new Catalog.TopicCount(3, 0.5)),
                            List.of(new Catalog.Hour(TestPosts.NOON, Map.of("programming", 3))))),
            Map.entry("accuracy", new Catalog.Accuracy(Map.of("programming", new Catalog.Checked(3, 1)))),
            Map.entry(
                    "communities",
                    new PostgresCatalog.Communities(List.of(new Catalog.Known(
                            new Community("java"), Optional.of("programming"), false, Optional.of(0.5), 30)))),
            Map.entry(
                    "search",
                    new Catalog.Page(
                            List.of(POST), Optional.of(new Catalog.Position(TestPosts.NOON, new PostId("abc1"))))),
            Map.entry("trends", new Trends(List.of(new Trends.Rise("programming", 7, 2.5)), List.of(), List.of())),
            Map.entry(
                    "points",
                    new PointStore.Counted(
                            Score.NONE.plus(
                                    List.of(new ActedV1(
                                            new ChatId(-42),
                                            "u1",
                                            TestPosts.NOON,
                                            Kind.SAVED,
                                            Optional.empty(),
                                            List.of())),
                                    ZoneOffset.UTC),
                            Optional.of("Night Owl"))),
            Map.entry(
                    "leaders",
                    new PostgresPointStore.Board(
                            List.of(new PointStore.Leader("Night Owl", 70), new PointStore.Leader("", 3)))),
            Map.entry("found", new PostStore.Found(false, List.of(new PostId("abc1")))),
            Map.entry("found-posts", new PostSearch.Posts(List.of(POST))),
            Map.entry(
                    "database",
                    new DatabaseReport(
                            9_000_000,
                            List.of(new DatabaseReport.Table("post", 100, 3, 8192)),
                            List.of(new DatabaseReport.Index("post_pkey", "post", 7, 4096)),
                            List.of(new DatabaseReport.Statement(
                                    "select-post-00a1",
                                    "select id from post where url = $1",
                                    12,
                                    73.5,
                                    List.of("post"))))),
            Map.entry(
                    "history",
                    new HistoryStore.Page(
                            List.of(new HistoryStore.Entry(
                                    new HistoryStore.Position(TestPosts.NOON, "42"),
                                    Kind.SHOWN,
                                    "top",
                                    List.of(new PostId("abc1")))),
                            true)),
            Map.entry("brief-turn", new BriefTurns.Turn(1_700_000_000, 20.0, 360)),
            Map.entry("subreddit", new Knowledge(Optional.of("music"), Optional.empty())),
            Map.entry(
                    "chat",
                    new PostgresChatRegistry.Known(
                            new Registered(
                                    new ChatId(-42),
                                    ChatRegistry.Status.BLOCKED,
                                    TestPosts.NOON,
                                    new ChatSettings(Map.of("pace", "12"))),
                            List.of(new Lessons.Rule(
                                    7, new TopicRule(TopicRule.Kind.WORD, "cat", "animals-pets"), TestPosts.NOON)))));

    /// All constants of this module that are regions.
    static List<CacheRegion<?>> regions() throws IOException {
        Path classes = Path.of("target/classes").toRealPath();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.startsWith("tidings/store/") && file.endsWith(".class"))
                    .map(file -> file.replace('/', '.').replaceAll("\\.class$", ""))
                    .<CacheRegion<?>>flatMap(CacheRegionsTest::regionsOf)
                    .toList();
        }
    }

    @Test
    void regionNamesAreUniqueAndEachRegionHasAValueHere() throws IOException {
        assertThat(regions()).extracting(CacheRegion::name).containsExactlyInAnyOrderElementsOf(VALUES.keySet());
    }

    @ParameterizedTest
    @MethodSource("regions")
    void nothingIsCachedLongerThanTwoDays(CacheRegion<?> region) {
        assertThat(Profile.all().values())
                .flatMap(profile -> List.of(Tunables.fixed(profile), CacheFor.longest(profile)))
                .allSatisfy(tunables -> assertThat(region.freshFor(tunables).plus(region.stale()))
                        .isPositive()
                        .isLessThan(CacheRegion.MAX_AGE));
    }

    /// The TTL of each cached read is live.
    @ParameterizedTest
    @MethodSource("regions")
    void aChangeOfATunableChangesTheTtl(CacheRegion<?> region) {
        Profile profile = Profile.all().get("production");

        assertThat(region.freshFor(CacheFor.shortest(profile)))
                .isLessThan(region.freshFor(Tunables.fixed(profile)))
                .isLessThan(region.freshFor(CacheFor.longest(profile)));
    }

    @ParameterizedTest
    @MethodSource("regions")
    void theJsonIsThatOfItsVersion(CacheRegion<?> region) throws IOException {
        assertThat(Json.mapper().readTree(Json.write(VALUES.get(region.name()))))
                .as("whoever changes this raises the version of the region %s", region.name())
                .isEqualTo(Json.mapper().readTree(sample(region)));
    }

    @ParameterizedTest
    @MethodSource("regions")
    void aValueThatThePreviousDeploymentCachedIsRead(CacheRegion<?> region) throws IOException {
        assertThat((Object) Json.read(sample(region), region.type())).isEqualTo(VALUES.get(region.name()));
    }

    /// Tunables that were set as far as they go.
    private static final class CacheFor {
        static Tunables longest(Profile profile) {
            return all(profile, Tunable::max);
        }

        static Tunables shortest(Profile profile) {
            return all(profile, Tunable::min);
        }

        private static Tunables all(Profile profile, ToIntFunction<Tunable> value) {
            InMemoryTunableStore store = new InMemoryTunableStore();
            for (Tunable tunable : Tunable.values()) {
                store.add(new TunableChange(
                        tunable, value.applyAsInt(tunable), "a test", "a test", TestPosts.NOON, Optional.empty()));
            }
            return new Tunables(store, profile, () -> TestPosts.NOON);
        }
    }

    private static Stream<CacheRegion<?>> regionsOf(String className) {
        try {
            Class<?> type = Class.forName(className, false, CacheRegionsTest.class.getClassLoader());
            return Stream.of(type.getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == CacheRegion.class)
                    .map(CacheRegionsTest::region);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CacheRegion<?> region(Field field) {
        try {
            field.setAccessible(true);
            return (CacheRegion<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sample(CacheRegion<?> region) throws IOException {
        String name = region.name() + "." + region.version() + ".json";
        try (InputStream in = CacheRegionsTest.class.getResourceAsStream("regions/" + name)) {
            return new String(Objects.requireNonNull(in, name + " is missing").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
