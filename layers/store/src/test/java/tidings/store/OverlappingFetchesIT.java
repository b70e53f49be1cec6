package tidings.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.store.FeedStore.StoredFeed;

import static org.assertj.core.api.Assertions.assertThat;

/// Parts of several fetches of one feed that several environments record at the same time.
@ExtendWith(SharedPostgres.class)
class OverlappingFetchesIT {
    private static final int ENVIRONMENTS = 6;

    private static TestPostgres postgres;
    private static Database database;

    @BeforeAll
    static void start(TestPostgres shared) {
        postgres = shared;
        database = postgres.database();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    /// A deadlock would throw.
    @RepeatedTest(12)
    void eachFetchAnswersAndNoneBlocksAnother(RepetitionInfo repetition)
            throws InterruptedException, ExecutionException {
        postgres.empty();
        FeedStore feeds = TestPostgres.stores(database).feeds();
        Random random = new Random(repetition.getCurrentRepetition());
        List<Part> parts = Part.ofFetches(3, random);
        Collections.shuffle(parts, random);

        Map<String, Boolean> answered = new TreeMap<>();
        try (ExecutorService environments = Executors.newFixedThreadPool(ENVIRONMENTS)) {
            List<Future<Boolean>> recorded = new ArrayList<>();
            for (Part part : parts) {
                recorded.add(environments.submit(() -> part.record(feeds).answers()));
            }
            for (int i = 0; i < parts.size(); i++) {
                answered.merge(parts.get(i).run(), recorded.get(i).get(), Boolean::logicalOr);
            }
        }

        assertThat(answered).doesNotContainValue(false);
        assertThat(feeds.latest(TestPosts.feed("java"), 5)).isEqualTo(new StoredFeed.Page(Part.latestPage(parts)));
    }
}
