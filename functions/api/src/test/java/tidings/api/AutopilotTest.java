package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.ratelimit.SharedState.Change;
import tidings.settings.AppliedChange;
import tidings.settings.Autopilot;
import tidings.settings.Insights;
import tidings.settings.Tunable;
import tidings.settings.TunableChange;
import tidings.settings.TunableStore.Replacement;

import static org.assertj.core.api.Assertions.assertThat;

/// The autopilot of a stack with the profile `testing`, whose schedule fires when the test says so.
class AutopilotTest {
    private static final Duration WATCHED = Duration.ofMinutes(15);

    private final ApiCalls api = new ApiCalls();

    private String step() {
        return api.send("POST", "/performance/autopilot", "")
                .byAnOperator()
                .json()
                .at("/outcome")
                .asText();
    }

    private JsonNode allow(String kinds) {
        ApiCalls.Answer answer =
                api.put("/config/autopilot", "{\"kinds\": [" + kinds + "]}").byAnOperator();
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private void waiting(int messages) {
        api.queues = Map.of("outbox", new Queues.Depth(messages, 0, 0, 0));
    }

    private int sends() {
        return api.tunables.get(Tunable.SENDS_PER_SECOND);
    }

    private List<ShowCardV1> cards() {
        return api.told.stream().map(ShowCardV1.class::cast).toList();
    }

    /// A backlog of fifteen minutes, for which the autopilot has raised the rate from 25 to 30.
    private void isTried() {
        waiting(9_000);
        allow("\"sends-per-second\"");
        lasts(WATCHED);
    }

    /// What is suggested lasts for so long, and is applied.
    private void lasts(Duration period) {
        assertThat(step()).isEqualTo("noted");
        api.clock.advance(period);
        assertThat(step()).isEqualTo("applied");
    }

    @Test
    void whatIsOverInAMinuteIsNotChanged() {
        waiting(9_000);
        allow("\"sends-per-second\"");
        assertThat(step()).isEqualTo("noted");
        api.clock.advance(Duration.ofMinutes(5));
        assertThat(step()).isEqualTo("noted");
        waiting(10);
        assertThat(step()).isEqualTo("nothing_to_do");

        waiting(9_000);
        api.clock.advance(WATCHED);
        assertThat(step()).as("it begins anew").isEqualTo("noted");
        assertThat(api.store.latest()).isEmpty();
    }

    @Test
    void itIsOffUntilAnOperatorAllowsSomething() {
        waiting(9_000);

        assertThat(step()).isEqualTo("off");
        assertThat(api.store.latest()).isEmpty();
        assertThat(api.told).isEmpty();
        assertThat(api.get("/config/autopilot").byAnOperator().json().at("/kinds"))
                .isEmpty();
    }

    @Test
    void whatIsNotAllowedStaysASuggestion() {
        waiting(9_000);
        allow("\"cache-ttl\"");

        assertThat(step()).isEqualTo("nothing_to_do");
        assertThat(api.store.latest()).isEmpty();
    }

    @Test
    void aChangeIsMadeToldAndWatched() {
        isTried();

        assertThat(sends()).isEqualTo(30);
        assertThat(api.store.latest()).singleElement().satisfies(change -> {
            assertThat(change.author()).isEqualTo("autopilot");
            assertThat(change.reason()).contains("9000 messages wait");
        });
        assertThat(cards()).singleElement().satisfies(card -> {
            assertThat(card.chat()).isEqualTo(ApiCalls.OPERATORS);
            assertThat(card.html())
                    .contains("<b>sends-per-second</b> was changed from 25 to 30", "9000 messages wait", "12:30 UTC");
            assertThat(card.buttons()).hasSize(1);
        });
        JsonNode trial = api.get("/config/autopilot").byAnOperator().json().at("/trial");
        assertThat(trial.at("/tunable").asText()).isEqualTo("sends-per-second");
        assertThat(trial.at("/before").asInt()).isEqualTo(9_000);
    }

    @Test
    void aChangeThatHelpedIsKept() {
        isTried();
        waiting(2_000);
        assertThat(step()).as("before its time").isEqualTo("watching");
        api.clock.advance(WATCHED);

        assertThat(step()).isEqualTo("kept");
        assertThat(sends()).isEqualTo(30);
        assertThat(cards().getLast().card()).isEqualTo(cards().getFirst().card());
        assertThat(cards().getLast().html()).contains("stays at 30", "9,000 before, 2,000 now");
        assertThat(cards().getLast().buttons()).as("to undo it later").hasSize(1);
        assertThat(step()).isEqualTo("nothing_to_do");
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 9_000, 8_800})
    void aChangeThatDidNotHelpIsTakenBackAndNotTriedAgainForADay(int messages) {
        isTried();
        waiting(messages);
        api.clock.advance(WATCHED);

        assertThat(step()).isEqualTo("taken_back");
        assertThat(sends()).isEqualTo(25);
        assertThat(cards().getLast().html()).contains("back at 25");
        assertThat(cards().getLast().buttons()).isEmpty();
        assertThat(step()).isEqualTo("nothing_to_do");
        api.clock.advance(Duration.ofDays(1));
        lasts(WATCHED);
    }

