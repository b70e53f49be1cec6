package tidings.loadtest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tidings.loadtest.Receipts.Message;

/// What comes of many updates of one chat.
final class Storm {
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
}
