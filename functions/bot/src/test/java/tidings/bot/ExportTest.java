package tidings.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.SqsText;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.domain.PostKind;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.messages.TelegramCall.ChatMember;
import tidings.messages.TelegramCall.Document;
import tidings.messages.TelegramResult;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry.Rows;

import static org.assertj.core.api.Assertions.assertThat;

class ExportTest {
    private static final ChatId ADA = new ChatId(7);
    private static final int MESSAGE = 1_000_000;

    private final TestBot bot = new TestBot();
    private final ExportFiles files = new ExportFiles(TestBot.NOON);

    @Test
    void whatIsKeptComesAsJsonAndWhatIsFollowedAsOpml() throws BadImportException {
        bot.says("/settings pace 12");
        bot.follows.add(Place.of(ADA), query("java", "graal \"native\" & <more>"));
        bot.follows.add(Place.of(ADA), FollowQuery.of(new Origin.OfTopic("music")));
        bot.says("/save https://redd.it/1abc2d for Sunday");
        bot.says("/share");
        bot.outbox.clear();
        bot.says("/export");

        List<Document> documents = documents();
        assertThat(documents)
                .extracting(Document::fileName)
                .containsExactly("tidings-2026-11-20.json", "tidings-2026-11-20.opml");
        JsonNode json = Json.read(content(documents.getFirst()), JsonNode.class);
        assertThat(json.at("/settings/pace").asText()).isEqualTo("12");
        assertThat(json.path("chat").asLong()).isEqualTo(7);
        assertThat(json.at("/notExported/waiting_card").asText()).contains("waits for its feed");
        assertThat(json.at("/tables/follow")).hasSize(2);
        assertThat(json.at("/tables/shared_list")).hasSize(1);
        assertThat(json.at("/tables/saved_post").toString()).contains("for Sunday", "1abc2d");
        assertThat(ImportReader.read(content(documents.getLast())).queries())
                .containsExactly(
                        query("java", "graal \"native\" & <more>"), FollowQuery.of(new Origin.OfTopic("music")));
    }

    @Test
    void aChatOfWhichNothingIsKeptLearnsThat() {
        bot.says("/export");

        assertThat(bot.lastCard().html()).contains("I keep nothing");
    }

    @Test
    void aPressIsAnsweredAtOnce() {
        bot.says("/settings pace 12");
        bot.outbox.clear();
        bot.presses(Export.EXPORT.data(""));

        assertThat(bot.outbox.getFirst()).isEqualTo(new AnswerCallbackV1("press-1", ""));
        assertThat(documents()).hasSize(1);
    }

    @Test
    void inAGroupOnlyAdministratorsExport() {
        bot.saysInAGroup("/export");

        assertThat(((TelegramCallV1) bot.outbox.getLast()).call()).isInstanceOf(ChatMember.class);
    }

    @Test
    void whoWaitsForAFileThatTelegramRefusedLearnsThat() {
        bot.says("/settings pace 12");
        bot.says("/export");
        TelegramCallV1 call = (TelegramCallV1) bot.outbox.getLast();
        int before = bot.outbox.size();

        bot.handle(Json.write(call.result(new TelegramResult.Sent(3))));
        assertThat(bot.outbox).hasSize(before);
        bot.handle(Json.write(call.result(new TelegramResult.Failed("400 no"))));

        assertThat(bot.lastCard().html()).contains("Telegram didn’t take the file");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatAnExportFollowsAnImportReadsBack(long seed) throws BadImportException {
        Random random = new Random(seed);
        List<FollowQuery> queries = IntStream.range(0, 1 + random.nextInt(200))
                .mapToObj(_ -> random(random))
                .distinct()
                .toList();
        List<FollowQuery> read = new ArrayList<>();
        for (String file : files.opml(queries)) {
            assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MESSAGE / 2);
            assertThat(SqsText.escaped(file)).isEqualTo(file);
            Imported imported = ImportReader.read(file.getBytes(StandardCharsets.UTF_8));
            assertThat(imported.settings()).isEmpty();
            read.addAll(imported.queries());
        }

        assertThat(read).isEqualTo(queries);
    }

