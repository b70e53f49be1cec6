package tidings.house;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.settings.Profile;
import tidings.settings.Tunable;
import tidings.testing.Project;

import static org.assertj.core.api.Assertions.assertThat;

/// The table of PROFILES.md: each number of the profiles, where it is from, and how it is changed. With
/// `-Dprofiles=write` it is written instead of compared.
class ProfileTableTest {
    private static final Path PAGE = Project.root().resolve("layers/core/PROFILES.md");
    private static final String BEGIN = "<!-- profiles: written by ProfileTableTest with -Dprofiles=write -->\n";
    private static final String END = "<!-- /profiles -->";
    private static final List<String> NAMES = List.of("development", "testing", "production", "high-load");

    /// @param server what a service on one server has, in the order of [#NAMES]; empty where it has no such
    ///     number
    /// @param from how the server's number became ours
    private record Row(String column, String server, String from) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "PoolSize",
                    "pool of 5, 3, 50, 100 connections",
                    "translated: each environment has a small pool, and the profile's concurrency says how many there"
                            + " are; the proxy holds their sum below 85 % of what the database takes"),
            new Row("BotConcurrency", "workers of one process", "translated: environments, each with one update group"),
            new Row("ScraperConcurrency", "", "Reddit's rate limit needs no more"),
            new Row("CategorizerConcurrency", "", "as many as the database has connections for"),
            new Row("SenderConcurrency", "", "Telegram takes 30 messages a second, each in about a third of one"),
            new Row(
                    "TelegramConnections",
                    "20, 10, 200, 500 HTTP connections",
                    "taken, up to the 100 that Telegram allows a webhook"),
            new Row(
                    "RequestsPerMinute",
                    "a quota for each caller",
                    "taken where strangers call; one machine has no strangers"),
            new Row("BatchSize", "", "the most that a FIFO queue gives at once"),
            new Row("BotGate", "", "a whole batch; less spares the database while the bot asks it too much"),
            new Row("CategorizerGate", "", "a whole batch; less leaves the database to people"),
            new Row(
                    "CacheEntries",
                    "256 MB of cache",
                    "translated: entries in memory; Valkey's limit is in the template"),
            new Row("SubredditTtl", "TTL of 300, 60, 3600 s, tuned", "taken; in high-load twice as long"),
            new Row("ListingTtl", "one TTL for all", "translated: as fresh as a feed is fetched"),
            new Row("TopicTtl", "one TTL for all", "translated: short, for each new post changes a topic"),
            new Row("CatalogTtl", "statistics for 300 s", "shorter: the page asks once a minute"),
            new Row("ClassificationTtl", "one TTL for all", "translated: long, for a text does not change"),
            new Row("ChatTtl", "one TTL for all", "translated: long, for each change invalidates it"),
            new Row("UseCache", "cache on or off", "taken: 0 sends every read to its source"),
            new Row("WarmFeeds", "", "feeds that most people ask for"),
            new Row("ReclassifyBatch", "model batches of 8, 8, 64, 128", "taken, for posts of an older model"),
            new Row("ScrapeInterval", "", "as often as Reddit's budget lets popular feeds be read"),
            new Row("FetchesPerMinute", "", "a third of Reddit's limit, the rest is for people"),
            new Row("SendsPerSecond", "", "five sixths of Telegram's limit"),
            new Row("SlowStatementMillis", "slow from 50 ms on", "taken in every profile"),
            new Row("LogDays", "", "long enough to look back over a release"),
            new Row("DatabaseClass", "", "the smallest that holds the profile's connections"));

    @Test
    void everyNumberOfAProfileIsInTheTable() {
        assertThat(ROWS)
                .extracting(Row::column)
                .containsExactlyInAnyOrderElementsOf(columns().keySet());
    }

    @Test
    void theTableHasTheNumbersThatApply() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        String written = page.substring(0, from) + table() + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("profiles"))) {
            Files.writeString(PAGE, written);
        }

        assertThat(Files.readString(PAGE)).isEqualTo(written);
    }

    /// What is said of servers holds where it was taken.
    @Test
    void numbersThatWereTakenAreTheServers() {
        assertThat(values("TelegramConnections")).containsExactly("20", "10", "100", "100");
        assertThat(values("ReclassifyBatch")).containsExactly("8", "8", "64", "128");
        assertThat(values("SubredditTtl")).containsExactly("300", "60", "3600", "7200");
        assertThat(values("SlowStatementMillis")).containsOnly("50");
    }

    private static String table() {
        return Stream.concat(
                        Stream.of(
                                "| number | " + String.join(" | ", NAMES)
                                        + " | a service on one server | where it is from | changed |",
                                "|---|" + "---:|".repeat(NAMES.size()) + "---|---|---|"),
                        ROWS.stream().map(ProfileTableTest::line))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Row row) {
        return "| `" + row.column() + "` | " + String.join(" | ", values(row.column())) + " | "
                + (row.server().isEmpty() ? "–" : row.server()) + " | " + row.from() + " | "
                + tunable(row.column())
                        .map(tunable -> "live, `" + tunable.id() + "` from " + tunable.min() + " to " + tunable.max())
                        .orElse("by a deployment")
                + " |";
    }

    private static Optional<Tunable> tunable(String column) {
        return Arrays.stream(Tunable.values())
                .filter(tunable -> tunable.column().equals(column))
                .findFirst();
    }

    private static List<String> values(String column) {
        return columns().get(column);
    }

    private static Map<String, List<String>> columns() {
        try {
            JsonNode all = Json.mapper().readTree(Profile.class.getResourceAsStream("profiles.json"));
            return all.get(NAMES.getFirst())
                    .propertyStream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            number -> NAMES.stream()
                                    .map(name ->
                                            all.get(name).get(number.getKey()).asText())
                                    .toList()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
