package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.ChatId;
import tidings.localstack.telegram.Person;
import tidings.localstack.telegram.TelegramSandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(SharedTidings.class)
class ChannelIT {
    private static final String NAME = "trail_weekly";

    private final Tidings tidings;
    private final Database database;
    private final Person ada;
    private final Person bob;
    private final Person owner;
    private final Person reader;

    ChannelIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
        TelegramSandbox telegram = tidings.telegram().orElseThrow();
        this.ada = telegram.person("Ada");
        this.bob = telegram.person("Bob");
        ChatId channel = telegram.channel("Trails, weekly", NAME, ada, bob);
        this.owner = ada.in(channel);
        this.reader = bob.in(channel);
    }

    @Test
    void aChannelIsFedFromAPrivateChatByWhoeverAdministersBoth() throws SQLException {
        Chat chat = new Chat(ada);
        assertThat(chat.ask("/channel @nobody_here").text()).contains("I see no channel @nobody_here");
        assertThat(chat.ask("/channel @" + NAME).text()).contains("with the right to post");
        owner.promotesTheBot();
        assertThat(new Chat(bob).ask("/channel @" + NAME).text()).contains("Only administrators");
        assertThat(chat.ask("/channel https://t.me/" + NAME).text()).contains("for @" + NAME);

        chat.ask("/top hiking");
        chat.ask("/follow hiking");
        assertThat(chat.press("✅ Follow", card -> card.text().contains("Saved")).text())
                .startsWith("📢 @" + NAME);
        addDelivery();
        await("a post in the channel")
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    aMinutePasses();
                    return reader.hears().stream()
                            .anyMatch(post -> post.text().contains("Because you follow r/hiking"));
                });
        Person.PendingAnswer pressed = reader.presses("🔕 Mute or unfollow");
        assertThat(await().atMost(Chat.PATIENCE).until(pressed::answer, Optional::isPresent))
                .contains("Only administrators can do that here.");

        owner.demotesTheBot();
        chat.ask("/channel off");
        assertThat(chat.ask("/following").text()).contains("don’t follow anything");
        assertThat(chat.ask("/channel @" + NAME).text()).contains("with the right to post");
    }

    private void aMinutePasses() throws SQLException, InterruptedException {
        database.execute("update delivery set due_at = now() where state = 'pending' and chat = "
                + owner.chat().value());
        assertThat(tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvocationResult.Answered.class);
    }

    /// A stored post that the channel did not get yet is to be delivered.
    private void addDelivery() throws SQLException {
        database.execute("""
                insert into delivery (chat, story, post, follow, topic, rank, state, created_at, due_at)
                select f.chat, p.id, p.id, f.id, p.topic, 0.5, 'pending', now(), now()
                from follow f, lateral (
                    select * from post where subreddit = 'hiking' and not adult
                        and id not in (select post from delivery where chat = f.chat) order by id limit 1) p
                where f.chat = %d""".formatted(owner.chat().value()));
    }
}
