package tidings.endtoend;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.stack.Stack;
import tidings.localstack.telegram.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SharedTidings.class)
class FollowIT {
    private final TelegramSandbox telegram;
    private final Stack stack;
    private final Chat ada;

    FollowIT(Tidings tidings) {
        this.telegram = tidings.telegram().orElseThrow();
        this.stack = tidings.stack();
        this.ada = new Chat(telegram.person("Ada"));
    }

    @Test
    void whatIsDescribedIsShownSavedListedRemovedAndRestored() {
        ada.ask("/top java");

        SeenMessage preview = ada.ask("/follow java but no jobs, five a day at eight");
        assertThat(preview.text())
                .contains("Follow this?", "r/java · without “jobs”", "about 5 posts a day · briefs daily 08:00")
                .containsPattern("I have \\d+ posts from the last \\d+ h");
        assertThat(preview.buttons()).containsExactly("✅ Follow", "✏️ Change", "✖ Cancel");
        assertThat(ada.press("✅ Follow", card -> card.text().contains("Saved")).text())
                .contains("r/java");

        assertThat(ada.ask("/following").text()).contains("You follow one thing", "1. r/java · without “jobs”");
        ada.press("1", card -> card.buttons().contains("🗑 Remove"));
        ada.press("🗑 Remove", card -> card.text().contains("Removed: r/java"));
        ada.press("↩️ Undo", card -> card.text().contains("Saved: r/java"));
        assertThat(ada.ask("/following").text()).contains("1. r/java");
    }

    @Test
    void whatIsNotStoredIsFetchedAndShownByTheCardThatCanBeFollowed() {
        ada.person().says("/follow u/quiet-otter -\"gear list\"");

        SeenMessage preview = ada.awaitLast(card -> card.text().contains("You’d have got"));
        assertThat(preview.text()).contains("Follow this?", "u/quiet-otter · without “gear list”");
        assertThat(ada.answers()).as("one card, edited").hasSize(1);
        assertThat(ada.press("✅ Follow", card -> card.text().contains("Saved")).id())
                .isEqualTo(preview.id());
        assertThat(ada.answers()).hasSize(1);
    }

    /// Nothing is read while the scraper stands still. The community is asked by no other test.
    @Test
    void whatIsFollowedBeforeItIsReadStaysFollowedWhenItIs() throws IOException, InterruptedException {
        List<Long> scrapers = stack.environments("ScraperFunction");
        Signals.send("STOP", scrapers);
        try {
            ada.person().says("/follow r/personalfinance");
            ada.awaitLast(card -> card.buttons().contains("✅ Follow"));
            ada.press("✅ Follow", card -> card.text().contains("Saved"));
        } finally {
            Signals.send("CONT", scrapers);
        }

        assertThat(ada.ask("/top personalfinance").text()).contains("r/personalfinance"); // the same fetch
        assertThat(ada.ask("/following").text()).contains("1. r/personalfinance");
        assertThat(ada.answers()).hasSize(3);
        assertThat(ada.answers().getFirst().text()).contains("Saved: r/personalfinance");
    }

    @Test
    void aPostOfACardIsSavedByAReplyAndFoundByItsNote() {
        SeenMessage card = ada.ask("/top java");
        ada.person().replies(card.id(), "/save 2 for Sunday");
        ada.awaitLast(answer -> answer.text().contains("Saved"));

        assertThat(ada.ask("/saved sunday").text()).contains("One saved post", "r/java", "for Sunday");
        ada.press("1", shown -> shown.buttons().contains("🗑 Remove"));
        ada.press("🗑 Remove", empty -> empty.text().contains("Nothing is saved here yet"));
    }

    @Test
    void inAGroupAdministratorsAloneSave() {
        Person founder = telegram.person("Ada");
        Person member = telegram.person("Bob");
        ChatId group = telegram.group("Readers", founder, member);
        Chat chat = new Chat(founder.in(group));
        chat.ask("/top java");
        chat.ask("/follow java");

        member.in(group).presses("✅ Follow");
        assertThat(chat.ask("/following").text()).contains("don’t follow anything");
        chat.ask("/follow java");
        chat.press("✅ Follow", card -> card.text().contains("Saved"));
        assertThat(chat.ask("/following").text()).contains("1. r/java");
    }
}
