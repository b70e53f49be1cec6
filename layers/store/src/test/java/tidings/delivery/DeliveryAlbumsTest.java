package tidings.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostDetails;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.domain.SourceApi;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.PostsMessage.PostsFoundV1;
import tidings.preferences.ChatSettings;
import tidings.preferences.ChatSettings.Look;
import tidings.store.Stores;
import tidings.testing.ManualClock;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryAlbumsTest {
    private static final Community MEADOWS = new Community("meadows");
    private static final Place ADA = Place.of(new ChatId(1));
    private static final Place BEN = Place.of(new ChatId(2));

    private final ManualClock clock = new ManualClock();
    private final Stores stores = Stores.inMemory(clock);
    private final List<OutboxMessage> queue = new ArrayList<>();
    private final Deliveries deliveries = new Deliveries(stores.deliveries(), queue::addAll, clock);

    private void follow(Place place) {
        stores.follows().add(place, FollowQuery.of(Origin.of("meadows"))).orElseThrow();
    }

    /// A gallery of four pictures is fetched.
    private void fetched(int score) {
        PostDetails details = new PostDetails(
                Optional.empty(),
                false,
                Optional.empty(),
                IntStream.range(0, 4)
                        .mapToObj(i -> new PostMedia(PostMedia.Kind.PHOTO, "https://example.org/" + i, 3, 2))
                        .toList());
        Post post = new Post(
                new PostId("p1"),
                MEADOWS,
                "Orchids in the upper meadow",
                "",
                "https://www.reddit.com/gallery/p1",
                "reddit.com",
                "https://www.reddit.com/comments/p1/",
                PostKind.GALLERY,
                OptionalInt.of(score),
                OptionalInt.of(4),
                false,
                clock.instant(),
                details);
        PostsFoundV1 part = new PostsFoundV1(
                new Feed(MEADOWS, Period.DAY),
                "run" + score,
                0,
                OptionalInt.of(1),
                List.of(post),
                List.of(),
                SourceApi.OAUTH,
                clock.instant());
        stores.feeds().record(part, List.of(new ClassifiedPost(post, "science", 0.9f, "m1")));
    }

    @Test
    void theAlbumOfAGalleryComesBeforeItsCardAndCountsAsItsPictures() {
        follow(ADA);
        follow(BEN);
        stores.chats().prefer(BEN.chat(), ChatSettings.NONE.with(ChatSettings.MEDIA, Optional.of(Look.CARDS)));
        fetched(12);

        assertThat(deliveries.run(10, 100)).isEqualTo(4 + 1 + 1);

        List<OutboxMessage> forAda =
                queue.stream().filter(one -> one.group().equals("1")).toList();
        assertThat(forAda).hasSize(2);
        assertThat(forAda.getFirst()).isInstanceOfSatisfying(ShowAlbumV1.class, album -> {
            assertThat(album.media()).hasSize(4);
            assertThat(album.card()).isEqualTo(((ShowCardV1) forAda.getLast()).card());
        });
        assertThat(queue).map(one -> one.group() + one.deduplication()).doesNotHaveDuplicates();
        assertThat(queue.stream().filter(one -> one.group().equals("2")))
                .singleElement()
                .satisfies(one -> assertThat(((ShowCardV1) one).attached()).isEmpty());
    }

    @Test
    void anEditBringsNoAlbumAgain() {
        follow(ADA);
        fetched(12);
        deliveries.run(10, 100);
        queue.clear();
        clock.advance(Duration.ofMinutes(10));
        fetched(900);

        assertThat(deliveries.refresh(10)).isEqualTo(1);
        assertThat(queue).hasOnlyElementsOfType(ShowCardV1.class);
    }
}
