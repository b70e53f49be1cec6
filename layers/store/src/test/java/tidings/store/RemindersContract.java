package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.store.ReminderStore.Came;
import tidings.store.ReminderStore.Due;
import tidings.store.ReminderStore.Reminder;
import tidings.store.ReminderStore.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/// What people want to be reminded of.
abstract class RemindersContract extends StoresContract {
    private static final Place ADA = Place.of(new ChatId(7));
    private static final Place THREAD = new Place(new ChatId(-8), OptionalInt.of(3));
    private static final Instant LATER = NOON.plus(Duration.ofHours(1));
    private static final Optional<BriefTimes> DAILY = BriefTimes.parse("08:00");

    private long causes;

    @Test
    void aReminderComesBackAsItWasAdded() {
        Subject subject = new Subject(
                "water <the> plants",
                OptionalInt.of(17),
                Optional.of(new PostId("a1")),
                "https://www.reddit.com/comments/a1");

        Reminder added =
                reminders().add(THREAD, "1", subject, "de", LATER, DAILY).orElseThrow();

        assertThat(added).isEqualTo(new Reminder(added.id(), THREAD, subject, "de", LATER, DAILY, true));
        assertThat(reminders().of(THREAD.chat())).containsExactly(added);
        assertThat(reminders().find(THREAD.chat(), added.id())).contains(added);
        assertThat(reminders().find(ADA.chat(), added.id()))
                .as("in another chat")
                .isEmpty();
    }

    @Test
    void thoseOfAChatAreListedTheNextFirstAndOnesThatCameAreNot() {
        Reminder third = add(ADA, "third", NOON.plusSeconds(3));
        Reminder first = add(ADA, "first", NOON.minusSeconds(1));
        Reminder second = add(ADA, "second", NOON.plusSeconds(2));
        add(THREAD, "of others", NOON.plusSeconds(1));
        assertThat(reminders().of(ADA.chat())).containsExactly(first, second, third);

        reminders().came(List.of(new Came(first, Optional.empty())));
        assertThat(reminders().of(ADA.chat())).containsExactly(second, third);
    }

    @Test
    void whatIsDueComesInItsOrderAndByPages() {
        List<Reminder> due = IntStream.range(0, 7)
                .mapToObj(i -> add(Place.of(new ChatId(i + 1)), "at " + i, NOON.minusSeconds(i * 7 % 5)))
                .toList();
        add(ADA, "later", NOON.plusSeconds(1));

        List<Reminder> came = IntStream.range(0, 3)
                .mapToObj(_ -> {
                    List<Reminder> page =
                            reminders().due(3).stream().map(Due::reminder).toList();
                    reminders()
                            .came(page.stream()
                                    .map(one -> new Came(one, Optional.empty()))
                                    .toList());
                    return page;
                })
                .flatMap(List::stream)
                .toList();

        assertThat(came).hasSize(7).containsExactlyInAnyOrderElementsOf(due);
        assertThat(came).isSortedAccordingTo((a, b) -> a.dueAt().compareTo(b.dueAt()));
        assertThat(reminders().due(3)).isEmpty();
    }

