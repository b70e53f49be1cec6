package tidings.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostKind;
import tidings.follows.About;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.selection.Meaning;
import tidings.store.ChatRegistry.Status;

import static org.assertj.core.api.Assertions.assertThat;

abstract class FollowsContract extends StoresContract {
    private static final ChatId CHAT = new ChatId(42);
    private static final ChatId OTHER = new ChatId(-1_000_000_000_043L);
    private static final Place PLACE = Place.of(CHAT);
    private static final Origin JAVA = Origin.of("java");
    private static final Origin RUST = Origin.of("rust");
    private static final Origin SCIENCE = Origin.of("topic:science");
    private static final Origin ANYWHERE = Origin.of("*");

    static Stream<FollowQuery> queries() {
        return Stream.of(
                FollowQuery.of(JAVA),
                FollowQuery.of(Origin.of("java+kotlin"), Origin.of("u_some-name"), SCIENCE, ANYWHERE),
                new FollowQuery(
                        List.of(JAVA),
                        List.of("graal native", "'\"\\ {}", "日本語 ß"),
                        List.of("hiring", "c++"),
                        Set.of("release", "question"),
                        Set.of("openjdk.org", "example.org"),
                        OptionalInt.of(-5),
                        OptionalInt.of(0),
                        EnumSet.of(PostKind.VIDEO, PostKind.TEXT),
                        true),
                FollowQuery.of(JAVA)
                        .with(List.of("graal native", "slow bread"), List.of())
                        .with(Optional.of(About.of("slow bread")
                                .with(Meaning.of(new byte[] {0, 127, -127, 5}))
                                .wider(2))));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aFollowIsReadAsItWasSaved(FollowQuery query) {
        Place topic = new Place(CHAT, OptionalInt.of(3));

        Follow added = follows().add(topic, query).orElseThrow();

        assertThat(added).isEqualTo(new Follow(added.id(), topic, query, false, clock.instant()));
        assertThat(follows().of(CHAT)).containsExactly(added);
        assertThat(follows().find(CHAT, added.id())).contains(added);
        assertThat(follows().followers(query.origins(), 0, 10)).containsExactly(added);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theSameQueryOfAPlaceIsTheSameFollow(FollowQuery query) {
        Follow first = follows().add(PLACE, query).orElseThrow();

        assertThat(follows().add(PLACE, query)).contains(first);
        assertThat(follows().of(CHAT)).hasSize(1);
        assertThat(follows().add(new Place(CHAT, OptionalInt.of(3)), query).orElseThrow())
                .isNotEqualTo(first);
        assertThat(follows().add(Place.of(OTHER), query).orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void aChatsFollowsAreTheOldestFirst() {
        Follow rust = follow(PLACE, RUST);
        Follow java = follow(new Place(CHAT, OptionalInt.of(3)), JAVA);
        follow(Place.of(OTHER), SCIENCE);

        assertThat(follows().of(CHAT)).containsExactly(rust, java);
        assertThat(follows().of(new ChatId(1))).isEmpty();
    }

    @Test
    void aChatThatHasAsManyAsItMayGetsNoMoreUntilOneGoes() {
        List<Follow> all = IntStream.range(0, FollowStore.MAX)
                .mapToObj(i -> follow(new Place(CHAT, OptionalInt.of(1 + i % 2)), Origin.of("r" + i)))
                .toList();

        assertThat(follows().add(PLACE, FollowQuery.of(JAVA))).isEmpty();
        assertThat(follows().of(CHAT)).isEqualTo(all);
        assertThat(follows().add(all.getFirst().place(), all.getFirst().query()))
                .contains(all.getFirst());
        assertThat(follows().add(Place.of(OTHER), FollowQuery.of(JAVA))).isPresent();

        follows().remove(CHAT, all.getFirst().id());
        assertThat(follows().add(PLACE, FollowQuery.of(JAVA))).isPresent();
    }

    @Test
    void nothingOfAnotherChatIsFoundOrChanged() {
        Follow others = follow(Place.of(OTHER), JAVA);

        assertThat(follows().find(CHAT, others.id())).isEmpty();
        assertThat(follows().change(CHAT, others.id(), FollowQuery.of(RUST))).isEmpty();
        assertThat(follows().pause(CHAT, others.id(), true)).isEmpty();
        assertThat(follows().remove(CHAT, others.id())).isFalse();
        assertThat(follows().of(OTHER)).containsExactly(others);
    }

    @Test
    void aChangedFollowGetsPostsOfItsNewOriginsOnly() {
        Follow before = follow(PLACE, JAVA, RUST);

        Follow after = follows()
                .change(CHAT, before.id(), FollowQuery.of(RUST, SCIENCE))
                .orElseThrow();

        assertThat(after)
                .isEqualTo(new Follow(before.id(), PLACE, FollowQuery.of(RUST, SCIENCE), false, before.since()));
        assertThat(follows().of(CHAT)).containsExactly(after);
        assertThat(followers(JAVA)).isEmpty();
        assertThat(followers(RUST)).containsExactly(after);
        assertThat(followers(SCIENCE)).containsExactly(after);
        assertThat(follows().communities(10)).containsExactly(Map.entry(new Community("rust"), 1));
        assertThat(follows().topics()).containsExactly(Map.entry("science", 1));
    }

    @Test
    void followsFromAnywhereAreCountedWithoutThoseThatArePaused() {
        assertThat(follows().anywhere()).isZero();
        long id = follows()
                .add(PLACE, FollowQuery.of(new Origin.Anywhere()))
                .orElseThrow()
                .id();
        assertThat(follows().anywhere()).isOne();
        assertThat(follows().communities(10)).isEmpty();

        follows().pause(CHAT, id, true);
        assertThat(follows().anywhere()).isZero();
    }

    @Test
    void aFollowThatBecomesTheSameAsAnotherReplacesIt() {
        Follow java = follow(PLACE, JAVA);
        Follow elsewhere = follow(new Place(CHAT, OptionalInt.of(3)), JAVA);
        Follow rust = follow(PLACE, RUST);

        Follow changed = follows().change(CHAT, rust.id(), java.query()).orElseThrow();

        assertThat(changed.id()).isEqualTo(rust.id());
        assertThat(follows().of(CHAT)).containsExactly(elsewhere, changed);
        assertThat(follows().change(CHAT, rust.id(), java.query())).as("again").contains(changed);
        assertThat(follows().communities(10)).containsExactly(Map.entry(new Community("java"), 2));
    }

    @Test
    void aPausedFollowIsListedButGetsNothing() {
        Follow follow = follow(PLACE, JAVA, SCIENCE);

        Follow paused = follows().pause(CHAT, follow.id(), true).orElseThrow();

        assertThat(paused).isEqualTo(new Follow(follow.id(), PLACE, follow.query(), true, follow.since()));
        assertThat(follows().pause(CHAT, follow.id(), true)).as("again").contains(paused);
        assertThat(follows().of(CHAT)).containsExactly(paused);
        assertThat(followers(JAVA)).isEmpty();
        assertThat(follows().communities(10)).isEmpty();
        assertThat(follows().topics()).isEmpty();
        assertThat(follows()
                        .change(CHAT, follow.id(), FollowQuery.of(RUST))
                        .orElseThrow()
                        .paused())
                .isTrue();
        assertThat(followers(RUST)).isEmpty();

        Follow resumed = follows().pause(CHAT, follow.id(), false).orElseThrow();

        assertThat(followers(RUST)).containsExactly(resumed);
        assertThat(follows().communities(10)).containsExactly(Map.entry(new Community("rust"), 1));
    }

    @Test
    void aRemovedFollowIsGoneAndRemovedOnce() {
        Follow follow = follow(PLACE, JAVA, SCIENCE);

        assertThat(follows().remove(CHAT, follow.id())).isTrue();

        assertThat(follows().remove(CHAT, follow.id())).isFalse();
        assertThat(follows().of(CHAT)).isEmpty();
        assertThat(followers(JAVA)).isEmpty();
        assertThat(follows().communities(10)).isEmpty();
        assertThat(follows().topics()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("inactive")
    void aChatThatTheBotCannotWriteToGetsNothingUntilItCan(Status inactive) {
        Follow before = follow(PLACE, JAVA);
        Follow others = follow(Place.of(OTHER), JAVA);
        chats().note(CHAT, inactive, NOON);
        Follow meanwhile = follow(PLACE, SCIENCE);
        Follow paused = follow(PLACE, RUST);
        follows().pause(CHAT, paused.id(), true);

        assertThat(follows().of(CHAT)).hasSize(3);
        assertThat(followers(JAVA)).containsExactly(others);
        assertThat(followers(SCIENCE)).isEmpty();
        assertThat(follows().communities(10)).containsExactly(Map.entry(new Community("java"), 1));
        assertThat(follows().topics()).isEmpty();

        chats().note(CHAT, Status.ACTIVE, NOON.plusSeconds(1));

        assertThat(followers(JAVA)).containsExactly(before, others);
        assertThat(followers(SCIENCE)).containsExactly(meanwhile);
        assertThat(followers(RUST)).isEmpty();
        assertThat(follows().topics()).containsExactly(Map.entry("science", 1));
    }

    static Stream<Status> inactive() {
        return Stream.of(Status.values()).filter(status -> status != Status.ACTIVE);
    }

    @Test
    void followersComeInPagesInTheOrderOfTheirIdsAndEachOnce() {
        List<Follow> all = IntStream.range(0, 23)
                .mapToObj(i -> follow(
                        Place.of(new ChatId(1 + i)),
                        switch (i % 4) {
                            case 0 -> new Origin[] {JAVA};
                            case 1 -> new Origin[] {SCIENCE, JAVA, ANYWHERE};
                            case 2 -> new Origin[] {ANYWHERE};
                            default -> new Origin[] {RUST};
                        }))
                .toList();
        List<Follow> wanted = all.stream()
                .filter(follow -> !follow.query().origins().contains(RUST))
                .toList();
        List<Origin> origins = List.of(JAVA, SCIENCE, ANYWHERE);

        for (int size : new int[] {1, 2, 5, wanted.size(), 100}) {
            List<Follow> found = new ArrayList<>();
            long after = 0;
            for (List<Follow> page; !(page = follows().followers(origins, after, size)).isEmpty(); ) {
                assertThat(page).hasSize(Math.min(size, wanted.size() - found.size()));
                found.addAll(page);
                after = page.getLast().id();
            }
            assertThat(found).as("pages of %d", size).isEqualTo(wanted);
        }
        assertThat(follows().followers(List.of(), 0, 5)).isEmpty();
        assertThat(follows().followers(origins, 0, 0)).isEmpty();
    }

    @Test
    void whatIsFollowedMostComesFirst() {
        for (int i = 0; i < 6; i++) {
            Place place = Place.of(new ChatId(1 + i));
            follow(place, RUST);
            follow(place, ANYWHERE, i % 2 == 0 ? JAVA : Origin.of("go"));
            follow(place, SCIENCE, Origin.of(i % 3 == 0 ? "topic:music" : "topicality"));
        }

        assertThat(follows().communities(10))
                .containsExactly(
                        Map.entry(new Community("rust"), 6),
                        Map.entry(new Community("topicality"), 4),
                        Map.entry(new Community("go"), 3),
                        Map.entry(new Community("java"), 3));
        assertThat(follows().communities(2)).containsOnlyKeys(new Community("rust"), new Community("topicality"));
        assertThat(follows().topics()).containsOnly(Map.entry("science", 6), Map.entry("music", 2));
    }

    private Follow follow(Place place, Origin... origins) {
        Optional<Follow> added = follows().add(place, FollowQuery.of(origins));
        assertThat(added).isPresent();
        return added.orElseThrow();
    }

    private List<Follow> followers(Origin origin) {
        return follows().followers(List.of(origin), 0, 10);
    }
}
