package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tidings.domain.ClassifiedPost;
import tidings.domain.PostId;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.messages.PostsMessage.PostsHeldV1;
import tidings.selection.Meaning;

import static org.assertj.core.api.Assertions.assertThat;

/// New posts that are held back until it is known what they mean.
abstract class HeldPostsContract extends DeliveriesFixture {
    private PostsHeldV1 hold(String... ids) {
        List<ClassifiedPost> posts = List.of(ids).stream()
                .map(id -> TestPosts.post("java", id, OptionalInt.of(10), clock.instant()))
                .toList();
        PostsFoundV1 part = TestPosts.whole(TestPosts.feed("java"), "run-" + ids[0], posts, clock.instant());
        feeds().hold(part, posts);
        return FeedStore.held(part);
    }

    @Test
    void theyComeOnceTheyAreReleasedAndThoseOfAnotherFetchStayHeld() {
        follow(ADA, JAVA);
        PostsHeldV1 held = hold("p1");
        clock.advance(Duration.ofSeconds(1));
        hold("p2");
        expandAll();
        List<String> before = dueStories();

        feeds().release(held, Meant.NONE);
        feeds().release(held, Meant.NONE);
        expandAll();

        assertThat(before).isEmpty();
        assertThat(dueStories()).containsExactly("p1");
    }

    @Test
    void thoseThatAreNeverReleasedComeAllTheSame() {
        follow(ADA, JAVA);
        PostsHeldV1 held = hold("p1");
        clock.advance(DeliveryStore.HELD);
        expandAll();

        feeds().release(held, Meant.NONE);
        expandAll();

        assertThat(dueStories()).containsExactly("p1");
        assertThat(asked).hasSize(1);
    }

    /// What is encoded of them later is what would have been at once.
    @Test
    void theyAreReadAsTheyWereFoundWithTheirBodies() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "q", 3);
        feeds().hold(TestPosts.whole(TestPosts.feed("java"), "run", posts, clock.instant()), posts);

        assertThat(posts().whole(List.of(new PostId("q0"), new PostId("q2"), new PostId("none"))))
                .containsExactlyInAnyOrder(posts.get(0).post(), posts.get(2).post());
        assertThat(posts().whole(List.of())).isEmpty();
    }

    @Test
    void whoFollowsSeesAStoryOnceThatOnlyTheirMeaningTells() {
        follow(ADA, JAVA);
        PostsHeldV1 held = hold("p1", "p2", "p3");

        feeds().release(held, new Meant(Map.of(), Map.of(new PostId("p2"), Set.of(new PostId("p1")))));
        expandAll();

        assertThat(dueStories()).containsExactlyInAnyOrder("p1", "p3");
    }

    /// A post may expire, or be refused by the database, before it is known what it means.
    @Test
    void whatIsNoLongerStoredIsLeftOut() {
        follow(ADA, JAVA);
        PostsHeldV1 held = hold("p1", "p2");
        posts().remove(Set.of(new PostId("p1")));

        feeds().release(held, new Meant(Map.of(new PostId("p1"), meaning(), new PostId("p2"), meaning()), Map.of()));
        expandAll();

        assertThat(dueStories()).containsExactly("p2");
        assertThat(posts().meanings(List.of(new PostId("p1"), new PostId("p2"))))
                .containsOnlyKeys(new PostId("p2"));
    }

    private static Meaning meaning() {
        return Meaning.of(new float[] {1, 2, 3});
    }
}
