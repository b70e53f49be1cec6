package tidings.endtoend;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.MessageId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.SeenMessage;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class GroupsIT {
    private final Tidings tidings;
    private final Database database;
    private final TelegramSandbox telegram;
    private final Person ada;
    private final Person inGroup;

    GroupsIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
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
        assertThat(chat.ask("/help@Tidings_Bot").text()).contains("/top /trends");
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

    @Test
    void eachTopicOfAForumGetsAThreadWhenItsFirstPostComes() throws SQLException {
        Person general = inGroup.migratesTheGroup();
        Chat chat = new Chat(general);
        assertThat(chat.ask("/topics auto").text()).contains("only in a group that has topics");
        general.enablesTopics();
        assertThat(chat.ask("/topics auto").text()).contains("the right to manage topics");
        general.promotesTheBot();
        assertThat(chat.ask("/topics auto").text()).contains("each topic gets a thread");
        chat.ask("/top soccer");
        chat.ask("/follow soccer");
        chat.press("✅ Follow", card -> card.text().contains("Saved"));

        deliver(general, "true");
        String thread = untilOne(general, "select thread from forum_thread where thread is not null and chat = ");
        Person inThread = general.inTopic(new MessageId(Long.parseLong(thread)));
        await("a post in the thread")
                .atMost(Chat.PATIENCE)
                .until(() -> inThread.hears().stream()
                        .anyMatch(message -> message.text().contains("Because you follow r/soccer")));

        general.deletes(new MessageId(Long.parseLong(thread)));
        deliver(general, "topic = (select topic from forum_thread where chat = " + id(general) + ")");
        untilOne(general, "select thread from forum_thread where lost and chat = ");
        await("the group is told")
                .atMost(Chat.PATIENCE)
                .until(() -> general.hears().stream()
                        .anyMatch(message -> message.text().contains("was closed or deleted")));
        assertThat(chat.ask("/topics off").text()).contains("everything comes here again");
    }

    /// A stored post that the group did not get yet is to be delivered.
    private void deliver(Person group, String which) throws SQLException {
        database.execute("""
                insert into delivery (chat, story, post, follow, topic, rank, state, created_at, due_at)
                select f.chat, p.id, p.id, f.id, p.topic, 0.5, 'pending', now(), now()
                from follow f, lateral (
                    select * from post where subreddit = 'soccer' and %s and not adult
                        and id not in (select post from delivery where chat = f.chat) order by id limit 1) p
                where f.chat = %s""".formatted(which, id(group)));
    }

    /// Minutes pass until there is something in the database.
    private String untilOne(Person group, String query) {
        return await(query)
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> {
                            database.execute("update delivery set due_at = now() where state = 'pending' and chat = "
                                    + id(group));
                            assertThat(tidings.stack()
                                            .invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                                    .isInstanceOf(InvocationResult.Answered.class);
                            return database.values(query + id(group));
                        },
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static String id(Person group) {
        return Long.toString(group.chat().value());
    }

    /// For ten seconds, a process of the bot trusts its memory that a feed is not stored.
    @Test
    void offersStoredPostsInAnyChat() {
        new Chat(ada).ask("/top cooking week");

        List<Person.PendingAnswer> asked = new ArrayList<>();
        await().atMost(Chat.PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
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
