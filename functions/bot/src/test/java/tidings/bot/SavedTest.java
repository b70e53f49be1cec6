package tidings.bot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.cards.PostButtons;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.ScrapeMessage;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.store.SavedPosts.SavedPost;

import static org.assertj.core.api.Assertions.assertThat;

/// What people save to find it again.
class SavedTest {
    private static final ChatId ADA = new ChatId(7);
    private static final String JAVA = "https://www.reddit.com/r/java/comments/a1/records/";
    private static final String CATS = "https://redd.it/b2";

    private final TestBot bot = new TestBot();
    private long replies = 500;

    @BeforeEach
    void nothingIsSaved() {
        assertThat(saved()).isEmpty();
    }

    @Test
    void aPostIsSavedByItsLinkWithANoteAndListed() {
        bot.says("/save " + JAVA + " read on <Sunday>");
        assertThat(bot.lastCard().html()).startsWith("🔖 Saved.");

        bot.says("/saved");
        assertThat(bot.lastCard().html())
                .contains("One saved post")
                .contains("r/java")
                .contains("read on &lt;Sunday&gt;")
                .contains("https://www.reddit.com/comments/a1");
    }

    @Test
    void theOnlyPostOfACardIsSavedByAReplyToIt() {
        reply("/save so funny", JAVA, JAVA + "?sort=new", "https://example.org/");

        assertThat(saved()).extracting(post -> post.id().value()).containsExactly("a1");
        assertThat(saved().getFirst().note()).isEqualTo("so funny");
    }

    @Test
    void ofACardOfSeveralPostsTheNumberedOneIsSaved() {
        reply("/save", JAVA, CATS);
        assertThat(bot.lastCard().html()).contains("This card shows 2 posts");
        reply("/save 3", JAVA, CATS);
        assertThat(bot.lastCard().html()).contains("This card shows 2 posts");
        assertThat(saved()).isEmpty();

        reply("/save 2 so funny", JAVA, CATS);
        assertThat(saved()).extracting(post -> post.id().value()).containsExactly("b2");
        assertThat(saved().getFirst().note()).isEqualTo("so funny");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/save", "/save something nice", "/save https://example.org/", "/save r/java", "/save 1"})
    void whoeverNamesNoPostIsToldHow(String text) {
        bot.says(text);

        assertThat(bot.lastCard().html()).startsWith("Which post?");
        assertThat(saved()).isEmpty();
    }

    @Test
    void aNoteThatIsTooLongIsRefusedAndNotCut() {
        bot.says("/save " + CATS + " " + "x".repeat(Save.MAX_NOTE + 1));
        assertThat(bot.lastCard().html()).contains("up to 300 characters").contains("301");
        assertThat(saved()).isEmpty();

        bot.says("/save " + CATS + " " + "x".repeat(Save.MAX_NOTE));
        assertThat(saved()).hasSize(1);
    }

    @Test
    void theButtonUnderACardSavesAndNeverDropsANote() {
        bot.says("/save " + JAVA + " mine");
        bot.presses(PostButtons.SAVE.data(new PostId("a1")));
        bot.presses(PostButtons.SAVE.data(new PostId("a1")));

        assertThat(bot.outbox.getLast()).isInstanceOf(AnswerCallbackV1.class);
        assertThat(saved()).extracting(SavedPost::note).containsExactly("mine");
    }

    @Test
    void pagesAreTurnedAndWhatIsLookedForStays() {
        for (int i = 0; i < 12; i++) {
            bot.stores.saved().save(ADA, post("p" + i, "blue " + i));
        }
        bot.says("/saved BLUE");
        assertThat(bot.lastCard().html())
                .contains("12 saved posts")
                .contains("blue 11")
                .doesNotContain("blue 6");

        bot.presses(SavedList.LIST.data(new SavedList.Place("blue", 10)));
        assertThat(bot.lastCard().html()).contains("11. ").contains("blue 1<").doesNotContain("13. ");
        bot.presses(SavedList.LIST.data(new SavedList.Place("blue", 900)));
        assertThat(bot.lastCard().html()).as("what was removed since").contains("blue 11");

        bot.says("/saved green");
        assertThat(bot.lastCard().html()).contains("Nothing you saved matches “green”");
    }

    @Test
    void titlesThatAreNoLongerKeptAreAskedForAgainAndNotWithoutEnd() {
        bot.posted("Records at last");
        bot.stores.saved().save(ADA, post("p0", "kept"));
        bot.says("/saved");
        assertThat(bot.lastCard().html()).contains("Records at last");
        assertThat(bot.scrapes).isEmpty();

        bot.stores.saved().save(ADA, post("a1", "gone"));
        bot.stores.saved().save(ADA, post("hackernews:1", "of another source"));
        IntStream.range(0, 9).forEach(_ -> bot.says("/saved"));

        assertThat(bot.scrapes)
                .hasSize(6)
                .allSatisfy(scrape -> assertThat(scrape).isInstanceOfSatisfying(PostsToCheckV1.class, asked -> {
                    assertThat(asked.posts()).containsExactly(new PostId("a1"));
                    assertThat(asked.texts()).isTrue();
                }));
        assertThat(bot.scrapes).extracting(ScrapeMessage::deduplication).doesNotHaveDuplicates();
    }

    @Test
    void aSavedPostIsShownAndRemovedByButtons() {
        bot.says("/save " + JAVA + " mine");
        bot.presses(SavedList.SHOW.data(new PostId("a1")));
        assertThat(bot.lastCard().html()).contains("mine");

        bot.presses(SavedList.REMOVE.data(new PostId("a1")));
        assertThat(saved()).isEmpty();
        assertThat(bot.lastCard().html()).startsWith("Nothing is saved here yet.");
        bot.presses(SavedList.SHOW.data(new PostId("a1")));
        assertThat(bot.lastCard().html()).startsWith("Nothing is saved here yet.");
    }

    @Test
    void inAGroupOnlyAdministratorsSave() {
        bot.saysInAGroup("/save " + CATS);
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
        bot.pressesInAGroup(-7, PostButtons.SAVE.data(new PostId("a1")));
        assertThat(bot.outbox.getLast()).isInstanceOf(TelegramCallV1.class);
    }

    private static SavedPost post(String id, String note) {
        return new SavedPost(
                new PostId(id),
                Optional.empty(),
                Optional.empty(),
                "",
                "https://www.reddit.com/comments/" + id,
                note,
                TestBot.NOON.plusSeconds(note.length() * 100L + note.charAt(note.length() - 1)));
    }

    private List<SavedPost> saved() {
        return bot.stores.saved().find(ADA, List.of(), 0, 50).posts();
    }

    private void reply(String text, String... links) {
        String entities = Arrays.stream(links)
                .map(link -> "{\"type\": \"text_link\", \"offset\": 0, \"length\": 1, \"url\": \"" + link + "\"}")
                .collect(Collectors.joining(","));
        String replied = "\"reply_to_message\": {\"text\": \"a card\", \"entities\": [" + entities + "]}, ";
        bot.handle(TestBot.text(++replies, ADA.value(), "private", "en", text)
                .replace("\"chat\": {", replied + "\"chat\": {"));
    }
}
