package tidings.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.ClassifiedPost;
import tidings.domain.SourceApi;
import tidings.domain.Community;
import tidings.domain.TopicCursor;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Learned;

import static org.assertj.core.api.Assertions.assertThat;

class ResortingIT {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private EmbeddedPostgres postgres;
    private Database database;
    private Resorting resorting;

    @BeforeEach
    void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Migrations.apply(postgres.getPostgresDatabase());
        database = Database.of(
                postgres.getPostgresDatabase(), Profile.all().get("testing"), Meter.silent(), InstantSource.system());
        resorting = new Resorting(database);
        keep("old", "a1", "a2", "a3");
        keep("now", "b1", "b2");
        keep("older", "c1");
        keep("zeroth", "d1");
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
        postgres.close();
    }

    @Test
    void goesThroughEveryPostOfAnotherModelABatchAtATime() {
        List<String> seen = new ArrayList<>();

        assertThat(again(seen, 2)).isEqualTo(2);
        assertThat(again(seen, 2)).isEqualTo(2);
        assertThat(again(seen, 2)).isEqualTo(1);
        assertThat(again(seen, 2)).isZero();

        assertThat(seen).containsExactlyInAnyOrder("a1", "a2", "a3", "c1", "d1");
        assertThat(new Listings(database)
                        .ofTopic("science", new TopicCursor.Top(), 10)
                        .posts())
                .hasSize(5);
    }

    @Test
    void bringsWhatIsKnownOfTheSubreddit() {
        Community bread = new Community("bread");
        new Subreddits(database).learn(bread, _ -> new Learned(new byte[] {1, 2}, 7, "food-drink", 0.9f));
        new Subreddits(database).fix(bread, "travel-places");

        List<Known> known = new ArrayList<>();
        resorting.again("now", 10, stale -> {
            stale.forEach(one -> known.add(one.known()));
            return stale.stream().map(Stale::post).toList();
        });

        assertThat(known).hasSize(5).allSatisfy(one -> {
            assertThat(one.fixedTopic()).hasValue("travel-places");
            assertThat(one.prior())
                    .hasValueSatisfying(prior -> assertThat(prior).containsExactly(1, 2));
        });
    }

    private int again(List<String> seen, int most) {
        return resorting.again(
                "now",
                most,
                stale -> stale.stream()
                        .map(one -> {
                            seen.add(one.post().post().id().value());
                            return new ClassifiedPost(one.post().post(), "science", 0.5f, "now");
                        })
                        .toList());
    }

    private void keep(String model, String... ids) {
        Feed feed = new Feed(new Community("bread"), Period.DAY);
        List<ClassifiedPost> posts = List.of(ids).stream()
                .map(id -> new ClassifiedPost(
                        new Post(
                                new PostId(id),
                                feed.community(),
                                "title",
                                "",
                                "https://www.reddit.com/",
                                "self",
                                "https://www.reddit.com/",
                                PostKind.TEXT,
                                OptionalInt.of(1),
                                OptionalInt.of(1),
                                false,
                                NOON),
                        "music",
                        0.9f,
                        model))
                .toList();
        new Readings(database)
                .record(
                        new PostsFoundV1(
                                feed,
                                model,
                                0,
                                OptionalInt.of(posts.size()),
                                posts.stream().map(ClassifiedPost::post).toList(),
                                List.of(),
                                SourceApi.OAUTH,
                                NOON),
                        posts);
    }
}
