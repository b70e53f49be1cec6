package tidings.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.AnswerCallbackV1;
import tidings.messages.OutboxMessage.AnswerInlineV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.OutboxMessage.TelegramCallV1;
import tidings.telegram.Button;
import tidings.telegram.InlineResult;
import tidings.testing.RandomUpdates;

import static org.assertj.core.api.Assertions.assertThat;

/// Whatever an update looks like, the bot takes it, and whatever it replies, Telegram takes that.
class AnyUpdateTest {
    /// `-Dseeds=20000` for a long run.
    private static final int SEEDS = Integer.getInteger("seeds", 500);

    private static final int UPDATES_A_SEED = 20;
    private static final Set<String> TAGS = Set.of("b", "i", "a", "code");
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)( href=\"[^\"<>]*\")?>");

    private static final List<String> TEXTS = List.of(
            "/top java",
            "/top java week",
            "/top@TidingsBot r/java day",
            "top java",
            "/topics",
            "/topic programming",
            "/topic ",
            "/classify My sourdough does not rise",
            "/classify https://www.reddit.com/r/java/comments/p1/a_title/",
            "/classify https://example.org/a-page",
            "/classify",
            "/language",
            "/start",
            "/help@OtherBot",
            "/roll 2d6",
            "https://redd.it/p1",
            "r/java",
            "hello");

    private static final List<String> PRESSES = List.of(
            "top|1|java|day|5",
            "new|1|java|day",
            "topic|1|programming",
            "topic|1|programming|down|3|p4|5",
            "language|1|de",
            "language|1|",
            "alarm|1|mute|0a1b2c",
            "top|9|java");

    @Test
    void everyUpdateIsHandledAndEveryReplyIsOneThatTelegramTakes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                handleThoseOf(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /// Callback data can be made up; the button would seem to hang.
    @Test
    void everyPressIsAnswered() {
        Random random = new Random(13);
        TestBot bot = new TestBot();
        bot.fetched(Duration.ofMinutes(1));
        for (int i = 0; i < SEEDS * 10; i++) {
            String data = mutated(PRESSES.get(random.nextInt(PRESSES.size())), random);
            bot.outbox.clear();
            bot.alarms.clear();
            long chat = random.nextBoolean() ? TestBot.OPERATORS.value() : -7;
            bot.pressesInAGroup(chat, data);

            bot.outbox.forEach(AnyUpdateTest::check);
            long answers = bot.outbox.stream()
                    .filter(message -> message instanceof AnswerCallbackV1 || message instanceof TelegramCallV1)
                    .count();
            assertThat(answers + bot.alarms.size()).as(data).isEqualTo(1);
        }
    }

    private static String mutated(String data, Random random) {
        List<String> fields = new ArrayList<>(List.of(data.split("\\|", -1)));
        for (int times = random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(fields.size());
            switch (random.nextInt(5)) {
                case 0 -> fields.remove(at);
                case 1 -> fields.add(at, fields.get(at));
                case 2 -> fields.set(at, Integer.toString(random.nextInt()));
                case 3 ->
                    fields.set(
                            at,
                            List.of("", "💥", "-", "99999999999", " ", "<b>").get(random.nextInt(6)));
                default -> fields.set(at, fields.get(at) + (char) random.nextInt(0xD800));
            }
            if (fields.isEmpty()) {
                return "";
            }
        }
        return String.join("|", fields);
    }

    private static void handleThoseOf(int seed) {
        TestBot bot = new TestBot();
        bot.chats.botIs("TidingsBot");
        bot.fetched(Duration.ofMinutes(1));
        RandomUpdates updates = new RandomUpdates(seed, TEXTS, PRESSES);
        for (long id = 1; id <= UPDATES_A_SEED; id++) {
            String update = updates.next(id);
            if (Json.read(update, JsonNode.class).has("update_id")) {
                handle(bot, update);
            } else {
                assertUnreadable(bot, update);
            }
        }
    }

    private static void handle(TestBot bot, String update) {
        bot.outbox.clear();
        try {
            bot.handle(update);
            bot.outbox.forEach(AnyUpdateTest::check);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(e + " for " + update, e);
        }
    }

    private static void assertUnreadable(TestBot bot, String update) {
        try {
            bot.handle(update);
            throw new AssertionError("what is no update was taken: " + update);
        } catch (UnreadableException _) {
            // It goes to the dead letters, as it should.
        }
    }

    private static void check(OutboxMessage message) {
        assertThat(Json.read(Json.write(message), OutboxMessage.class)).isEqualTo(message);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(Json.write(message)))
                .as("no halves of characters")
                .isTrue();
        switch (message) {
            case ShowCardV1 card -> {
                assertThat(visible(card.html())).isNotBlank().hasSizeLessThanOrEqualTo(4_096);
                card.buttons().stream().flatMap(List::stream).forEach(AnyUpdateTest::check);
            }
            case AnswerCallbackV1 answer -> {
                assertThat(answer.press()).isNotBlank();
                assertThat(answer.text()).hasSizeLessThanOrEqualTo(200);
            }
            case AnswerInlineV1 answer -> {
                assertThat(answer.results()).hasSizeLessThanOrEqualTo(50);
                assertThat(answer.results()).extracting(InlineResult::id).doesNotHaveDuplicates();
                answer.results().forEach(result -> {
                    assertThat(result.id().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 64);
                    assertThat(result.title()).isNotBlank();
                    assertThat(visible(result.html())).isNotBlank().hasSizeLessThanOrEqualTo(4_096);
                });
            }
            case TelegramCallV1 call -> assertThat(call.context().toString()).hasSizeLessThan(10_000);
            case OutboxMessage other -> throw new AssertionError("the bot does not send " + other);
        }
    }

    private static void check(Button button) {
        assertThat(button.label()).isNotBlank();
        assertThat(button.press().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 64);
    }

    /// The text without tags, each of which Telegram knows and is closed in turn.
    private static String visible(String html) {
        StringBuilder open = new StringBuilder();
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            String name = tag.group(2);
            assertThat(TAGS).contains(name);
            if (tag.group(1).isEmpty()) {
                open.append('/').append(name);
            } else {
                assertThat(open.toString()).endsWith("/" + name);
                open.setLength(open.length() - name.length() - 1);
            }
        }
        assertThat(open).as("tags that are not closed").isEmpty();
        String text = TAG.matcher(html).replaceAll("");
        assertThat(text).as("no other markup").doesNotContain("<").doesNotContain(">");
        return text.replaceAll("&(?:amp|lt|gt|quot);", "x");
    }
}
