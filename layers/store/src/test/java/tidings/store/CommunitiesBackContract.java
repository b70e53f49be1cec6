package tidings.store;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.store.NoticeStore.Notice;

import static org.assertj.core.api.Assertions.assertThat;

/// Who was told that a community cannot be read is told once that it can be again.
abstract class CommunitiesBackContract extends NoticesFixture {
    @Test
    void onceItCanBeReadAgainThoseAreToldWhoKnow() {
        follow(ADA, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        follow(GROUP, "garden");
        read();

        assertThat(told()).singleElement().satisfies(notice -> {
            assertThat(notice.place()).isEqualTo(ADA);
            assertThat(notice.problem()).isEmpty();
        });
        read();
        assertThat(told()).isEmpty();
    }

    @Test
    void itCanBeRefusedAgainLater() {
        follow(ADA, "garden");
        for (int i = 0; i < 3; i++) {
            refuseForGood();
            assertThat(told()).extracting(Notice::problem).containsExactly(Optional.of(SourceProblem.PRIVATE));
            read();
            assertThat(told()).extracting(Notice::problem).containsExactly(Optional.empty());
        }
    }

    @Test
    void whatIsHeldComesLaterAndNotAtAllIfTheCommunityIsBackBefore() {
        follow(ADA, "garden");
        refuseForGood();
        expandAll(500);
        hold(Duration.ofHours(2));
        assertThat(notices().due(100)).isEmpty();
        read();
        expandAll(500);
        clock.advance(Duration.ofHours(3));

        assertThat(told()).isEmpty();
    }

    @Test
    void thatItIsBackIsNotToldIfItIsRefusedAgainBefore() {
        follow(ADA, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        read();
        expandAll(500);
        hold(Duration.ofHours(8));
        refuseForGood();
        assertThat(told()).isEmpty();
        clock.advance(Duration.ofHours(8));
        assertThat(told()).isEmpty();

        read();
        assertThat(told()).extracting(Notice::problem).containsExactly(Optional.empty());
    }

    /// What is due may be queued already, when the function ended before it was noted.
    @Test
    void whatMayHaveBeenQueuedIsToldBeforeItsOpposite() {
        follow(ADA, "garden");
        refuseForGood();
        expandAll(500);
        read();
        assertThat(told()).extracting(Notice::problem).containsExactly(Optional.of(SourceProblem.PRIVATE));

        clock.advance(DeliveryStore.PAUSE);
        assertThat(told()).extracting(Notice::problem).containsExactly(Optional.empty());
    }

    @Test
    void noticesMoveWithTheirGroup() {
        Place supergroup = Place.of(new ChatId(-100_5));
        follow(GROUP, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        chats().moved(GROUP.chat(), supergroup.chat());
        read();

        assertThat(told()).extracting(Notice::place).containsExactly(supergroup);
    }

    @Test
    void aCommunityOfWhichSomebodyWasToldIsRemembered() {
        follow(ADA, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        clock.advance(Duration.ofDays(3));
        feeds().expire(clock.instant().minus(Duration.ofDays(2)), 10);
        read();

        assertThat(told()).hasSize(1);
    }
}
