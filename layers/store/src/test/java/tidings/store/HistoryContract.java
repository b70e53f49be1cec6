package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.store.ChatRegistry.Status;
import tidings.store.HistoryStore.Entry;
import tidings.store.HistoryStore.Page;
import tidings.store.HistoryStore.Position;

import static org.assertj.core.api.Assertions.assertThat;

abstract class HistoryContract extends StoresContract {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId BOB = new ChatId(8);

    @BeforeEach
    void known() {
        history().sweep(clock.instant());
        stores.chats().note(ADA, Status.ACTIVE, NOON);
        stores.chats().note(BOB, Status.ACTIVE, NOON);
    }

    @Test
    void anEntryIsListedAndFoundAsItWasForItsChatAlone() {
        ActedV1 shown = new ActedV1(
                ADA,
                "42",
                NOON.minusNanos(1),
                Kind.SHOWN,
                Optional.of("top"),
                List.of(new PostId("a2"), new PostId("hackernews:7"), new PostId("a1")));
        add(shown, acted(BOB, 43, NOON));

        Position at = new Position(NOON.minusMillis(1), "42");
        Entry entry = new Entry(at, Kind.SHOWN, "top", shown.posts());
        assertThat(history().of(ADA, Optional.empty())).isEqualTo(new Page(List.of(entry), false));
        assertThat(history().find(ADA, at)).contains(entry);
        assertThat(history().find(BOB, at)).isEmpty();
    }

    @Test
    void everyKindComesBackWithOrWithoutACommand() {
        for (Kind kind : Kind.values()) {
            add(new ActedV1(
                    ADA, "4" + kind.ordinal(), NOON.minusSeconds(kind.ordinal()), kind, Optional.empty(), List.of()));
        }

        assertThat(all(ADA)).extracting(Entry::kind).containsExactly(Kind.values());
        assertThat(all(ADA)).allSatisfy(entry -> {
            assertThat(entry.command()).isEmpty();
            assertThat(entry.posts()).isEmpty();
        });
    }

    /// Each batch in an order of its own, some of it twice, and all of it again.
    @Test
    void howeverOftenEntriesComeEachIsThereOnce() {
        List<ActedV1> entries = IntStream.range(0, 200)
                .mapToObj(i -> acted(ADA, i, NOON.minusSeconds(i / 3)))
                .toList();
        Random random = new Random(7);
        for (int i = 0; i < 3; i++) {
            List<ActedV1> batch = new ArrayList<>(entries);
            batch.addAll(entries.subList(0, 50));
            Collections.shuffle(batch, random);
            add(batch.toArray(ActedV1[]::new));
        }

        assertThat(all(ADA)).hasSize(entries.size());
        assertThat(all(ADA)).extracting(Entry::at).doesNotHaveDuplicates();
    }

    @Test
    void pagesFollowEachOtherWithoutGapsWhateverIsAddedMeanwhile() {
        List<ActedV1> entries = IntStream.range(0, 3 * HistoryStore.PAGE)
                .mapToObj(i -> acted(ADA, i, NOON.minusSeconds(i / 4 * 86_400L)))
                .toList();
        add(entries.toArray(ActedV1[]::new));
        Page first = history().of(ADA, Optional.empty());
        add(acted(ADA, 99, NOON));

        Page second = history().of(ADA, Optional.of(first.entries().getLast().at()));
        Page third = history().of(ADA, Optional.of(second.entries().getLast().at()));

        List<Entry> read = new ArrayList<>(first.entries());
        read.addAll(second.entries());
        read.addAll(third.entries());
        assertThat(read)
                .extracting(entry -> entry.at().id())
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(ActedV1::id).toList());
        assertThat(read).extracting(entry -> entry.at().at()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(List.of(first.more(), second.more(), third.more())).containsExactly(true, true, false);
        assertThat(history().of(ADA, Optional.empty()).entries().getFirst().at().id())
                .isEqualTo("99");
    }

    @Test
    void whatIsOfAChatThatNobodyKnowsIsNotAddedAndSaidSo() {
        ActedV1 unknown = acted(new ChatId(9), 1, NOON);

        assertThat(history().add(List.of(unknown, acted(ADA, 2, NOON)), _ -> false))
                .containsExactly(unknown);

        assertThat(all(new ChatId(9))).isEmpty();
        assertThat(all(ADA)).hasSize(1);
    }

    @Test
    void whatIsFromBeforeAnErasureIsNotAdded() {
        assertThat(history()
                        .add(
                                List.of(acted(ADA, 1, NOON), acted(ADA, 2, NOON)),
                                one -> one.id().equals("1")))
                .isEmpty();

        assertThat(all(ADA)).extracting(entry -> entry.at().id()).containsExactly("2");
    }

    @Test
    void ofAnErasedChatNothingIsLeft() {
        add(acted(ADA, 1, NOON), acted(BOB, 2, NOON));
        history().of(ADA, Optional.empty());

        stores.chats().forget(ADA);

        assertThat(all(ADA)).isEmpty();
        assertThat(all(BOB)).hasSize(1);
    }

    @Test
    void aGroupThatMovesTakesItsHistoryAlong() {
        add(acted(ADA, 1, NOON), acted(BOB, 2, NOON.minusSeconds(1)));
        history().of(BOB, Optional.empty());

        stores.chats().moved(ADA, BOB);

        assertThat(all(BOB)).extracting(entry -> entry.at().id()).containsExactly("1", "2");
        assertThat(all(ADA)).isEmpty();
    }

    @Test
    void whatIsPastItsTimeIsNotShownWhetherItWasSweptOrNot() {
        add(acted(ADA, 1, NOON.minusSeconds(60)), acted(ADA, 2, NOON));
        clock.advance(HistoryStore.KEPT.minusSeconds(30));
        assertThat(all(ADA)).extracting(entry -> entry.at().id()).containsExactly("2");
        assertThat(history().find(ADA, new Position(NOON.minusSeconds(60), "1")))
                .isEmpty();

        clock.advance(Duration.ofDays(2));
        history().sweep(clock.instant());
        history().sweep(clock.instant());
        add(acted(ADA, 3, NOON), acted(ADA, 4, clock.instant()));

        assertThat(all(ADA)).extracting(entry -> entry.at().id()).containsExactly("4");
    }

    private void add(ActedV1... acted) {
        assertThat(history().add(List.of(acted), _ -> false)).isEmpty();
    }

    private static ActedV1 acted(ChatId chat, int id, Instant at) {
        return new ActedV1(
                chat, Integer.toString(id), at, Kind.SHOWN, Optional.of("top"), List.of(new PostId("a" + id)));
    }

    /// All entries, page by page.
    private List<Entry> all(ChatId chat) {
        List<Entry> all = new ArrayList<>();
        Page page = history().of(chat, Optional.empty());
        all.addAll(page.entries());
        while (page.more()) {
            page = history().of(chat, Optional.of(all.getLast().at()));
            all.addAll(page.entries());
        }
        return all;
    }
}
