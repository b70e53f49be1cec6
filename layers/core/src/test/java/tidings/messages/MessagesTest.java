package tidings.messages;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.ActivityMessage.ActedV1;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.ShowPictureV1;
import tidings.messages.PendingCard.FirstBrief;
import tidings.messages.PendingCard.Searched;
import tidings.messages.PostsMessage.NewPostsFoundV1;
import tidings.messages.ScrapeMessage.PostsToCheckV1;
import tidings.telegram.Card;
import tidings.telegram.CardId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessagesTest {
    static Stream<Class<?>> records() {
        return Stream.of(
                        ScrapeMessage.class,
                        PostsMessage.class,
                        OutboxMessage.class,
                        AlarmMessage.class,
                        UpdatesMessage.class,
                        ActivityMessage.class)
                .flatMap(contract -> Stream.of(contract.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordHasASampleThatComesBackAsItWas(Class<?> record) throws JsonProcessingException {
        String wireName = record.getAnnotation(JsonTypeName.class).value();
        JsonNode sample = Json.mapper().readTree(Samples.json(wireName.replace('/', '.')));

        Object message = Json.mapper().treeToValue(sample, record.getInterfaces()[0]);

        assertThat(message).isInstanceOf(record);
        assertThat(Json.mapper().readTree(Json.write(message))).isEqualTo(sample);
    }

    @Test
    void aCardThatWaitsForAFirstBriefComesBackAsItWasAndOneOfYesterdayHasNone() {
        PendingCard card = new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("9"), "9", "en");
        PendingCard first = card.with(new FirstBrief(List.of("science"), Instant.parse("2026-11-20T11:00:00Z"), true));

        assertThat(Json.read(Json.write(first), PendingCard.class)).isEqualTo(first);
        assertThat(Json.read(
                        "{\"chat\": 4711, \"card\": \"u:9\", \"cause\": \"9\", \"language\": \"en\"}",
                        PendingCard.class))
                .isEqualTo(card);
    }

    @Test
    void theCardsThatWaitForTheNewestPostsComeBackAndThoseOfYesterdayHadNone() {
        PendingCard card = new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("9"), "9", "en");
        NewPostsFoundV1 yesterday = (NewPostsFoundV1) Samples.read("new-posts-found.1", PostsMessage.class);
        NewPostsFoundV1 waitedFor =
                new NewPostsFoundV1("9/new", 0, List.of(), Instant.EPOCH, Optional.empty(), List.of(card));

        assertThat(yesterday.waiting()).isEmpty();
        assertThat(Json.read(Json.write(waitedFor), PostsMessage.class)).isEqualTo(waitedFor);
        assertThat(waitedFor.group()).isEqualTo("4711");
    }

    @Test
    void aCardThatASearchMayYetChangeComesBackAsItWas() {
        PendingCard card = new PendingCard(Place.of(new ChatId(4711)), CardId.ofUpdate("9"), "9", "en")
                .with(new Searched("slow \"bread\"", true));

        assertThat(Json.read(Json.write(card), PendingCard.class)).isEqualTo(card);
        assertThat(card.answer()).isEqualTo(Wait.answers("9"));
    }

    @Test
    void aCardThatRemindsComesBackAsItWasAndSaysMoreOnceItIsLate() {
        Instant late = Instant.parse("2026-11-20T12:02:00Z");
        ShowCardV1 plain = new ShowCardV1(
                Place.of(new ChatId(4711)), new CardId("p:reminder.1.2"), "p:reminder.1.2/new", Card.of("tea"));
        ShowCardV1 card = plain.reminding(new Reminding(OptionalInt.of(17), late, "at noon"));
        ShowCardV1 alone = plain.reminding(new Reminding(OptionalInt.empty(), late, "at noon"));

        assertThat(Json.read(Json.write(card), OutboxMessage.class)).isEqualTo(card);
        assertThat(Json.read(Json.write(alone), OutboxMessage.class)).isEqualTo(alone);
        assertThat(Json.write(plain)).doesNotContain("reminding");
        assertThat(card.at(late)).isEqualTo(card);
        assertThat(card.at(late.plusMillis(1)).html()).isEqualTo("tea\n\n<i>at noon</i>");
        assertThat(plain.at(late.plusMillis(1))).isEqualTo(plain);
    }

    /// Telegram's longest chat ids, and the longest story.
    static Stream<List<OutboxMessage>> shownInTwoChats() {
        String story = "p:" + "a".repeat(80);
        return Stream.of(
                        (Function<Place, OutboxMessage>)
                                place -> new ShowCardV1(place, new CardId(story), story + "/removed", Card.of("a")),
                        place -> new ShowAlbumV1(place, new CardId(story), List.of(), false),
                        place -> new ShowPictureV1(place, story + "/picture", "a", "aWQ="))
                .map(message -> Stream.of(-1_009_999_999_999L, -1_009_999_999_998L)
                        .map(chat -> message.apply(Place.of(new ChatId(chat))))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("shownInTwoChats")
    void whatTwoChatsAreShownAreTwoMessagesWhateverTheScopeOfDeduplication(List<OutboxMessage> messages) {
        assertThat(messages)
                .extracting(OutboxMessage::deduplication)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[\\p{Alnum}\\p{Punct}]{1,128}"));
    }

    static Stream<OutboxMessage.TelegramCallV1> calls() {
        return Stream.of(
                        new TelegramCall.ChatMember(4712),
                        new TelegramCall.OwnRights(),
                        new TelegramCall.Channel("@java_weekly", 4712),
                        new TelegramCall.FileContent("BQACAgIAAxkBAAIB"),
                        new TelegramCall.NewForumTopic("Java"),
                        new TelegramCall.Document("posts.csv", "<b>Posts</b>", "aWQ="),
                        new TelegramCall.Picture("<b>Posts</b>", "cG5n"))
                .map(call -> new OutboxMessage.TelegramCallV1(
                        new Place(new ChatId(-4711), OptionalInt.of(3)), "810003/call", call, Map.of("choice", "de")));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void everyCallOfTelegramComesBackAsItWas(OutboxMessage.TelegramCallV1 call) {
        assertThat(Json.read(Json.write(call), OutboxMessage.class)).isEqualTo(call);
    }

    static Stream<TelegramResult> results() {
        return Stream.of(
                new TelegramResult.Member(TelegramResult.Member.Status.ADMINISTRATOR),
                new TelegramResult.OwnRights(true, false),
                new TelegramResult.Channel(
                        -1004713, true, new TelegramResult.Member(TelegramResult.Member.Status.CREATOR)),
                TelegramResult.File.of("<opml/>".getBytes(StandardCharsets.UTF_8)),
                new TelegramResult.File(Optional.empty()),
                new TelegramResult.ForumTopic(3),
                new TelegramResult.Sent(17),
                new TelegramResult.Failed("Bad Request: not enough rights to create a topic"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyResultOfTelegramComesBackAsItWasWithTheContextOfItsCall(TelegramResult result) {
        UpdatesMessage.TelegramResultV1 message =
                calls().findFirst().orElseThrow().result(result);

        UpdatesMessage read = Json.read(Json.write(message), UpdatesMessage.class);

        assertThat(read).isEqualTo(message);
        assertThat(message.context()).isEqualTo(Map.of("choice", "de"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfActivityComesBackAsItWasWithOrWithoutCommandAndPosts(Kind kind) {
        ActedV1 acted = (ActedV1) Samples.read("acted.1", ActivityMessage.class);
        ActedV1 more = new ActedV1(acted.chat(), acted.id(), acted.at(), kind, acted.command(), acted.posts());
        ActedV1 bare = new ActedV1(acted.chat(), acted.id(), acted.at(), kind, Optional.empty(), List.of());

        assertThat(Json.read(Json.write(more), ActivityMessage.class)).isEqualTo(more);
        assertThat(Json.read(Json.write(bare), ActivityMessage.class)).isEqualTo(bare);
        assertThat(Json.write(bare)).doesNotContain("\"posts\"", "\"command\":");
    }

    @Test
    void ignoresAFieldThatANewerSenderAdds() {
        String withMore = Samples.json("scrape-requested.1").replaceFirst("\\{", "{\"added\": 1,");

        assertThat(Json.read(withMore, ScrapeMessage.class))
                .isEqualTo(Samples.read("scrape-requested.1", ScrapeMessage.class));
    }

    @Test
    void aCheckOfAnOlderSenderAsksForNoTexts() {
        PostsToCheckV1 check = Samples.read("posts-to-check.1", PostsToCheckV1.class);
        PostsToCheckV1 texts = new PostsToCheckV1(check.posts(), check.run(), true);

        assertThat(check.texts()).isFalse();
        assertThat(Json.read(Json.write(texts), ScrapeMessage.class)).isEqualTo(texts);
    }

    @Test
    void aDelayOfAnOlderSenderHasNoReason() {
        String withoutReason = Samples.json("listing-delayed.1").replaceFirst(",\\s*\"reason\": \"throttled\"", "");

        assertThat(withoutReason).doesNotContain("reason");
        assertThat(Json.read(withoutReason, PostsMessage.class))
                .isInstanceOfSatisfying(
                        PostsMessage.FeedDelayedV1.class,
                        delayed -> assertThat(delayed.reason()).isEmpty());
    }

    @Test
    void saysNothingOfAnUnreadableText() {
        assertThatThrownBy(() -> Json.read("{\"type\":\"scrape-requested/1\",\"run\":my-secret", ScrapeMessage.class))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ScrapeMessage")
                .hasMessageNotContaining("my-secret")
                .hasNoCause();
    }

    /// By the type that is read, with something in it that only a newer version knows.
    static Stream<Arguments> newer() {
        Stream<Arguments> types = Stream.of(
                        ScrapeMessage.class,
                        PostsMessage.class,
                        OutboxMessage.class,
                        AlarmMessage.class,
                        UpdatesMessage.class,
                        ActivityMessage.class,
                        StoredMessage.class)
                .flatMap(type -> Stream.of("of-tomorrow/1", "scrape-requested/9", "posts-read/17")
                        .map(id -> Arguments.of(type, "{\"type\": \"" + id + "\", \"run\": {\"a\": [1]}}")));
        String call = Json.write(calls().findFirst().orElseThrow());
        String result = Json.write(
                calls().findFirst().orElseThrow().result(results().findFirst().orElseThrow()));
        return Stream.concat(
                types,
                Stream.of(
                        Arguments.of(OutboxMessage.class, call.replace("getChatMember", "getChatMood")),
                        Arguments.of(UpdatesMessage.class, result.replace("\"member\"", "\"mood\"")),
                        Arguments.of(UpdatesMessage.class, result.replace("administrator", "sovereign")),
                        Arguments.of(
                                ActivityMessage.class,
                                Samples.json("acted.1").replaceFirst("\"kind\": *\"[a-z_]+\"", "\"kind\": \"sang\"")),
                        Arguments.of(PendingCard.Use.class, "{\"is\": \"hologram\"}")));
    }

    @ParameterizedTest
    @MethodSource("newer")
    void aTypeOrConstantThatNobodyKnowsIsOfANewerVersion(Class<?> type, String json) {
        assertThatThrownBy(() -> Json.read(json, type))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isNewer()).isTrue())
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "garbled",
                "{}",
                "[]",
                "{\"type\": null}",
                "{\"type\": \"\"}",
                "{\"type\": \"scrape-requested/1\", \"run\": \"not a time\"}"
            })
    void whatIsNoMessageAtAllIsOfNoVersion(String json) {
        assertThatThrownBy(() -> Json.read(json, ScrapeMessage.class))
                .isInstanceOfSatisfying(
                        UnreadableException.class, e -> assertThat(e.isNewer()).isFalse());
    }
}
