package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.loadtest.Receipts.Message;

/// What comes of many updates of one chat, and of one post with many followers.
final class Storm {
    /// Four fifths of what the bot sends in a second.
    private static final double DELIVERIES_A_SECOND = 20;

    private static final Pattern MARK = Pattern.compile("storm-(\\d+)");

    private Storm() {}

    /// A command that is answered without any other service, in words that name it.
    static String text(int number) {
        return "/topic storm-" + number;
    }

    /// Of the chat: how many answers there were, how many of them came twice, and how many after a later one.
    static Map<String, Double> answers(List<Message> messages) {
        List<Integer> numbers = messages.stream()
                .flatMap(message -> MARK.matcher(message.text()).results())
                .map(mark -> Integer.parseInt(mark.group(1)))
                .toList();
        int latest = -1;
        int late = 0;
        for (int number : numbers) {
            late += number < latest ? 1 : 0;
            latest = Math.max(latest, number);
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("storm: answers", (double) numbers.size());
        figures.put("storm: answered twice", (double)
                (numbers.size() - numbers.stream().distinct().count()));
        figures.put("storm: out of order", (double) late);
        return figures;
    }

    /// Of the post that most chats got: how many of a hundred followers got it, how many twice, and how many seconds
    /// there were between the first and the last.
    static Map<String, Double> news(List<Message> deliveries, int followers) {
        Map<String, List<Message>> posts = deliveries.stream().collect(Collectors.groupingBy(Storm::title));
        return posts.values().stream()
                .max((a, b) -> Integer.compare(a.size(), b.size()))
                .map(most -> {
                    long chats = most.stream().map(Message::chat).distinct().count();
                    long first = most.stream().mapToLong(Message::at).min().orElseThrow();
                    long last = most.stream().mapToLong(Message::at).max().orElseThrow();
                    return Map.of(
                            "news: reached %", 100.0 * chats / followers,
                            "news: delivered twice", (double) (most.size() - chats),
                            "news: seconds from first to last", (last - first) / 1000.0,
                            "news: seconds from first to last against the budget",
                                    (last - first) / 1000.0 / (chats / DELIVERIES_A_SECOND));
                })
                .orElseGet(() -> Map.of("news: reached %", 0.0));
    }

    /// Posts of one community differ by their first line.
    private static String title(Message message) {
        Matcher line = Pattern.compile("\\A.*").matcher(message.text());
        return line.find() ? line.group() : "";
    }
}
