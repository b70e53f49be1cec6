package tidings.loadtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.loadtest.Receipts.Message;

/// What comes of many updates of one chat.
final class Storm {
    private static final Pattern MARK = Pattern.compile("storm-\\d{4}");

    private Storm() {}

    /// A command that is answered without any other service, in words that name it.
    static String text(int number) {
        return "/topic " + mark(number);
    }

    /// What the answer has in it, and no other answer.
    static String mark(int number) {
        return "storm-%04d".formatted(number);
    }

    /// Of the chats that said much at once: how many answers there were, how many of them came twice, and how many
    /// after a later one of their chat.
    ///
    /// @param asked of all these chats
    static Map<String, Double> answers(List<Message> messages, double asked) {
        int answers = 0;
        int twice = 0;
        int late = 0;
        Set<String> before = new HashSet<>();
        Map<Long, String> latest = new HashMap<>();
        for (Message message : messages) {
            Matcher found = MARK.matcher(message.text());
            if (found.find()) {
                answers++;
                if (!before.add(message.chat() + found.group())) {
                    twice++;
                } else if (!found.group().equals(latest.merge(message.chat(), found.group(), Storm::later))) {
                    late++;
                }
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("storm: answers", (double) answers);
        figures.put("storm: answered %", 100 * (answers - twice) / asked);
        figures.put("storm: answered twice", (double) twice);
        figures.put("storm: out of order", (double) late);
        return figures;
    }

    private static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
