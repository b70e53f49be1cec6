package tidings.categorizer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tidings.aws.Meter;
import tidings.delivery.Deliveries;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsRestoredV1;
import tidings.settings.Profile;
import tidings.settings.Tunables;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.categorizer.CategorizerTest.CLASSIFIER;
import static tidings.categorizer.CategorizerTest.found;

/// Posts that a brief asked for again.
class RestoredPostsTest {
    private static final Duration KEPT = Duration.ofHours(48);

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queue = new ArrayList<>();
    private final Categorizer categorizer = categorizer(clock);
    private final List<Post> posts =
            found("java", List.of(), "Records", "Sealed types").posts();

    private Categorizer categorizer(InstantSource time) {
        Deliveries deliveries = new Deliveries(stores.deliveries(), stores.threads(), queue::addAll, time);
        return new Categorizer(
                CLASSIFIER,
                PostMeanings.off(stores.posts()),
                stores,
                _ -> {},
                queue::addAll,
                deliveries,
                Tunables.fixed(Profile.all().get("testing")),
                Meter.silent(),
                time);
    }

    private void restored() {
        categorizer.handle(new PostsRestoredV1("b1", 0, posts, clock.instant()));
    }

    @Test
    void theyAreStoredWithTheirTopicsUntilTheyExpireAgain() {
        restored();

        assertThat(posts)
                .allSatisfy(post -> assertThat(stores.posts().find(post.id()))
                        .map(ClassifiedPost::topic)
                        .contains("programming"));
        clock.advance(KEPT.plusSeconds(1));
        stores.feeds().expire(clock.instant().minus(KEPT), 100);
        assertThat(posts)
                .allSatisfy(post -> assertThat(stores.posts().find(post.id())).isEmpty());
    }

    @Test
    void nobodyIsToldOfThemNotEvenWhenTheirFeedIsReadAgain() {
        stores.follows().add(Place.of(new ChatId(7)), FollowQuery.of(Origin.of("java")));
        restored();

        PostsFoundV1 part = found("java", List.of(), "Records", "Sealed types");
        categorizer.handle(part.at(clock.instant()));

        assertThat(queue).isEmpty();
    }
}
