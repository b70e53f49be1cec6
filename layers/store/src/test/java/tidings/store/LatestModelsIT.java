package tidings.store;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.domain.ClassifiedPost;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SharedPostgres.class)
class LatestModelsIT {
    private static final Instant NOON = TestPosts.NOON;

    private Database database;
    private Stores stores;

    @BeforeEach
    void start(TestPostgres postgres) {
        database = postgres.database();
        stores = TestPostgres.stores(database);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private void record(Instant at, List<ClassifiedPost> posts) {
        stores.posts().restore(posts, at);
    }

    private static ClassifiedPost by(String model, String id) {
        return TestPosts.withTopic(TestPosts.post("java", id, OptionalInt.of(1)), "sports", model);
    }

    @Test
    void areThoseOfThePostsThatCameLast() {
        assertThat(LatestModels.in(database)).isEmpty();

        record(NOON, List.of(by("old", "a1")));
        record(NOON.plusSeconds(1), List.of(by("new", "a2")));
        assertThat(LatestModels.in(database)).containsExactlyInAnyOrder("old", "new");

        for (int i = 0; i < LatestModels.POSTS; i++) {
            record(NOON.plusSeconds(2), List.of(by("new", "b" + i)));
        }
        assertThat(LatestModels.in(database)).containsExactly("new");
    }
}
