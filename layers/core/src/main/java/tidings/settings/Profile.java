package tidings.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import tidings.aws.Env;
import tidings.aws.Json;

/// How large everything is made and how fresh it is kept: a row of `profiles.json`. The template holds the same rows as
/// its mapping `Profiles`, for what is set at deployment; a test compares them.
///
/// @param memory of a function, in MB
/// @param botConcurrency most environments of the bot; likewise the next three
/// @param batchSize most messages that a function takes from a queue at once
/// @param poolSize connections to the database of an environment, which serves one event at a time
/// @param cacheEntries how many values an environment keeps in its own memory
/// @param listingFresh how old a feed may be and still be shown as it is
/// @param topicFresh how old the page of a topic may be
/// @param subredditFresh how old what is known of a subreddit may be
/// @param classificationFresh how long a text's topic is remembered
/// @param scrapeInterval the shortest time between two scheduled readings of a feed
/// @param readingsAMinute most scheduled readings in a minute
/// @param sendsASecond most messages to Telegram in a second
/// @param slowStatementMillis a statement that takes longer is logged with its plan
/// @param logDays how long logs are kept, in days
/// @param databaseClass the instance class of the database
@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
public record Profile(
        @JsonProperty(required = true) int memory,
        @JsonProperty(required = true) int botConcurrency,
        @JsonProperty(required = true) int scraperConcurrency,
        @JsonProperty(required = true) int categorizerConcurrency,
        @JsonProperty(required = true) int senderConcurrency,
        @JsonProperty(required = true) int batchSize,
        @JsonProperty(required = true) int poolSize,
        @JsonProperty(required = true) int cacheEntries,
        @JsonProperty(required = true) Duration listingFresh,
        @JsonProperty(required = true) Duration topicFresh,
        @JsonProperty(required = true) Duration subredditFresh,
        @JsonProperty(required = true) Duration classificationFresh,
        @JsonProperty(required = true) Duration scrapeInterval,
        @JsonProperty(required = true) int readingsAMinute,
        @JsonProperty(required = true) int sendsASecond,
        @JsonProperty(required = true) int slowStatementMillis,
        @JsonProperty(required = true) int logDays,
        @JsonProperty(required = true) String databaseClass) {

    /// The profile that the environment names in `PROFILE`.
    public static Profile of(Env env) {
        String name = env.text("PROFILE");
        Map<String, Profile> all = all();
        if (!all.containsKey(name)) {
            throw new IllegalStateException(
                    "environment variable PROFILE must be one of " + all.keySet() + ", not " + name);
        }
        return all.get(name);
    }

    /// Every profile by its name.
    public static Map<String, Profile> all() {
        try (InputStream rows = Profile.class.getResourceAsStream("profiles.json")) {
            return Json.mapper()
                    .readerFor(new TypeReference<Map<String, Profile>>() {})
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Objects.requireNonNull(rows, "profiles.json is missing"));
        } catch (IOException e) {
            throw new UncheckedIOException("profiles.json cannot be read", e);
        }
    }
}
