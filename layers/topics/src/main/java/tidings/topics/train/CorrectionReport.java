package tidings.topics.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The accuracy of a model by people's corrections: for each topic the number of posts delivered under it and how
/// many of them were moved to another topic.
///
/// @param delivered the number of posts delivered, by the topic they were delivered under
/// @param corrected the number of those that were corrected
record CorrectionReport(Map<String, Integer> delivered, Map<String, Integer> corrected) {

    /// Reads an export: the corrected posts in the trainer's format, with their previous topic in the column `given`,
    /// and the number of deliveries as lines of `topic,posts` under that header.
    ///
    /// @throws IllegalArgumentException if a topic was corrected more often than delivered, or a file has the wrong
    ///     format
    static CorrectionReport read(Path posts, Path deliveries) throws IOException {
        Map<String, Integer> delivered = new TreeMap<>();
        List<String> lines = Files.readAllLines(deliveries);
        if (lines.isEmpty() || !lines.getFirst().equals("topic,posts")) {
            throw new IllegalArgumentException(deliveries + ": the header must be topic,posts");
        }
        for (int i = 1; i < lines.size(); i++) {
            String[] row = lines.get(i).split(",", -1);
            if (row.length != 2 || !row[1].matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        deliveries + ": line " + (i + 1) + " must be a topic and a number but is " + lines.get(i));
            }
            delivered.put(row[0], Integer.parseInt(row[1]));
        }
        Map<String, Integer> corrected = new TreeMap<>();
        for (LabelledPost post : PostFile.read(posts)) {
            if (post.given().isEmpty()) {
                throw new IllegalArgumentException(posts + ": a row has no topic in the column 'given'");
            }
            if (!post.given().equals(post.topic())) {
                corrected.merge(post.given(), 1, Integer::sum);
            }
        }
        corrected.forEach((topic, count) -> {
            if (count > delivered.getOrDefault(topic, 0)) {
                throw new IllegalArgumentException(posts + ": " + count + " posts under '" + topic
                        + "' were corrected but only " + delivered.getOrDefault(topic, 0) + " delivered");
            }
        });
        return new CorrectionReport(delivered, corrected);
    }

    /// One line per topic and one for all: delivered, corrected, accuracy.
    String table() {
        StringBuilder table =
                new StringBuilder("%-24s %10s %10s %9s%n".formatted("topic", "delivered", "corrected", "accuracy"));
        int all = 0;
        int wrong = 0;
        for (Map.Entry<String, Integer> row : delivered.entrySet()) {
            int moved = corrected.getOrDefault(row.getKey(), 0);
            table.append(line(row.getKey(), row.getValue(), moved));
            all += row.getValue();
            wrong += moved;
        }
        return table.append(line("all", all, wrong)).toString();
    }

    private static String line(String topic, int delivered, int corrected) {
        return "%-24s %,10d %,10d %9.3f%n".formatted(topic, delivered, corrected, 1 - (double) corrected / delivered);
    }
}
