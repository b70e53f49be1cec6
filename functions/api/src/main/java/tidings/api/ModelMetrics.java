package tidings.api;

import java.util.Optional;
import tidings.store.Catalog.Accuracy;
import tidings.store.Catalog.Statistics;
import tidings.store.Catalog.TopicCount;
import tidings.topics.Taxonomy;

/// How the topic model does on the posts of the retention.
///
/// @param confidence mean over all posts
/// @param otherPercent of posts that no topic fits well enough
/// @param accuracy share of posts that people did not correct; null until they corrected one
record ModelMetrics(String version, int posts, double confidence, double otherPercent, Optional<Double> accuracy) {
    static ModelMetrics of(TextClassifier classifier, Statistics statistics, Accuracy accuracy) {
        int posts = statistics.posts();
        double sum = statistics.topics().values().stream()
                .mapToDouble(count -> count.posts() * count.confidence())
                .sum();
        int others = Optional.ofNullable(statistics.topics().get(Taxonomy.OTHER))
                .map(TopicCount::posts)
                .orElse(0);
        return new ModelMetrics(
                classifier.version(),
                posts,
                posts == 0 ? 0 : sum / posts,
                posts == 0 ? 0 : 100.0 * others / posts,
                accuracy.all());
    }
}
