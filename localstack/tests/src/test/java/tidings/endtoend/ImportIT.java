package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;

/// What people followed elsewhere, taken over from a file and from a custom feed.
@ExtendWith(SharedTidings.class)
class ImportIT {
    private static final String OPML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0"><body><outline text="Code">
            <outline type="rss" text="Java" xmlUrl="https://www.reddit.com/r/java/.rss" notify="0"/>
            <outline type="rss" text="Elsewhere" xmlUrl="https://example.org/feed.xml"/></outline></body></opml>""";

    private final Chat ada;

    ImportIT(Tidings tidings) {
        TelegramSandbox telegram = tidings.telegram().orElseThrow();
        this.ada = new Chat(telegram.person("Ada"));
    }

    @Test
    void aFileIsReadOfferedAndFollowed() {
        ada.person().sendsFile("feeds.opml", OPML.getBytes(StandardCharsets.UTF_8), "");

        SeenMessage offer = ada.awaitLast(card -> card.text().contains("I can take over one follow."));
        assertThat(offer.text()).contains("Everything of r/java", "example.org/feed.xml", "notify");
        ada.press("✓ Follow", card -> card.text().contains("You now follow one of them."));
        assertThat(ada.ask("/following").text()).contains("1. r/java");
    }

    @Test
    void aCustomFeedIsTurnedIntoItsCommunities() {
        ada.person().says("/import https://www.reddit.com/user/quiet-otter/m/outdoors");

        SeenMessage offer = ada.awaitLast(card -> card.text().contains("is made of these communities"));
        assertThat(offer.text()).contains("r/hiking").contains("r/empty_club");
        ada.press(offer.buttons().getFirst(), card -> card.text().contains("You now follow"));
        assertThat(ada.ask("/following").text()).contains("r/hiking", "r/empty_club");
    }

    @Test
    void aFileThatIsNoListSaysWhatIsWrong() {
        ada.person().sendsFile("notes.txt", "Dear diary".getBytes(StandardCharsets.UTF_8), "/import");

        ada.awaitLast(card -> card.text().contains("I found no feeds in it."));
    }
}
