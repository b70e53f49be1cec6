package tidings.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.telegram.Card;
import tidings.telegram.Button;
import tidings.domain.FeedPage;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicPage;
import tidings.aws.Json;
import tidings.settings.Profile;
import tidings.store.Listings.Known;
import tidings.store.cache.CacheRegion;

import static org.assertj.core.api.Assertions.assertThat;

/// A value that one version wrote may be read by the next. So the JSON of each kind and version is kept as a sample;
/// who changes how a kind is written raises its version and adds a sample.
class KindsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
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
                    NOON),
            "programming",
            0.5f,
            "m1");
    private static final Kinds KINDS = Kinds.of(Profile.all().get("production"));
    private static final Map<CacheRegion<?>, Object> VALUES = Map.of(
            KINDS.feed(), new Known.Page(new FeedPage(5, 6, SourceApi.OAUTH, NOON, List.of(POST))),
            KINDS.topic(), new TopicPage(0, List.of(POST), true),
            KINDS.post(), POST,
            KINDS.community(), new Subreddits.Known(Optional.of("music"), Optional.empty()),
            KINDS.classification(), new Card("<b>Music</b>", List.of(List.of(new Button("More", "topic:music")))));

    static Stream<CacheRegion<?>> kinds() {
        return VALUES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isWrittenAsItsVersionSays(CacheRegion<?> kind) throws IOException {
        assertThat(Json.mapper().readTree(Json.write(VALUES.get(kind))))
                .as("whoever changes this raises the version of the kind %s", kind.name())
                .isEqualTo(Json.mapper().readTree(sample(kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsWhatItsVersionWrote(CacheRegion<?> kind) throws IOException {
        assertThat((Object) Json.read(sample(kind), kind.type())).isEqualTo(VALUES.get(kind));
    }

    private static String sample(CacheRegion<?> kind) throws IOException {
        String name = kind.name() + "." + kind.version() + ".json";
        try (InputStream in = KindsTest.class.getResourceAsStream("kinds/" + name)) {
            return new String(Objects.requireNonNull(in, name + " is missing").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
