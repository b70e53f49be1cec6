package tidings.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.domain.SourceProblem;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.PostsMessage.FeedRefusedV1;
import tidings.preferences.ChatSettings;
import tidings.store.NoticeStore.Notice;

import static org.assertj.core.api.Assertions.assertThat;

/// Who follows a community is told once that it cannot be read.
abstract class NoticesContract extends NoticesFixture {
    @ParameterizedTest
    @EnumSource(names = {"PRIVATE", "BANNED", "QUARANTINED", "MISSING"})
    void whoFollowsIsToldOnceThatACommunityIsRefused(SourceProblem problem) {
        follow(ADA, "garden");
        follow(GROUP, "garden", "rust");
        follow(Place.of(new ChatId(9)), "rust");
        refuse(problem);
        assertThat(told()).as("one refusal may be a mistake").isEmpty();

        clock.advance(NoticeStore.CERTAIN);
        refuse(problem);
        assertThat(told()).extracting(Notice::place).containsExactlyInAnyOrder(ADA, GROUP);

        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofHours(6));
            refuse(problem);
            assertThat(told()).isEmpty();
        }
    }

    @Test
    void whatIsToldNamesTheProblemAndWhatTheChatPrefers() {
        ChatSettings german = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));
        chats().prefer(ADA.chat(), german);
        follow(ADA, "garden");
        refuseForGood();

        assertThat(told()).singleElement().satisfies(notice -> {
            assertThat(notice.community()).isEqualTo(COMMUNITY);
            assertThat(notice.problem()).contains(SourceProblem.PRIVATE);
            assertThat(notice.settings()).isEqualTo(german);
        });
    }

    @Test
    void refusalsWithinTheHourOrWithAnAnswerBetweenThemTellNobody() {
        follow(ADA, "garden");
        refuse(SourceProblem.PRIVATE);
        clock.advance(NoticeStore.CERTAIN.minusSeconds(10));
        refuse(SourceProblem.PRIVATE);
        assertThat(told()).isEmpty();

        read();
        clock.advance(Duration.ofMinutes(30));
        refuse(SourceProblem.PRIVATE);

        assertThat(told()).isEmpty();
    }

    @Test
    void aRefusalThatComesTwiceOrLateCountsOnce() {
        follow(ADA, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        feeds().record(new FeedRefusedV1(
                GARDEN, "late", SourceProblem.BANNED, List.of(), clock.instant().minus(Duration.ofMinutes(5))));
        refuse(SourceProblem.PRIVATE);

        assertThat(told()).isEmpty();
    }

    enum Ending {
        UNFOLLOWED {
            @Override
            void happens(NoticesContract test, Follow follow) {
                test.follows().remove(ADA.chat(), follow.id());
            }
        },
        CHANGED {
            @Override
            void happens(NoticesContract test, Follow follow) {
                test.follows().change(ADA.chat(), follow.id(), FollowQuery.of(Origin.of("rust")));
            }
        },
        PAUSED {
            @Override
            void happens(NoticesContract test, Follow follow) {
                test.follows().pause(ADA.chat(), follow.id(), true);
            }
        },
        BLOCKED {
            @Override
            void happens(NoticesContract test, Follow follow) {
                test.chats().note(ADA.chat(), ChatRegistry.Status.BLOCKED, test.clock.instant());
            }
        },
        FORGOTTEN {
            @Override
            void happens(NoticesContract test, Follow follow) {
                test.chats().forget(ADA.chat());
            }
        };

        abstract void happens(NoticesContract test, Follow follow);
    }

    @ParameterizedTest
    @EnumSource
    void whoNoLongerFollowsIsToldNothing(Ending ending) {
        Follow follow = follow(ADA, "garden");
        refuseForGood();
        expandAll(500);
        ending.happens(this, follow);
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whoNoLongerFollowsIsNotToldThatItIsBack(Ending ending) {
        Follow follow = follow(ADA, "garden");
        refuseForGood();
        assertThat(told()).hasSize(1);
        ending.happens(this, follow);
        read();
        assertThat(told()).isEmpty();
    }

    @Test
    void aPlaceIsToldOnceHoweverManyOfItsFollowsNameTheCommunity() {
        Place thread = new Place(GROUP.chat(), OptionalInt.of(7));
        follow(GROUP, "garden");
        follow(GROUP, "garden", "rust");
        follow(thread, "garden");
        refuseForGood();

        assertThat(told()).extracting(Notice::place).containsExactlyInAnyOrder(GROUP, thread);
    }

    @Test
    void followersAreToldPageByPage() {
        List<Place> places = IntStream.rangeClosed(1, 7)
                .mapToObj(chat -> Place.of(new ChatId(chat)))
                .toList();
        places.forEach(place -> follow(place, "garden"));
        refuseForGood();
        assertThat(notices().expand(3)).isTrue();
        assertThat(notices().due(100)).hasSize(3);
        expandAll(3);
        assertThat(told()).extracting(Notice::place).containsExactlyInAnyOrderElementsOf(places);

        read();
        assertThat(notices().expand(3)).isTrue();
        assertThat(notices().due(100)).hasSize(3);
        expandAll(3);
        assertThat(told()).extracting(Notice::place).containsExactlyInAnyOrderElementsOf(places);
    }
}
