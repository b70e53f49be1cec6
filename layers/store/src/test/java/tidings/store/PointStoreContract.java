package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.points.Level;
import tidings.points.Standing;
import tidings.preferences.ChatSettings;
import tidings.preferences.ChatSettings.Points;
import tidings.store.ChatRegistry.Status;
import tidings.store.PointStore.Counted;
import tidings.store.PointStore.Leader;

import static org.assertj.core.api.Assertions.assertThat;

abstract class PointStoreContract extends StoresContract {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId BOB = new ChatId(8);
    private static final Optional<String> NOBODY = Optional.of("");

    @Test
    void whatManyChatsDidIsCountedOnceHoweverOftenItComes() {
        List<ActedV1> acts = List.of(
                acted(ADA, "u1", Kind.SAVED, NOON),
                acted(BOB, "u2", Kind.SHOWN, NOON),
                acted(ADA, "u3", Kind.SHOWN, NOON));
        count(acts);
        count(acts.reversed());
        count(Stream.concat(acts.stream(), acts.stream()).toList());

        assertThat(standing(ADA).points()).isEqualTo(5);
        assertThat(standing(BOB).points()).isEqualTo(1);
        assertThat(points().find(new ChatId(9))).isEqualTo(Counted.NONE);
    }

    @Test
    void oneOfAHundredActivitiesOfAnyChatIsAsGoodAsAnother() {
        count(IntStream.range(0, 100)
                .mapToObj(i -> acted(new ChatId(1 + i % 40), "u" + i, Kind.BRIEF_READ, NOON))
                .toList());

        assertThat(IntStream.rangeClosed(1, 40).mapToObj(ChatId::new))
                .allSatisfy(chat -> assertThat(standing(chat).points()).isEqualTo(20));
    }

    @Test
    void daysAreThoseOfTheChatsZone() {
        chats().prefer(ADA, ChatSettings.NONE.with(ChatSettings.ZONE, Optional.of(ZoneId.of("Pacific/Auckland"))));
        count(List.of(acted(ADA, "u1", Kind.SAVED, NOON), acted(BOB, "u2", Kind.SAVED, NOON)));

        LocalDate there = LocalDate.ofInstant(NOON, ZoneId.of("Pacific/Auckland"));
        assertThat(points().find(ADA).score().days()).containsOnlyKeys(there);
        assertThat(points().find(BOB).score().days()).containsOnlyKeys(there.minusDays(1));
    }

    @Test
    void aChatThatTurnedPointsOffGetsNoneAndLeavesTheLeadersAtOnce() {
        count(List.of(acted(ADA, "u1", Kind.SAVED, NOON)));
        points().show(ADA, NOBODY);
        assertThat(points().leaders()).hasSize(1);

        choose(ADA, Points.OFF);
        count(List.of(acted(ADA, "u2", Kind.SAVED, NOON)));
        assertThat(points().leaders()).isEmpty();
        assertThat(points().find(ADA).name()).isEmpty();
        assertThat(standing(ADA).points()).isEqualTo(4);

        choose(ADA, Points.QUIET);
        count(List.of(acted(ADA, "u3", Kind.SAVED, NOON)));
        assertThat(standing(ADA).points()).isEqualTo(8);
        assertThat(points().leaders()).as("only who asks is there").isEmpty();
    }

    @Test
    void leadersAreThoseWhoAskedWithTheMostPointsFirst() {
        for (int i = 1; i <= 12; i++) {
            ChatId chat = new ChatId(i);
            int days = i / 2;
            count(IntStream.range(0, days)
                    .mapToObj(day ->
                            acted(chat, chat.value() + "-" + day, Kind.BRIEF_READ, NOON.plus(Duration.ofDays(day))))
                    .toList());
            if (i != 11) {
                points().show(chat, i % 3 == 0 ? NOBODY : Optional.of("Reader " + i));
            }
        }

        assertThat(points().leaders())
                .containsExactly(
                        new Leader("", 60),
                        new Leader("Reader 10", 50),
                        new Leader("", 40),
                        new Leader("Reader 8", 40),
                        new Leader("Reader 7", 30),
                        new Leader("", 30),
                        new Leader("Reader 5", 20),
                        new Leader("Reader 4", 20),
                        new Leader("", 10),
                        new Leader("Reader 2", 10));
        assertThat(points().ahead(new ChatId(12), 60)).isZero();
        assertThat(points().ahead(new ChatId(9), 40)).isEqualTo(2);
        assertThat(points().ahead(new ChatId(8), 40)).isEqualTo(3);
        assertThat(points().ahead(new ChatId(1), 0)).isEqualTo(10);
        assertThat(points().ahead(new ChatId(11), 50)).as("who is not there").isEqualTo(1);
    }

