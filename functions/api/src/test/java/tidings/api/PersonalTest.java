package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryState;
import tidings.selection.Planned;
import tidings.store.DeliveryStore.Decided;
import tidings.store.FollowStore;

import static org.assertj.core.api.Assertions.assertThat;

/// What belongs to a person. The sample `posts-found.1` is what came.
class PersonalTest {
    private static final long ADA = 42;
    private static final long BOB = 43;

    private final ApiCalls api = new ApiCalls();

    private JsonNode ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer change(String settings) {
        return api.put("/me", "{\"settings\":" + settings + "}").byAPerson(ADA);
    }

    private JsonNode follow(String text) {
        return ok(api.put("/me/follows", "{\"text\":\"" + text + "\"}").byAPerson(ADA));
    }

    private JsonNode followsOf(long person) {
        return ok(api.get("/me/follows").byAPerson(person));
    }

    @Test
    void whoChoseNothingHasNoSettingsAndTheLanguageOfTheirTelegram() {
        JsonNode me = ok(api.get("/me").byAPerson(ADA));

        assertThat(me.at("/settings")).isEmpty();
        assertThat(me.at("/language").asText()).isEqualTo("de");
        assertThat(me.at("/nextBrief").isNull()).isTrue();
        assertThat(me.at("/offered/pace")).isNotEmpty();
    }

