package tidings.loadtest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tidings.loadtest.Receipts.Message;
import tidings.localstack.reddit.RedditSandbox;

/// A post that many follow: somebody reads the community, others follow it, somebody posts, and the reader has it
/// fetched again.
///
/// @param reader who knows the community before anybody follows it: what is stored then is no news
record News(SandboxTelegram telegram, Receipts receipts, RedditSandbox reddit, Ask reader) {
    static final String COMMUNITY = Communities.name(1);

    /// Four fifths of what the bot sends in a second.
    private static final double DELIVERIES_A_SECOND = 20;

    /// A feed that was just fetched is not fetched again; with something to spare.
    private static final Duration FRESH = Duration.ofSeconds(25);

    private static final Duration LOOK = Duration.ofMillis(250);

    static final String READING = "/top " + COMMUNITY + " hour";

    /// Returns when so many chats have the post, or at that time.
    ///
    /// @param until in milliseconds since 1970
    Map<String, Double> spread(int followers, Answers clock, long until) throws InterruptedException {
        while (clock.now() < reader.answer().join().at() + FRESH.toMillis()) {
            Thread.sleep(LOOK);
        }
        String post = reddit.post(COMMUNITY);
        fetchAgain();
        while (clock.now() < until
                && figures(receipts.deliveries(), post, followers).get("news: reached %") < 100) {
            Thread.sleep(LOOK);
        }
        return figures(receipts.deliveries(), post, followers);
    }

    private void fetchAgain() {
        JsonNode card = reader.answer().join().card().orElseThrow();
        String data = card.path("reply_markup").findValuesAsText("callback_data").stream()
                .filter(button -> button.startsWith("new|"))
                .findFirst()
                .orElseThrow();
        long message = card.path("message_id").asLong();
        receipts.expect(new Ask("[new]", reader.chat, Optional.of(message), 0));
        telegram.post("chats/" + reader.chat + "/messages/" + message + "/press", Map.of("data", data));
    }

    /// How many of a hundred followers got the post, how many got it twice, and how many seconds there were
    /// between the first and the last; against what all that was delivered meanwhile takes, for the community may
    /// have had other new posts.
    ///
    /// @param post its id
    static Map<String, Double> figures(List<Message> deliveries, String post, int followers) {
        Pattern named = Pattern.compile("\\b" + post + "\\b");
        List<Message> got = deliveries.stream()
                .filter(message -> named.matcher(message.text()).find())
                .toList();
        long chats = got.stream().map(Message::chat).distinct().count();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("news: reached %", 100.0 * chats / followers);
        figures.put("news: delivered twice", (double) (got.size() - chats));
        if (chats > 1) {
            long first = got.stream().mapToLong(Message::at).min().orElseThrow();
            long last = got.stream().mapToLong(Message::at).max().orElseThrow();
            double seconds = (last - first) / 1000.0;
            figures.put("news: seconds from first to last", seconds);
            long delivered = deliveries.stream()
                    .filter(message -> first <= message.at() && message.at() <= last)
                    .count();
            figures.put("news: seconds against the budget", seconds / (delivered / DELIVERIES_A_SECOND));
        }
        return figures;
    }
}
