package tidings.endtoend;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidings.localstack.Tidings;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.telegram.SeenMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// Who follows what cannot be read any more is told once, and once when it is back. Time passes in the database.
@ExtendWith(SharedTidings.class)
class NoticesIT {
    private final Tidings tidings;
    private final Database database;
    private final Chat ada;

    NoticesIT(Tidings tidings) {
        this.tidings = tidings;
        this.database = new Database(tidings);
        this.ada = new Chat(tidings.telegram().orElseThrow().person("Ada"));
    }

    @Test
    void aCommunityThatIsRefusedTwiceIsToldOfAndUnfollowed() throws InterruptedException, SQLException {
        ada.ask("/start r_banned_club");
        ada.press("✓ Follow", card -> card.text().contains("r/banned_club"));
        database.execute("""
                insert into subreddit (name, refusal, refused_at, refused_since)
                values ('banned_club', 'banned', now() - interval '2 hours', now() - interval '2 hours')
                on conflict (name) do update set refusal = 'banned', refused_at = excluded.refused_at,
                    refused_since = excluded.refused_since, news_at = null""");
        assertThat(ada.ask("/top banned_club year").text()).contains("Reddit has banned r/banned_club");
        minutePasses();

        SeenMessage notice = ada.awaitLast(card -> card.text().contains("tell you if it comes back"));
        assertThat(notice.buttons()).containsExactly("🗑 Unfollow", "👌 Keep");
        ada.press("🗑 Unfollow", card -> card.text().contains("You no longer follow r/banned_club here"));
        assertThat(ada.ask("/following").text()).contains("don’t follow anything");
        assertThat(ada.person().hears().stream().map(SeenMessage::text))
                .filteredOn(text -> text.contains("no longer follow r/banned_club"))
                .hasSize(1);
    }

    @Test
    void whoWasToldLearnsThatACommunityIsBack() throws InterruptedException, SQLException {
        ada.ask("/start r_worldnews");
        ada.press("✓ Follow", card -> card.text().contains("r/worldnews"));
        await("the notice")
                .atMost(Chat.PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(this::isToldThatItWentPrivate);
        ada.press("👌 Keep", card -> card.text().contains("I’ll tell you if r/worldnews comes back"));

        ada.ask("/top worldnews year");
        minutePasses();
        ada.awaitLast(card -> card.text().contains("r/worldnews is back"));
        assertThat(database.values("select id from notice where community = 'worldnews'"))
                .isEqualTo(List.of());
    }

    /// Once more where the reading that the follow began ended in between: its posts say that the community is there.
    private boolean isToldThatItWentPrivate() throws InterruptedException, SQLException {
        database.execute("""
                insert into subreddit (name, refusal, refused_at, refused_since, news_at)
                values ('worldnews', 'private', now() - interval '2 hours', now() - interval '9 hours', now())
                on conflict (name) do update set refusal = 'private', refused_at = excluded.refused_at,
                    refused_since = excluded.refused_since, news_at = excluded.news_at, news_follow = 0""");
        minutePasses();
        return ada.last().text().contains("r/worldnews has gone private");
    }

    private void minutePasses() throws InterruptedException {
        assertThat(tidings.stack().invoke("SchedulerFunction", "{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvocationResult.Answered.class);
    }
}
