package tidings.topics.train;

import java.util.List;
import tidings.topics.model.Calibration;

/// The quality of a model on a set of posts.
///
/// @param confusion the number of posts by their topic, then by the predicted topic
/// @param calibrationError the expected calibration error over 15 equal bins of confidence
/// @param coverage the share of posts that are not classified as `other`
/// @param coveredPrecision the share of those that are right
record Measures(int[][] confusion, double calibrationError, double coverage, double coveredPrecision) {
    static Measures of(Scored scored, Calibration calibration) {
        int topics = scored.scores()[0].length;
        int[][] confusion = new int[topics][topics];
        int coverage = 0;
        int coveredRight = 0;
        for (int i = 0; i < scored.size(); i++) {
            float[] scores = scored.scores()[i];
            int best = Calibration.best(scores);
            double confidence = calibration.text().of(best, Calibration.margin(scores, best));
            boolean correct = best == scored.topics()[i];
            confusion[scored.topics()[i]][best]++;
            if (confidence >= calibration.threshold()) {
                coverage++;
                coveredRight += correct ? 1 : 0;
            }
        }
        return new Measures(
                confusion,
                reliability(scored, calibration).error(),
                (double) coverage / scored.size(),
                coverage == 0 ? 1 : (double) coveredRight / coverage);
    }

    /// How honest the confidences by text alone are.
    static Reliability reliability(Scored scored, Calibration calibration) {
        Reliability reliability = new Reliability();
        for (int i = 0; i < scored.size(); i++) {
            float[] scores = scored.scores()[i];
            int best = Calibration.best(scores);
            reliability.add(calibration.text().of(best, Calibration.margin(scores, best)), best == scored.topics()[i]);
        }
        return reliability;
    }

    int posts() {
        int posts = 0;
        for (int[] row : confusion) {
            for (int count : row) {
                posts += count;
            }
        }
        return posts;
    }

    double accuracy() {
        int right = 0;
        for (int topic = 0; topic < confusion.length; topic++) {
            right += confusion[topic][topic];
        }
        return (double) right / posts();
    }

    /// The share of a topic's posts that were classified as it; NaN if there were none.
    double recall(int topic) {
        int of = 0;
        for (int given = 0; given < confusion.length; given++) {
            of += confusion[topic][given];
        }
        return (double) confusion[topic][topic] / of;
    }

    /// The share of the posts classified as a topic that belong to it; NaN if there were none.
    double precision(int topic) {
        int given = 0;
        for (int[] row : confusion) {
            given += row[topic];
        }
        return (double) confusion[topic][topic] / given;
    }

    String summary() {
        return "%,d posts: accuracy %.4f, calibration error %.4f; not other %.1f %%, precision of those %.1f %%"
                .formatted(posts(), accuracy(), calibrationError, 100 * coverage, 100 * coveredPrecision);
    }

    String perTopic(List<String> topics) {
        StringBuilder table = new StringBuilder("%-24s %9s %9s%n".formatted("topic", "precision", "recall"));
        for (int topic = 0; topic < topics.size(); topic++) {
            table.append("%-24s %9.3f %9.3f%n".formatted(topics.get(topic), precision(topic), recall(topic)));
        }
        return table.toString();
    }
}
