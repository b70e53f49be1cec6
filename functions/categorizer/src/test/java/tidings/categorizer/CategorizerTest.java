package tidings.categorizer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.cards.PostCards;
import tidings.contracts.CardId;
import tidings.contracts.ListingRefusedV1;
import tidings.contracts.OutboxMessage;
import tidings.contracts.PostsFoundV1;
import tidings.contracts.ShowCardV1;
import tidings.contracts.Waiting;
import tidings.domain.ChatId;
import tidings.domain.Listing;
import tidings.domain.ListingPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.Refusal;
import tidings.domain.SortedPost;
import tidings.domain.SourceKind;
import tidings.domain.SubredditName;
import tidings.platform.Meter;
import tidings.store.Readings.Recorded;
import tidings.store.Resorting.Stale;
import tidings.store.Subreddits.Known;
import tidings.store.Subreddits.Learned;
import tidings.store.Subreddits.Lesson;
import tidings.topics.ShippedTopics;
import tidings.topics.SubredditPrior;
import tidings.topics.TopicModel;

import static org.assertj.core.api.Assertions.assertThat;

class CategorizerTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TopicModel MODEL = TopicModel.load();
    private static final List<Waiting> ADA = List.of(new Waiting(new ChatId(7), CardId.ofUpdate("42"), "42"));

    private final List<OutboxMessage> shown = new ArrayList<>();
    private final Keeping shelf = new Keeping();
    private final Categorizer categorizer = new Categorizer(
            new PostSorter(MODEL, ShippedTopics.load()),
            shelf,
            new PostCards(topic -> topic),
            shown::addAll,
            Meter.silent(),
            InstantSource.fixed(NOON));

    @Test
    void showsThatItSortsAndThenTheCard() {
        categorizer.handle(found("java", ADA, "Records", "Sealed types"));

        assertThat(shown).extracting(OutboxMessage::deduplication).containsExactly("42/sorting", "42/done");
        assertThat(((ShowCardV1) shown.getLast()).html()).contains("Records").contains("programming");
    }

    @Test
    void showsNothingWhenNobodyWaits() {
        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(shown).isEmpty();
        assertThat(shelf.kept).hasSize(1);
    }

    @Test
    void sortsPostsOfAKnownSubredditByTheSubreddit() {
        categorizer.handle(found("java", List.of(), "Look what I found today"));

        assertThat(shelf.kept.getFirst().topic()).isEqualTo("programming");
        assertThat(shelf.learned).isEmpty();
    }

    @Test
    void sortsPostsOfASubredditThatAnOperatorFixedAsTheOperatorSays() {
        shelf.fixed.put("java", "travel-places");

        categorizer.handle(found("java", List.of(), "Volcanoes, beaches and the best coffee"));

        assertThat(shelf.kept.getFirst().topic()).isEqualTo("travel-places");
    }

    @Test
    void learnsAnUnknownSubredditFromItsNewPostsOnly() {
        String[] titles = IntStream.range(0, 25)
                .mapToObj(i -> "My sourdough bread recipe number " + i + ": flour, butter and a hot oven")
                .toArray(String[]::new);
        categorizer.handle(found("bread_of_nowhere", List.of(), titles));
        categorizer.handle(found("bread_of_nowhere", List.of(), titles));

        Learned learned = shelf.learned.get("bread_of_nowhere");
        assertThat(learned.topic()).isEqualTo("food-drink");
        assertThat(SubredditPrior.of(learned.prior()).posts()).isEqualTo(25);
    }

    @Test
    void learnsAnewWhatAnotherVersionWrote() {
        shelf.learned.put("bread_of_nowhere", new Learned(new byte[] {99, 1, 2}, 7, "music", 0.5f));

        categorizer.handle(found("bread_of_nowhere", List.of(), "My sourdough bread: flour, butter and a hot oven"));

        assertThat(shelf.learned.get("bread_of_nowhere").posts()).isEqualTo(1);
    }

    @Test
    void sortsAgainWhatAnotherModelSorted() {
        List<Post> posts = found("bread_of_nowhere", List.of(), "Sourdough bread: flour, butter and a hot oven", "Look")
                .posts();
        shelf.kept.add(new SortedPost(posts.getFirst(), "music", 0.9f, "an older model"));
        shelf.fixed.put("bread_of_nowhere", "travel-places");
        shelf.kept.add(new SortedPost(posts.getLast(), "music", 0.9f, "an older model"));

        categorizer.handle(found("java", List.of(), "Records"));

        assertThat(shelf.kept)
                .filteredOn(post -> post.post().subreddit().value().equals("bread_of_nowhere"))
                .allSatisfy(post -> {
                    assertThat(post.topic()).isEqualTo("travel-places");
                    assertThat(post.model()).isEqualTo(MODEL.version());
                });
    }

    @Test
    void saysWhyThereIsNothingAndRemembersWhatWillNotPass() {
        Listing club = new Listing(new SubredditName("club"), Period.DAY);

        categorizer.handle(new ListingRefusedV1(club, "r", Refusal.BANNED, ADA, NOON));
        categorizer.handle(new ListingRefusedV1(club, "r", Refusal.THROTTLED, ADA, NOON));

        assertThat(shelf.refused).extracting(ListingRefusedV1::reason).containsExactly(Refusal.BANNED);
        assertThat(shown)
                .extracting(message -> ((ShowCardV1) message).html())
                .satisfiesExactly(
                        banned -> assertThat(banned).contains("banned"),
                        throttled -> assertThat(throttled).contains("slow down"));
    }

    @Test
    void showsWhatWasReadBeforeWhileRedditIsAwayAndSaysSo() {
        Listing bread = new Listing(new SubredditName("bread"), Period.DAY);
        categorizer.handle(found("bread", List.of(), "My sourdough bread"));

        categorizer.handle(new ListingRefusedV1(bread, "r", Refusal.UNAVAILABLE, ADA, NOON));
        categorizer.handle(new ListingRefusedV1(bread, "r", Refusal.PRIVATE, ADA, NOON));

        assertThat(shown)
                .extracting(message -> ((ShowCardV1) message).html())
                .satisfiesExactly(
                        away -> assertThat(away)
                                .contains(
                                        "My sourdough bread", "Reddit does not answer properly: this is from just now"),
                        closed -> assertThat(closed).contains("private").doesNotContain("sourdough"));
    }

    private static PostsFoundV1 found(String subreddit, List<Waiting> waiting, String... titles) {
        Listing listing = new Listing(new SubredditName(subreddit), Period.DAY);
        List<Post> posts = IntStream.range(0, titles.length)
                .mapToObj(i -> new Post(
                        new PostId("p" + i),
                        listing.subreddit(),
                        titles[i],
                        "",
                        "https://example.org",
                        "example.org",
                        "https://www.reddit.com/",
                        PostKind.LINK,
                        OptionalInt.of(1),
                        OptionalInt.of(1),
                        false,
                        NOON))
                .toList();
        return new PostsFoundV1(
                listing, "run", 0, OptionalInt.of(titles.length), posts, waiting, SourceKind.OAUTH, NOON);
    }

    private static final class Keeping implements Shelf {
        private final List<SortedPost> kept = new ArrayList<>();
        private final Set<PostId> ids = new HashSet<>();
        private final List<ListingRefusedV1> refused = new ArrayList<>();
        private final Map<String, String> fixed = new HashMap<>();
        private final Map<String, Learned> learned = new HashMap<>();
        private boolean whole;

        @Override
        public Recorded record(PostsFoundV1 part, List<SortedPost> sorted) {
            Set<PostId> newPosts = new HashSet<>();
            sorted.forEach(post -> {
                if (ids.add(post.post().id())) {
                    newPosts.add(post.post().id());
                }
            });
            kept.addAll(sorted);
            whole = true;
            return new Recorded(true, newPosts, newPosts.size());
        }

        @Override
        public void record(ListingRefusedV1 message) {
            refused.add(message);
        }

        @Override
        public Known known(SubredditName subreddit) {
            return new Known(
                    Optional.ofNullable(fixed.get(subreddit.value())),
                    Optional.ofNullable(learned.get(subreddit.value())).map(Learned::prior));
        }

        @Override
        public void learn(SubredditName subreddit, Lesson lesson) {
            learned.put(subreddit.value(), lesson.after(known(subreddit).prior()));
        }

        @Override
        public int again(String model, int most, Function<List<Stale>, List<SortedPost>> sort) {
            List<SortedPost> stale = kept.stream()
                    .filter(post -> !post.model().equals(model))
                    .limit(most)
                    .toList();
            kept.removeAll(stale);
            kept.addAll(sort.apply(stale.stream()
                    .map(post -> new Stale(post, known(post.post().subreddit())))
                    .toList()));
            return stale.size();
        }

        @Override
        public Optional<ListingPage> firstPage(Listing listing) {
            return whole
                    ? Optional.of(new ListingPage(0, kept.size(), SourceKind.OAUTH, NOON, kept))
                    : Optional.empty();
        }
    }
}
