package tidings.endtoend;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.telegram.MessageId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class GroupsIT {
    private final TelegramSandbox telegram;
    private final Person ada;
    private final Person inGroup;

    GroupsIT(Tidings tidings) {
        this.telegram = tidings.telegram().orElseThrow();
        this.ada = telegram.person("Ada");
        this.inGroup = ada.in(telegram.group("Reading circle", ada));
    }

    @Test
    void answersWhatIsMeantForItAndNothingElse() {
        Chat chat = new Chat(inGroup);
        for (String text : List.of("/roll 2d6", "/r/java is nice to read", "/s of course", "/help@some_other_bot")) {
            inGroup.says(text);
        }
        assertThat(chat.ask("/help@Tidings_Bot").text()).contains("/top java week");
        assertThat(inGroup.hears()).hasSize(1);
    }

    @Test
    void answersInTheForumTopicWhereItWasAsked() throws IOException {
        Person general = inGroup.migratesTheGroup();
        general.enablesTopics();
        Person books = general.opensTopic("Books");
        Chat chat = new Chat(books);

        chat.ask("/top cooking week");
        chat.press("Next ▶", message -> message.text().contains("6–10 of"));
        int before = books.hears().size();
        books.shows(picture(), "/classify My sourdough bread does not rise");
        assertThat(chat.awaitAnswer(before).text()).contains("Food");
        MessageId said = books.says("My sourdough bread does not rise");
        books.replies(said, "/classify");
        assertThat(chat.awaitAnswer(before + 1).text()).contains("Food");

        assertThat(general.hears())
                .as("every answer is in the topic")
                .extracting(SeenMessage::id)
                .containsExactlyElementsOf(
                        books.hears().stream().map(SeenMessage::id).toList());
        new Chat(general).ask("/topics");
        assertThat(books.hears()).hasSize(before + 2);
    }

    /// For ten seconds, a process of the bot trusts its memory that a feed is not stored.
    @Test
    void offersStoredPostsInAnyChat() {
        new Chat(ada).ask("/top cooking week");

        List<Person.PendingAnswer> asked = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    asked.add(inGroup.asks("r/cooking week"));
                    return asked.stream().anyMatch(one -> !one.results().isEmpty());
                });
        Person.PendingAnswer answered = asked.stream()
                .filter(one -> !one.results().isEmpty())
                .findFirst()
                .orElseThrow();
        String title = answered.results().getFirst();
        answered.chooses(title);

        assertThat(inGroup.sees().getLast().text()).contains(title).contains("r/cooking");
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }
}