    @Test
    void whatSomebodyChangesMeanwhileIsTheirs() {
        isTried();
        TunableChange byHand = new TunableChange(
                Tunable.SENDS_PER_SECOND, 10, "calm", "me", api.clock.instant().plusSeconds(5), Optional.empty());
        api.store.add(byHand);
        api.clock.advance(WATCHED);

        assertThat(step()).isEqualTo("left");
        assertThat(api.store.latest()).containsExactly(byHand);
        assertThat(cards().getLast().html()).contains("Somebody else has changed");
        assertThat(step()).as("for a day").isEqualTo("nothing_to_do");
    }

    @Test
    void whatSomebodySetForATimeIsLeftAloneUntilThen() {
        waiting(9_000);
        allow("\"sends-per-second\"");
        api.store.add(new TunableChange(
                Tunable.SENDS_PER_SECOND,
                20,
                "a quiet week",
                "me",
                api.clock.instant(),
                Optional.of(api.clock.instant().plus(Duration.ofDays(7)))));
        api.clock.advance(Duration.ofDays(3));
        assertThat(step()).isEqualTo("nothing_to_do");

        api.clock.advance(Duration.ofDays(5));
        lasts(WATCHED);
    }

    @Test
    void switchedOffItEndsItsWatchAndTouchesNothing() {
        isTried();
        allow("");
        waiting(20_000);
        api.clock.advance(WATCHED);

        assertThat(step()).isEqualTo("left");
        assertThat(sends()).isEqualTo(30);
        assertThat(cards().getLast().html()).contains("no longer allowed", "stays at 30");
        assertThat(step()).isEqualTo("off");
        assertThat(api.store.latest()).hasSize(1);
    }

    @Test
    void ofTwoStepsAtOnceOneChanges() {
        waiting(9_000);
        allow("\"sends-per-second\"");
        step();
        api.clock.advance(WATCHED);
        // The other step is done between this one's look and its change.
        api.whileLooking = () -> api.store.save(
                api.store
                        .autopilot()
                        .trying(new Autopilot.Trial(
                                "sends-per-second",
                                new AppliedChange(Tunable.SENDS_PER_SECOND, 25, ApiCalls.NOW),
                                "waiting-messages",
                                9_000,
                                ApiCalls.NOW.plus(WATCHED))),
                Optional.of(new Replacement(
                        Optional.empty(),
                        new TunableChange(
                                Tunable.SENDS_PER_SECOND,
                                30,
                                "9000 messages wait",
                                AppliedChange.AUTHOR,
                                ApiCalls.NOW,
                                Optional.empty()))));

        assertThat(step()).isEqualTo("nothing_to_do");
        assertThat(api.store.history(Tunable.SENDS_PER_SECOND, 9)).hasSize(1);
        assertThat(api.told).as("it is told by who changed it").isEmpty();
    }

    @Test
    void oneChangeIsTriedAtATime() {
        waiting(9_000);
        api.queues = Map.of("outbox", new Queues.Depth(9_000, 0, 0, 0), "refresh", new Queues.Depth(5_000, 0, 0, 0));
        allow("\"sends-per-second\", \"scrape-interval\"");

        assertThat(step()).isEqualTo("noted");
        api.clock.advance(Duration.ofMinutes(30));
        assertThat(step()).isEqualTo("applied");
        assertThat(step()).isEqualTo("watching");
        assertThat(api.store.latest()).hasSize(1);
    }

    @Test
    void aStepThatEndedBeforeItToldIsMadeUpForByTheNext() {
        isTried();
        api.told.clear();
        api.clock.advance(Duration.ofMinutes(5));

        assertThat(step()).isEqualTo("watching");
        assertThat(cards())
                .singleElement()
                .satisfies(card -> assertThat(card.html()).contains("was changed from 25 to 30"));
        api.clock.advance(Duration.ofMinutes(5));
        step();
        assertThat(cards()).hasSize(1);
    }

    @Test
    void aChangeThatNoNumberSpeaksForIsTakenBack() {
        allow("\"wasted-requests\"");
        api.insights = Optional.of(
                new Insights(ApiCalls.NOW, Insights.Cache.UNKNOWN, Map.of("feedsFetched", 100.0, "newPosts", 3.0)));
        lasts(Duration.ofMinutes(75));
        api.insights = Optional.empty();
        api.clock.advance(Duration.ofMinutes(75));

        assertThat(step()).isEqualTo("watching");
        api.clock.advance(Duration.ofMinutes(75));
        assertThat(step()).isEqualTo("taken_back");
        assertThat(cards().getLast().html()).contains("no number since");
    }

    @Test
    void itSpeaksTheOperatorsLanguage() {
        api.chats
                .settings(ApiCalls.OPERATORS)
                .change(_ -> Change.to(ChatSettings.NONE.with(ChatSettings.LANGUAGE, Optional.of("de")), true));
        isTried();

        assertThat(cards().getLast().html()).contains("wurde von 25 auf 30 geändert");
    }
}