    @Test
    void whatIsDueHasTheChatsSettingsAndTheTitleOfItsPostAsLongAsThatIsKept() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "p", 1);
        PostId post = posts.getFirst().post().id();
        record(TestPosts.feed("java"), "r1", posts, NOON);
        ChatSettings german = ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de"));
        chats().prefer(ADA.chat(), german);
        reminders()
                .add(
                        ADA,
                        "1",
                        new Subject("", OptionalInt.empty(), Optional.of(post), ""),
                        "en",
                        NOON,
                        Optional.empty());
        add(THREAD, "of a chat that is not known", NOON.plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));

        assertThat(reminders().due(9)).extracting(Due::settings).containsExactly(german, ChatSettings.NONE);
        assertThat(reminders().due(9).getFirst().title())
                .contains(posts.getFirst().post().title());
        clock.advance(Duration.ofHours(49));
        assertThat(reminders().due(9).getFirst().title()).isEmpty();
    }

    @Test
    void whatRepeatsStaysAndComesNextAtItsTime() {
        Reminder daily = reminders()
                .add(ADA, "1", subject("vitamins"), "en", NOON, DAILY)
                .orElseThrow();
        reminders().came(List.of(new Came(daily, Optional.of(LATER))));
        assertThat(reminders().due(9)).isEmpty();

        clock.advance(Duration.ofHours(1));
        assertThat(reminders().due(9)).extracting(due -> due.reminder().dueAt()).containsExactly(LATER);
    }

    @Test
    void whatCameIsSnoozedAndComesAgain() {
        Reminder once = add(ADA, "tea", NOON);
        reminders().came(List.of(new Came(once, Optional.empty())));
        Reminder snoozed = reminders().move(ADA.chat(), once.id(), LATER).orElseThrow();
        assertThat(snoozed.active()).isTrue();
        assertThat(reminders().due(9)).isEmpty();

        clock.advance(Duration.ofHours(1));
        assertThat(reminders().due(9)).extracting(Due::reminder).containsExactly(snoozed);
        assertThat(reminders().move(THREAD.chat(), once.id(), LATER))
                .as("by another chat")
                .isEmpty();
    }

    @Test
    void whoMovesAReminderWhileItIsQueuedGetsItThenToo() {
        Reminder once = add(ADA, "tea", NOON);
        reminders().move(ADA.chat(), once.id(), LATER);
        reminders().came(List.of(new Came(once, Optional.empty())));

        assertThat(reminders().of(ADA.chat())).extracting(Reminder::dueAt).containsExactly(LATER);
    }

    @Test
    void aChatHasSoManyAndOthersHaveRoom() {
        for (int i = 0; i < ReminderStore.MAX; i++) {
            add(ADA, "number " + i, LATER);
        }
        assertThat(reminders().add(ADA, "1", subject("one more"), "en", LATER, Optional.empty()))
                .isEmpty();
        add(THREAD, "of others", LATER);

        reminders().remove(ADA.chat(), reminders().of(ADA.chat()).getFirst().id());
        add(ADA, "one more", LATER);
    }

    @Test
    void whatCameIsDeletedAfterAWhileAndWhatIsToComeIsNot() {
        Reminder once = add(ADA, "tea", NOON);
        Reminder next = add(ADA, "toast", NOON);
        reminders().came(List.of(new Came(once, Optional.empty()), new Came(next, Optional.of(LATER))));
        assertThat(reminders().expire(NOON, 10)).isZero();

        assertThat(reminders().expire(NOON.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(reminders().find(ADA.chat(), once.id())).isEmpty();
        assertThat(reminders().of(ADA.chat())).hasSize(1);
    }

    @Test
    void theyMoveWithTheirGroupWithoutItsMessagesAndAreForgottenWithIt() {
        chats().note(THREAD.chat(), ChatRegistry.Status.ACTIVE, NOON);
        reminders().add(THREAD, "1", new Subject("tea", OptionalInt.of(17), Optional.empty(), ""), "en", LATER, DAILY);
        ChatId to = new ChatId(-1008);
        chats().moved(THREAD.chat(), to);

        assertThat(reminders().of(THREAD.chat())).isEmpty();
        assertThat(reminders().of(to)).singleElement().satisfies(moved -> {
            assertThat(moved.place()).isEqualTo(THREAD.in(to));
            assertThat(moved.subject()).isEqualTo(subject("tea"));
        });

        chats().forget(to);
        assertThat(reminders().of(to)).isEmpty();
    }

    @Test
    void whatIsAddedTwiceForOneCauseIsThereOnceAndStaysAsItBecame() {
        Reminder once = reminders()
                .add(ADA, "41", subject("tea"), "en", LATER, Optional.empty())
                .orElseThrow();
        Reminder moved =
                reminders().move(ADA.chat(), once.id(), LATER.plusSeconds(9)).orElseThrow();

        assertThat(reminders().add(ADA, "41", subject("tea"), "en", LATER, Optional.empty()))
                .contains(moved);
        assertThat(reminders().of(ADA.chat())).containsExactly(moved);
        assertThat(reminders().add(THREAD, "41", subject("tea"), "en", LATER, Optional.empty()))
                .as("in another chat")
                .get()
                .extracting(Reminder::place)
                .isEqualTo(THREAD);
    }

    private Reminder add(Place place, String words, Instant dueAt) {
        return reminders()
                .add(place, "u" + ++causes, subject(words), "en", dueAt, Optional.empty())
                .orElseThrow();
    }

    private static Subject subject(String words) {
        return new Subject(words, OptionalInt.empty(), Optional.empty(), "");
    }
}
