package tidings.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.follows.About;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.selection.Meaning;
import tidings.store.Meant;
import tidings.store.Stores;
import tidings.telegram.Button;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

/// What comes to those who follow what posts mean.
class DeliveriesByMeaningTest {
    private static final Feed MEADOWS = new Feed(new Community("meadows"), Period.DAY);
    private static final Place ADA = Place.of(new ChatId(1));
    private static final Meaning FLOWERS = Meaning.of(new float[] {1, 0});
    private static final Meaning NEAR = Meaning.of(new float[] {1, 0.2f});
    private static final Meaning FAR = Meaning.of(new float[] {0, 1});

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queue = new ArrayList<>();

    private Follow follow(Origin origin) {
        FollowQuery query = FollowQuery.of(origin).with(List.of("wild flowers"), List.of());
        return stores.follows()
                .add(ADA, query.with(Optional.of(About.of("wild flowers").with(FLOWERS))))
                .orElseThrow();
    }

    private void comes(String id, Map<PostId, Meaning> meanings) {
        Post post = new Post(
                new PostId(id),
                MEADOWS.community(),
                "Orchids in the upper meadow",
                "",
                "https://example.org/" + id,
                "example.org",
                "https://www.reddit.com/comments/" + id + "/",
                PostKind.LINK,
                OptionalInt.of(12),
                OptionalInt.of(4),
                false,
                clock.instant());
        stores.feeds()
                .record(
                        new PostsFoundV1(
                                MEADOWS,
                                "run" + id,
                                0,
                                OptionalInt.of(1),
                                List.of(post),
                                List.of(),
                                SourceApi.OAUTH,
                                clock.instant()),
                        List.of(new ClassifiedPost(post, "science", 0.9f, "m1")),
                        new Meant(meanings, Map.of()));
        new Deliveries(stores.deliveries(), stores.threads(), queue::addAll, clock).run(10, 10);
    }

    private List<ShowCardV1> cards() {
        return queue.stream().map(ShowCardV1.class::cast).toList();
    }

    @Test
    void aPostThatMeansWhatSomebodyFollowsIsShownAndSaysSoWithButtonsForMoreAndFewer() {
        Follow follow = follow(new Origin.Anywhere());

        comes("p1", Map.of(new PostId("p1"), NEAR));

        assertThat(cards()).singleElement().satisfies(card -> {
            assertThat(card.html())
                    .contains("https://example.org/p1")
                    .endsWith("<i>Because you follow about “wild flowers”</i>");
            assertThat(card.buttons().getLast())
                    .extracting(Button::press)
                    .containsExactly("about|1|" + follow.id() + "|more", "about|1|" + follow.id() + "|fewer");
        });
    }

    @Test
    void whereACommunityIsNamedTheCardNamesItToo() {
        follow(Origin.of("meadows"));

        comes("p1", Map.of(new PostId("p1"), NEAR));

        assertThat(cards().getFirst().html()).endsWith("<i>Because you follow r/meadows about “wild flowers”</i>");
    }

    @Test
    void aPostThatMeansSomethingElseDoesNotComeAndNeitherDoesOneOfWhichNothingIsKnown() {
        follow(new Origin.Anywhere());

        comes("p1", Map.of(new PostId("p1"), FAR));
        comes("p2", Map.of());

        assertThat(cards()).isEmpty();
    }
}
