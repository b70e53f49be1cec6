package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tidings.api.ApiCalls.Answer;
import tidings.domain.ChatId;
import tidings.follows.About;
import tidings.selection.Meaning;

import static org.assertj.core.api.Assertions.assertThat;

/// What the API does with phrases, without an encoder.
class FollowByMeaningTest {
    private static final long ADA = 42;

    private final ApiCalls api = new ApiCalls();

    private static JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode follow(String text) {
        return ok(api.put("/me/follows", "{\"text\":\"" + text + "\"}").byAPerson(ADA));
    }

    @Test
    void aPhraseThatNobodyEncodedIsSentToTheChatAndOneThatIsKnownIsFollowedByMeaning() {
        Answer unknown = api.put("/me/follows", "{\"text\":\"about \\\"slow bread\\\"\"}")
                .byAPerson(ADA);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/detail").asText()).contains("slow bread", "Chat");
        assertThat(api.stores.follows().of(new ChatId(ADA))).isEmpty();

        Meaning meaning = Meaning.of(new float[] {1, 0});
        api.stores.posts().keep("slow bread", meaning);
        JsonNode saved = follow("about \\\"slow bread\\\"");
        assertThat(saved.at("/text").asText()).isEqualTo("* about \"slow bread\"");
        String path = "/me/follows/" + saved.at("/id").asLong();
        api.clock.advance(Duration.ofDays(3));
        ok(api.put(path, "{\"text\":\"r/java about \\\"slow bread\\\"\"}").byAPerson(ADA));

        assertThat(api.stores.follows().of(new ChatId(ADA)).getFirst().query().about())
                .as("what its own phrase means is known as long as it")
                .contains(About.of("slow bread").with(meaning));
    }
}
