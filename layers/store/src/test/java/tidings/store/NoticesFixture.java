package tidings.store;

import java.time.Duration;
import java.util.List;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.store.NoticeStore.Held;
import tidings.store.NoticeStore.Notice;

import static org.assertj.core.api.Assertions.assertThat;

/// A community that is refused and read, and who is told.
abstract class NoticesFixture extends StoresContract {
    static final Feed GARDEN = TestPosts.feed("garden");
    static final Community COMMUNITY = GARDEN.community();
    static final Place ADA = Place.of(new ChatId(1));
    static final Place GROUP = Place.of(new ChatId(-5));
    private int runs;

    Follow follow(Place place, String... origins) {
        List<Origin> all = List.of(origins).stream().map(Origin::of).toList();
        return follows().add(place, FollowQuery.of(all.toArray(Origin[]::new))).orElseThrow();
    }

    void refuse(SourceProblem problem) {
        feeds().record(new FeedRefusedV1(GARDEN, "refused-" + runs++, problem, List.of(), clock.instant()));
    }

    void refuseForGood() {
        refuse(SourceProblem.PRIVATE);
        clock.advance(NoticeStore.CERTAIN);
        refuse(SourceProblem.PRIVATE);
    }

    void read() {
        clock.advance(Duration.ofSeconds(1));
        record(GARDEN, "read-" + runs++, TestPosts.posts("garden", "g", 3), clock.instant());
        clock.advance(Duration.ofSeconds(1));
    }

    void expandAll(int max) {
        for (int i = 0; notices().expand(max); i++) {
            assertThat(i).as("it comes to an end").isLessThan(1_000);
        }
    }

    /// What is sent.
    List<Notice> told() {
        expandAll(500);
        List<Notice> due = notices().due(100);
        notices().sent(due);
        assertThat(notices().due(100)).isEmpty();
        return due;
    }

    void hold(Duration pause) {
        notices()
                .hold(notices().due(100).stream()
                        .map(notice -> new Held(notice, clock.instant().plus(pause)))
                        .toList());
    }
}
