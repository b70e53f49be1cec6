package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;
import tidings.store.ReminderStore.Subject;
import tidings.store.SavedPosts.SavedPost;

import static org.assertj.core.api.Assertions.assertThat;

/// What the bot keeps for a person: reminders and saved posts.
class KeptForPeopleTest {
    private static final long ADA = 42;
    private static final long BOB = 43;

    private final ApiCalls api = new ApiCalls();

    @Test
    void remindersComeInTheOrderInWhichTheyAreDueAndOnlyToTheirOwner() {
        remind("water the plants", ApiCalls.NOW.plusSeconds(7_200), Optional.empty());
        remind("bins", ApiCalls.NOW.plusSeconds(3_600), BriefTimes.parse("mon 08:00"));

        JsonNode reminders = api.get("/api/v1/reminders").byAPerson(ADA).json();

        assertThat(reminders.findValuesAsText("text")).containsExactly("bins", "water the plants");
        assertThat(reminders.at("/0/repeat").asText()).isEqualTo("mon 08:00");
        assertThat(reminders.at("/1/repeat").isNull()).isTrue();
        assertThat(reminders.at("/1/dueAt").asText()).isEqualTo("2026-11-20T14:00:00Z");
        assertThat(api.get("/api/v1/reminders").byAPerson(BOB).json()).isEmpty();
    }

    private void remind(String words, Instant dueAt, Optional<BriefTimes> repeat) {
        Subject subject = new Subject(words, OptionalInt.empty(), Optional.empty(), "");
        api.stores.reminders().add(Place.of(new ChatId(ADA)), words, subject, "en", dueAt, repeat);
    }

    @Test
    void savedPostsComeFiftyAtATimeTheLatestFirstAndOnlyToTheirOwner() {
        IntStream.range(0, 60).forEach(i -> save("p" + i, i % 2 == 0 ? "a quiet evening" : "soup"));

        JsonNode first = api.get("/api/v1/food").byAPerson(ADA).json();
        JsonNode second =
                api.get("/api/v1/food").withQuery("first", "50").byAPerson(ADA).json();
        JsonNode found =
                api.get("/api/v1/food").withQuery("q", "SOUP").byAPerson(ADA).json();

        assertThat(first.at("/total").asInt()).isEqualTo(60);
        assertThat(first.at("/posts")).hasSize(50);
        assertThat(first.at("/posts/0/id").asText()).isEqualTo("p59");
        assertThat(second.at("/posts").findValuesAsText("id")).hasSize(10).endsWith("p0");
        assertThat(found.at("/total").asInt()).isEqualTo(30);
        assertThat(api.get("/api/v1/food").byAPerson(BOB).json().at("/total").asInt())
                .isZero();
    }

    private void save(String id, String note) {
        SavedPost post = new SavedPost(
                new PostId(id),
                Optional.empty(),
                Optional.of(new Community("java")),
                "programming",
                "https://www.reddit.com/comments/" + id + "/",
                note,
                ApiCalls.NOW.plusSeconds(Integer.parseInt(id.substring(1))));
        api.stores.saved().save(new ChatId(ADA), post);
    }
}
