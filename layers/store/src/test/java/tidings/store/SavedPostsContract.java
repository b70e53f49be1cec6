package tidings.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.PostId;
import tidings.store.ChatRegistry.Status;
import tidings.store.SavedPosts.Page;
import tidings.store.SavedPosts.SavedPost;

import static org.assertj.core.api.Assertions.assertThat;

abstract class SavedPostsContract extends StoresContract {
    private static final ChatId ADA = new ChatId(7);
    private static final ChatId BOB = new ChatId(8);

    @Test
    void whatIsSavedIsListedTheLatestFirstAndForItsChatAlone() {
        save(ADA, "a1", "java", "programming", "one", NOON);
        save(ADA, "a2", "java", "programming", "two", NOON.plusSeconds(1));
        save(BOB, "b1", "java", "programming", "three", NOON);

        Page page = saved().find(ADA, List.of(), 0, 5);

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.posts()).extracting(SavedPost::note).containsExactly("two", "one");
        assertThat(saved().find(ADA, List.of(), 1, 1))
                .isEqualTo(new Page(2, page.posts().subList(1, 2)));
        assertThat(saved().find(ADA, new PostId("a1"))).contains(page.posts().get(1));
        assertThat(saved().find(ADA, new PostId("b1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "weekend, a1",
        "WEEK, a1",
        "java read, a1",
        "java, a2 a1",
        "animals, a3",
        "100%, a2",
        "%, a2",
        "_, ''",
        "\\, a3",
        "weekend sql, ''"
    })
    void wordsAreFoundInNoteSubredditAndTopicAndStandForThemselves(String words, String found) {
        save(ADA, "a1", "java", "programming", "read on the Weekend", NOON);
        save(ADA, "a2", "java", "programming", "100% worth it", NOON.plusSeconds(1));
        save(ADA, "a3", "cats", "animals-pets", "c:\\cats", NOON.plusSeconds(2));

        Page page = saved().find(ADA, List.of(words.split(" ")), 0, 5);

        assertThat(page.posts().stream().map(post -> post.id().value()))
                .containsExactly(found.isEmpty() ? new String[0] : found.split(" "));
        assertThat(page.total()).isEqualTo(page.posts().size());
    }

    @Test
    void whatIsSavedAgainKeepsItsPlaceAndItsNoteUnlessThereIsANewOne() {
        save(ADA, "a1", "java", "programming", "one", NOON);
        save(ADA, "a2", "java", "programming", "two", NOON.plusSeconds(1));
        save(ADA, "a1", "java", "programming", "", NOON.plusSeconds(2));
        assertThat(notes(ADA)).containsExactly("two", "one");

        save(ADA, "a1", "java", "programming", "better", NOON.plusSeconds(3));
        assertThat(notes(ADA)).containsExactly("two", "better");
    }

    @Test
    void theTitleIsThereAsLongAsThePost() {
        List<ClassifiedPost> posts = TestPosts.posts("java", "p", 1);
        PostId post = posts.getFirst().post().id();
        record(TestPosts.feed("java"), "r1", posts, NOON);
        save(ADA, post.value(), "java", "programming", "", NOON);
        save(ADA, "other", "java", "programming", "", NOON);

        assertThat(saved().find(ADA, post).orElseThrow().title())
                .contains(posts.getFirst().post().title());
        assertThat(saved().find(ADA, new PostId("other")).orElseThrow().title()).isEmpty();
        clock.advance(Duration.ofHours(49));
        feeds().expire(NOON.plus(Duration.ofHours(1)), 10);
        assertThat(saved().find(ADA, post).orElseThrow().title()).isEmpty();
    }

    @Test
    void aChatSavesNoMoreThanSoMany() {
        for (int i = 0; i < SavedPosts.MAX; i++) {
            assertThat(save(ADA, "a" + i, "java", "programming", "", NOON)).isTrue();
        }

        assertThat(save(ADA, "b", "java", "programming", "", NOON)).isFalse();
        assertThat(save(ADA, "a1", "java", "programming", "new", NOON)).isTrue();
        assertThat(save(BOB, "b", "java", "programming", "", NOON)).isTrue();
        saved().remove(ADA, new PostId("a2"));
        assertThat(save(ADA, "b", "java", "programming", "", NOON)).isTrue();
    }

    @Test
    void whatAGroupSavedMovesWithItAndIsForgottenWithIt() {
        chats().note(ADA, Status.ACTIVE, NOON);
        save(ADA, "a1", "java", "programming", "of Ada", NOON);
        save(ADA, "a2", "java", "programming", "of Ada", NOON);
        save(BOB, "a2", "java", "programming", "of Bob", NOON);

        chats().moved(ADA, BOB);
        assertThat(notes(BOB)).containsExactlyInAnyOrder("of Ada", "of Bob");
        assertThat(notes(ADA)).isEmpty();

        chats().forget(BOB);
        assertThat(notes(BOB)).isEmpty();
    }

    private List<String> notes(ChatId chat) {
        return saved().find(chat, List.of(), 0, 9).posts().stream()
                .map(SavedPost::note)
                .toList();
    }

    private boolean save(ChatId chat, String id, String community, String topic, String note, Instant at) {
        return saved().save(
                        chat,
                        new SavedPost(
                                new PostId(id),
                                Optional.empty(),
                                Optional.of(new Community(community)),
                                topic,
                                "https://www.reddit.com/comments/" + id,
                                note,
                                at));
    }
}
