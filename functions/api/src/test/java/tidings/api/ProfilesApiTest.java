package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.api.ApiCalls.Answer;
import tidings.settings.Profile;
import tidings.settings.Tunable;

import static org.assertj.core.api.Assertions.assertThat;

/// Profiles that switch, and several numbers at once. The API runs with the profile `testing`.
class ProfilesApiTest {
    private static final String SWITCH = "{\"reason\":\"a big day\",\"until\":\"2026-11-20T13:00:00Z\"}";

    private final ApiCalls api = new ApiCalls();

    @Test
    void aProfileSaysWhatIsLiveAndWhatNeedsADeployment() {
        JsonNode profiles = api.get("/config/profiles").byAnOperator().json();

        assertThat(profiles.at("/current").asText()).isEqualTo("testing");
        assertThat(profiles.at("/profiles")).hasSize(Profile.all().size()).allSatisfy(profile -> {
            assertThat(profile.at("/live")).hasSize(Tunable.values().length);
            assertThat(profile.at("/deployed").has("BotConcurrency")).isTrue();
            assertThat(profile.at("/deployed").has("ListingTtl")).isFalse();
            assertThat(profile.at("/command").asText())
                    .endsWith("Profile=" + profile.at("/name").asText());
        });
    }

    @Test
    void aSwitchChangesWhatCanChangeUntilItsEndAndNamesTheRestWithTheCommand() {
        JsonNode switched = api.send("POST", "/config/profile/high-load", SWITCH)
                .byAnOperator()
                .json();

        assertThat(api.tunables.get(Tunable.LISTING_TTL)).isEqualTo(900);
        assertThat(api.tunables.get(Tunable.SCRAPE_INTERVAL)).isEqualTo(600);
        assertThat(switched.at("/needsDeployment/BotConcurrency/now").asText()).isEqualTo("2");
        assertThat(switched.at("/needsDeployment/BotConcurrency/wanted").asText())
                .isEqualTo("80");
        assertThat(switched.at("/command").asText()).contains("Profile=high-load");

        api.clock.advance(Duration.ofMinutes(61));
        assertThat(api.tunables.get(Tunable.LISTING_TTL)).as("returned").isEqualTo(600);
    }

    @Test
    void aSwitchToTheDeployedProfileLeavesNothingToDeploy() {
        JsonNode switched = api.send("POST", "/config/profile/testing", SWITCH)
                .byAnOperator()
                .json();

        assertThat(switched.at("/needsDeployment")).isEmpty();
        assertThat(switched.at("/command").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\" \"}", "{\"reason\":\"a\",\"until\":\"2020-01-01T00:00:00Z\"}", "now"})
    void aSwitchWithoutAReasonOrWithAnEndThatIsOverChangesNothing(String body) {
        Answer answer = api.send("POST", "/config/profile/high-load", body).byAnOperator();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(api.store.latest()).isEmpty();
    }

    @Test
    void anUnknownProfileIsAnsweredWithTheKnownOnes() {
        Answer answer = api.send("POST", "/config/profile/turbo", SWITCH).byAnOperator();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/detail").asText()).contains("high-load");
    }

    @Test
    void severalNumbersChangeTogether() {
        Answer answer = api.put(
                        "/config/performance",
                        "{\"values\":{\"listing-ttl\":300,\"sends-per-second\":20},\"reason\":\"calm\"}")
                .byAnOperator();

        assertThat(answer.json()).hasSize(2);
        assertThat(api.tunables.get(Tunable.LISTING_TTL)).isEqualTo(300);
        assertThat(api.get("/config/performance").byAnOperator().json().at("/live"))
                .hasSize(Tunable.values().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"values\":{\"listing-ttl\":300,\"sends-per-second\":99},\"reason\":\"calm\"}",
                "{\"values\":{\"listing-ttl\":300,\"speed\":1},\"reason\":\"calm\"}",
                "{\"values\":{\"listing-ttl\":null},\"reason\":\"calm\"}",
                "{\"values\":{},\"reason\":\"calm\"}",
                "{\"values\":{\"listing-ttl\":300}}"
            })
    void oneWrongNumberChangesNone(String body) {
        assertThat(api.put("/config/performance", body).byAnOperator().status()).isEqualTo(400);
        assertThat(api.store.latest()).isEmpty();
    }
}