    @Test
    void aChangeIsSavedForWhoDeliversAndForWhoAnswers() {
        JsonNode me = ok(change("{\"pace\":\"12\",\"zone\":\"Europe/Berlin\",\"brief\":\"08:00\"}"));

        assertThat(me.at("/settings/pace").asText()).isEqualTo("12");
        assertThat(me.at("/nextBrief").asText()).isEqualTo("2026-11-21T07:00:00Z");
        ChatId chat = new ChatId(ADA);
        ChatSettings saved = api.chats.settings(chat).get().orElseThrow();
        assertThat(saved.get(ChatSettings.PACE)).contains(12);
        assertThat(saved.get(ChatSettings.LANGUAGE)).as("still automatic").isEmpty();
        assertThat(api.stores.chats().find(chat).orElseThrow().settings())
                .isEqualTo(saved.with(ChatSettings.LANGUAGE, Optional.of("de")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/me|{\"settings\":{\"pace\":\"5\"}}",
                "PUT|/me/follows|{\"text\":\"r/java\"}",
                "PUT|/me/follows/1|{\"paused\":true}",
                "DELETE|/me/follows/1|",
                "POST|/api/v1/chat|{\"text\":\"/pace 5\"}"
            })
    void ofAChatThatWasErasedNothingIsKeptUntilItBeginsAnew(String method, String path, String body) {
        ChatId chat = new ChatId(ADA);
        follow("r/java");
        api.chats.bury(chat, 5, api.clock.instant());
        api.stores.chats().forget(chat);
        api.chats.erase(chat);

        Answer answer = api.send(method, path, body == null ? "" : body).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("send /start to the bot");
        assertThat(api.chats.conversation(chat).get()).isEmpty();
        assertThat(api.stores.chats().export(chat).values())
                .allSatisfy(rows -> assertThat(rows.total()).isZero());
        ok(api.get("/me").byAPerson(ADA));

        api.chats.lift(chat, api.clock.instant());
        ok(change("{\"pace\":\"5\"}"));
    }

    @Test
    void whatIsNotGivenStaysAndNullIsAutomatic() {
        ok(change("{\"pace\":\"12\",\"quiet\":\"22:00-07:00\"}"));
        JsonNode me = ok(change("{\"pace\":null}"));

        assertThat(me.at("/settings")).isEqualTo(OpenApi.json("{\"quiet\":\"22:00-07:00\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"speed\":\"1\"}|speed|zone, quiet, pace",
                "{\"pace\":\"0\"}|pace|12",
                "{\"pace\":\"501\"}|pace|12",
                "{\"pace\":\"5 or so\"}|pace|12",
                "{\"zone\":\"Europe/Atlantis\"}|zone|Europe/Berlin",
                "{\"quiet\":\"22:00-22:00\"}|quiet|22:00-07:00",
                "{\"brief\":\"8 o'clock\"}|brief|08:00",
                "{\"picked\":\"science\"}|picked|zone, quiet, pace"
            })
    void aSettingThatIsNoneIsNamedAndNothingIsSaved(String settings, String name, String right) {
        Answer answer = change(settings.replace("}", ",\"adult\":\"true\"}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/parameter").asText()).isEqualTo(name);
        assertThat(answer.json().at("/detail").asText()).contains(right);
        assertThat(api.chats.settings(new ChatId(ADA)).get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "7", "null", "{\"settings\":7}", "{\"settings\":{\"pace\":{}}}", "{"})
    void aBodyThatIsNoChangeIsAnsweredWithAnExample(String body) {
        Answer answer = api.put("/me", body).byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/detail").asText()).contains("{\"settings\": {");
    }

    @Test
    void aFollowIsSavedOnceChangedPausedAndRemovedAndIsNobodyElses() {
        JsonNode saved = follow("r/java -hiring");
        assertThat(follow("r/java -hiring")).isEqualTo(saved);
        assertThat(saved.at("/text").asText()).isEqualTo("r/java -\"hiring\"");
        String path = "/me/follows/" + saved.at("/id").asLong();

        assertThat(api.put(path, "{\"paused\":true}").byAPerson(BOB).status()).isEqualTo(404);
        assertThat(api.new Call("DELETE", path).byAPerson(BOB).status()).isEqualTo(204);
        assertThat(followsOf(ADA)).containsExactly(saved);
        assertThat(followsOf(BOB)).isEmpty();

        JsonNode changed = ok(
                api.put(path, "{\"text\":\"r/java score>50\",\"paused\":true}").byAPerson(ADA));
        assertThat(changed.at("/text").asText()).isEqualTo("r/java score>=51");
        assertThat(changed.at("/paused").asBoolean()).isTrue();
        assertThat(api.new Call("DELETE", path).byAPerson(ADA).status()).isEqualTo(204);
        assertThat(api.new Call("DELETE", path).byAPerson(ADA).status())
                .as("again")
                .isEqualTo(204);
        assertThat(followsOf(ADA)).isEmpty();
    }

    @Test
    void thePaceTheTimesAndTheHoursInATextAreShownAndSavedAlongWithIt() {
        String text = "r/java, fünf am Tag um acht, nicht nachts";
        JsonNode preview = ok(
                api.send("POST", "/me/follows", "{\"text\":\"" + text + "\"}").byAPerson(ADA));
        assertThat(preview.at("/quiet").asText()).isEqualTo("22:00-07:00");
        assertThat(preview.at("/settings").asText())
                .contains("etwa 5 Beiträge am Tag · Überblick täglich 08:00 · nichts von 22:00 bis 07:00 Uhr");
        assertThat(ok(api.get("/me").byAPerson(ADA)).at("/settings")).isEmpty();

        follow(text);

        assertThat(ok(api.get("/me").byAPerson(ADA)).at("/settings"))
                .isEqualTo(OpenApi.json("{\"pace\":\"5\",\"brief\":\"08:00\",\"quiet\":\"22:00-07:00\"}"));
    }

    @Test
    void moreThanCanBeKeptIsAConflict() {
        for (int i = 0; i < FollowStore.MAX; i++) {
            api.stores.follows().add(Place.of(new ChatId(ADA)), FollowQuery.of(Origin.of("place" + i)));
        }
        Answer answer = api.put("/me/follows", "{\"text\":\"r/java\"}").byAPerson(ADA);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().at("/detail").asText()).contains("200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999", "%20"})
    void anIdThatIsNoneIsNotFound(String id) {
        assertThat(api.put("/me/follows/" + id, "{\"paused\":true}")
                        .byAPerson(ADA)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPreviewSavesNothingAndSaysOfEachPostWhatDecided() {
        ClassifiedPost post = came(0.5f);
        String community = post.post().community().label();

        JsonNode all = ok(api.send("POST", "/me/follows", "{\"text\":\"" + community + "\"}")
                .byAPerson(BOB));
        JsonNode none = ok(api.send("POST", "/me/follows", "{\"text\":\"" + community + " score>99999\"}")
                .byAPerson(BOB));

        assertThat(all.at("/wanted").asInt()).isPositive();
        assertThat(all.at("/posts/0/decision/phrase").isTextual()).isTrue();
        assertThat(none.at("/wanted").asInt()).isZero();
        assertThat(none.at("/posts/0/decision/rule").asText()).isEqualTo("score");
        assertThat(followsOf(BOB)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'',Wem", "-hiring,Regeln", "'\\\"offen',Anführung"})
    void aTextThatIsUnclearIsAnsweredInThePersonsLanguage(String text, String why) {
        for (String method : List.of("POST", "PUT")) {
            Answer answer = api.send(method, "/me/follows", "{\"text\":\"" + text + "\"}")
                    .byAPerson(ADA);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/parameter").asText()).isEqualTo("text");
            assertThat(answer.json().at("/detail").asText()).contains(why);
        }
    }

    @Test
    void whatTheFollowsWantedHasItsRanks() {
        ClassifiedPost post = came(0.75f);

        JsonNode wanted = ok(api.get("/me/posts").byAPerson(ADA));

        assertThat(wanted.at("/hours").asInt()).isEqualTo(48);
        assertThat(wanted.at("/posts/0/post/title").asText())
                .isEqualTo(post.post().title());
        assertThat(wanted.at("/posts/0/rank").asDouble()).isEqualTo(0.75);
        assertThat(wanted.at("/posts/0/skipped").asBoolean()).isTrue();
        assertThat(ok(api.get("/me/posts").byAPerson(BOB)).at("/posts")).isEmpty();
    }

    @Test
    void theLastBriefHasWhatItBroughtAndWhatItLeftOut() {
        ok(change("{\"brief\":\"12:30\"}"));
        ClassifiedPost post = came(0.75f, DeliveryState.HELD);
        api.now = ApiCalls.NOW.plus(Duration.ofMinutes(30));
        assertThat(api.stores.briefs().make()).isTrue();

        JsonNode brief = ok(api.get("/me/briefs/last").byAPerson(ADA));

        assertThat(brief.at("/dueAt").asText()).isEqualTo("2026-11-20T12:30:00Z");
        assertThat(brief.at("/sent/posts/0/title").asText())
                .isEqualTo(post.post().title());
        assertThat(brief.at("/leftOut/total").asInt()).isZero();
    }

    @Test
    void whoGotNoBriefYetHasAnEmptyOne() {
        JsonNode brief = ok(api.get("/me/briefs/last").byAPerson(ADA));

        assertThat(brief.at("/dueAt").isNull()).isTrue();
        assertThat(brief.at("/sent/total").asInt()).isZero();
        assertThat(brief.at("/leftOut/posts")).isEmpty();
    }

    /// Ada follows the community of the sample, and its first post came there.
    private ClassifiedPost came(float rank) {
        return came(rank, DeliveryState.SKIPPED);
    }

    private ClassifiedPost came(float rank, DeliveryState state) {
        ClassifiedPost post = api.sample();
        Place ada = Place.of(new ChatId(ADA));
        api.stores
                .follows()
                .add(ada, FollowQuery.of(new Origin.OfCommunity(post.post().community())));
        api.record(post);
        boolean _ = api.stores
                .deliveries()
                .expand(
                        10,
                        (_, _, _, followers) -> followers.stream()
                                .map(one -> new Decided(
                                        one.follow(), new Planned(state, Optional.of("pace"), ApiCalls.NOW), rank))
                                .toList());
        return post;
    }
}
