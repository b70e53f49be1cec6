package tidings.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
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

/// Sizes, rates and TTLs of a deployment: a row of `profiles.json`. The template holds the same rows in its mapping
/// `Profiles`, with the memory of each function besides; a test compares them.
///
/// @param botConcurrency maximum execution environments of the bot; likewise the next three
/// @param batchSize maximum messages that a function receives from a queue at once
/// @param botGate messages that an environment of the bot handles at once; likewise the next one
/// @param poolSize database connections of an environment, so that a slow statement of one message holds up no other
/// @param cacheEntries values that an environment caches in memory
/// @param listingTtl age from which a feed is stale
/// @param topicTtl age from which a topic's page is stale
/// @param catalogTtl age from which what the API shows of everything is stale
/// @param chatTtl how long a chat's registration is cached
/// @param useCache 1 if reads are cached, otherwise 0
/// @param warmFeeds so many of the most requested feeds are kept in the cache
/// @param reclassifyBatch posts of an older model that are classified again after each part of a feed
/// @param requestsPerMinute that a caller may send to an environment of the API
/// @param telegramConnections that Telegram may open to the webhook at once
/// @param subredditTtl age from which facts about a subreddit are stale
/// @param classificationTtl how long a text's topic is cached
/// @param scrapeInterval minimum time between two scheduled fetches of a feed
/// @param fetchesPerMinute maximum scheduled fetches
/// @param sendsPerSecond maximum messages to Telegram
/// @param slowStatementMillis statements that take longer are logged with their plans
/// @param logDays retention of logs
/// @param databaseClass instance class of the database
@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
public record Profile(
        @JsonProperty(required = true) int botConcurrency,
        @JsonProperty(required = true) int scraperConcurrency,
        @JsonProperty(required = true) int categorizerConcurrency,
        @JsonProperty(required = true) int senderConcurrency,
        @JsonProperty(required = true) int batchSize,
        @JsonProperty(required = true) int botGate,
        @JsonProperty(required = true) int categorizerGate,
        @JsonProperty(required = true) int poolSize,
        @JsonProperty(required = true) int cacheEntries,
        @JsonProperty(required = true) Duration listingTtl,
        @JsonProperty(required = true) Duration topicTtl,
        @JsonProperty(required = true) Duration subredditTtl,
        @JsonProperty(required = true) Duration classificationTtl,
        @JsonProperty(required = true) Duration chatTtl,
        @JsonProperty(required = true) Duration catalogTtl,
        @JsonProperty(required = true) int useCache,
        @JsonProperty(required = true) int warmFeeds,
        @JsonProperty(required = true) int reclassifyBatch,
        @JsonProperty(required = true) int requestsPerMinute,
        @JsonProperty(required = true) int telegramConnections,
        @JsonProperty(required = true) Duration scrapeInterval,
        @JsonProperty(required = true) int fetchesPerMinute,
        @JsonProperty(required = true) int sendsPerSecond,
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
                    .readerForMapOf(Profile.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(Objects.requireNonNull(rows, "profiles.json is missing"));
        } catch (IOException e) {
            throw new UncheckedIOException("profiles.json cannot be read", e);
        }
    }
}