    @Test
    void whatOtherReadersUnderstandIsTheFeedOfTheCommunities() throws BadImportException {
        String opml = files.opml(List.of(query("java", "graal"))).getFirst();

        assertThat(opml).contains("xmlUrl=\"https://www.reddit.com/r/java/.rss\"");
        assertThat(ImportReader.read(opml.replaceFirst(" follow=\"[^\"]*\"", ""))
                        .queries())
                .containsExactly(FollowQuery.of(new Origin.OfCommunity(new Community("java"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"origins\":[]}", "{\"origins\":[\"topic:nothing-known\"]}", "[]", "null"})
    void aFollowThatNobodyCouldHaveIsNotTakenOver(String follow) throws BadImportException {
        String opml = files.opml(List.of(query("java", "graal")))
                .getFirst()
                .replaceFirst(" follow=\"[^\"]*\"", " follow='" + follow.replace("&", "&amp;") + "'");

        assertThat(ImportReader.read(opml).queries())
                .containsExactly(FollowQuery.of(new Origin.OfCommunity(new Community("java"))));
    }

    @Test
    void whatNoMessageHasRoomForComesInPartsAndTheRestIsCounted() {
        String note = "x".repeat(1_000);
        List<JsonNode> rows = IntStream.range(0, 5_000)
                .<JsonNode>mapToObj(
                        i -> Json.mapper().createObjectNode().put("note", note).put("id", i))
                .toList();
        ExportFiles.Everything everything =
                files.json(ADA, ChatSettings.NONE, Map.of("saved_post", new Rows(6_000, rows)));

        assertThat(everything.parts()).hasSize(ExportFiles.MAX_PARTS);
        int written = 0;
        for (String part : everything.parts()) {
            assertThat(Json.write(new Document("a", "b", ExportFiles.base64(part))))
                    .hasSizeLessThan(MESSAGE);
            JsonNode json = Json.read(part, JsonNode.class);
            assertThat(json.path("chat").asLong()).isEqualTo(7);
            written += json.at("/tables/saved_post").size();
        }
        assertThat(written + everything.leftOut()).isEqualTo(6_000);
        assertThat(written).isGreaterThan(1_500);
    }

    private static FollowQuery query(String community, String phrase) {
        return FollowQuery.of(new Origin.OfCommunity(new Community(community))).with(List.of(phrase), List.of());
    }

    private static FollowQuery random(Random random) {
        List<Origin> origins = Stream.<Origin>of(
                        new Origin.OfCommunity(new Community("java")),
                        new Origin.OfCommunity(new Community("u_some-name")),
                        new Origin.OfCommunity(new Community("user/some-name/m/feed")),
                        new Origin.OfCommunity(new Community("hackernews:front")),
                        new Origin.OfTopic("music"),
                        new Origin.Anywhere())
                .filter(_ -> random.nextInt(3) == 0)
                .toList();
        return new FollowQuery(
                origins.isEmpty()
                        ? List.of(new Origin.OfCommunity(new Community("c" + random.nextInt(1_000))))
                        : origins,
                texts(random),
                texts(random),
                Set.copyOf(texts(random)),
                Set.of(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(1_000)) : OptionalInt.empty(),
                OptionalInt.empty(),
                random.nextBoolean() ? Set.of(PostKind.LINK) : Set.of(),
                random.nextBoolean());
    }

    /// Of any characters, those included that no XML may have.
    private static List<String> texts(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> "w"
                        + random.ints(random.nextInt(20), 0, 0x11000)
                                .map(character -> random.nextBoolean()
                                        ? character
                                        : "\"<>&'\n\t\u0000\uFFFE\uD83D".charAt(Math.floorMod(character, 10)))
                                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
                .toList();
    }

    private List<Document> documents() {
        return bot.outbox.stream()
                .filter(TelegramCallV1.class::isInstance)
                .map(message -> (Document) ((TelegramCallV1) message).call())
                .toList();
    }

    private static String content(Document document) {
        return new String(Base64.getDecoder().decode(document.base64()), StandardCharsets.UTF_8);
    }
}