    @Test
    void whoGetsAheadIsSeenAheadAtOnce() {
        points().show(ADA, Optional.of("Ada"));
        points().show(BOB, Optional.of("Bob"));
        count(List.of(acted(BOB, "u1", Kind.SHOWN, NOON)));
        assertThat(points().leaders()).extracting(Leader::name).containsExactly("Bob", "Ada");

        count(List.of(acted(ADA, "u2", Kind.SAVED, NOON)));
        assertThat(points().leaders()).containsExactly(new Leader("Ada", 4), new Leader("Bob", 1));
        points().show(ADA, Optional.of("Ada of the lake"));
        points().show(BOB, Optional.empty());
        assertThat(points().leaders()).containsExactly(new Leader("Ada of the lake", 4));
        assertThat(points().find(BOB)).extracting(Counted::name).isEqualTo(Optional.empty());
        assertThat(standing(BOB).points()).isEqualTo(1);
    }

    @Test
    void aLevelIsReachedOnce() {
        assertThat(points().reached(ADA)).isEmpty();
        readBriefs(3);
        assertThat(points().reached(ADA)).contains(new Level(2, 50, 150));
        assertThat(points().reached(ADA)).isEmpty();
        readBriefs(20);
        assertThat(points().reached(ADA)).contains(new Level(4, 300, 500));
        assertThat(points().reached(ADA)).isEmpty();
    }

    @Test
    void thePointsOfAGroupMoveWithItAndAreForgottenWithIt() {
        chats().note(ADA, Status.ACTIVE, NOON);
        count(List.of(acted(ADA, "u1", Kind.SAVED, NOON)));
        points().show(ADA, Optional.of("Ada"));

        chats().moved(ADA, BOB);
        assertThat(points().find(ADA)).isEqualTo(Counted.NONE);
        assertThat(standing(BOB).points()).isEqualTo(4);
        assertThat(points().leaders()).containsExactly(new Leader("Ada", 4));

        chats().forget(BOB);
        assertThat(points().find(BOB)).isEqualTo(Counted.NONE);
        assertThat(points().leaders()).isEmpty();
    }

    @Test
    void onlyOfChatsThatAreThereAndNotErasedAnythingIsCounted() {
        ActedV1 before = acted(ADA, "u1", Kind.SAVED, NOON);
        points().count(List.of(before), _ -> false);
        assertThat(points().find(ADA)).isEqualTo(Counted.NONE);

        chats().note(ADA, Status.ACTIVE, NOON);
        points().count(List.of(before, acted(ADA, "u2", Kind.SHOWN, NOON)), before::equals);
        assertThat(standing(ADA).points()).isEqualTo(1);
    }

    private void count(List<ActedV1> acts) {
        acts.forEach(act -> chats().note(act.chat(), Status.ACTIVE, NOON));
        points().count(acts, _ -> false);
    }

    private void readBriefs(int days) {
        count(IntStream.range(0, days)
                .boxed()
                .flatMap(day -> Stream.of("a", "b")
                        .map(id -> acted(ADA, id + day, Kind.BRIEF_READ, NOON.plus(Duration.ofDays(day)))))
                .toList());
    }

    private void choose(ChatId chat, Points choice) {
        chats().prefer(chat, ChatSettings.NONE.with(ChatSettings.POINTS, Optional.of(choice)));
    }

    private Standing standing(ChatId chat) {
        return points().find(chat).score().on(LocalDate.ofInstant(NOON, ZoneId.of("UTC")));
    }

    private static ActedV1 acted(ChatId chat, String id, Kind kind, Instant at) {
        return new ActedV1(chat, id, at, kind, Optional.empty(), List.of());
    }
}
