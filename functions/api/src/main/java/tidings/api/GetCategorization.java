package tidings.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.store.Catalog;
import tidings.store.Catalog.TopicCount;
import tidings.topics.Topic;

/// Every topic, and how many posts it got.
record GetCategorization(Catalog catalog, TextClassifier classifier) implements Route {
    private static final TopicCount NONE = new TopicCount(0, 0);

    /// @param accuracy share of posts that people did not correct; null until they corrected one
    private record Categorization(String model, Optional<Double> accuracy, int posts, List<TopicView> topics) {}

    /// @param confidence mean of its posts; null without any
    /// @param accuracy as for all; null without any posts, too
    private record TopicView(
            String id,
            String title,
            String emoji,
            String description,
            int posts,
            Optional<Double> confidence,
            Optional<Double> accuracy) {
        static TopicView of(Topic topic, TopicCount count, Optional<Double> accuracy) {
            return new TopicView(
                    topic.id(),
                    topic.title(),
                    topic.emoji(),
                    topic.description(),
                    count.posts(),
                    count.posts() == 0 ? Optional.empty() : Optional.of(count.confidence()),
                    accuracy);
        }
    }

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/categorization", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        Catalog.Statistics statistics = catalog.statistics();
        Map<String, TopicCount> counts = statistics.topics();
        Catalog.Accuracy accuracy = catalog.accuracy();
        return PublicData.of(new Categorization(
                classifier.version(),
                accuracy.all(),
                statistics.posts(),
                classifier.taxonomy().all().stream()
                        .map(topic ->
                                TopicView.of(topic, counts.getOrDefault(topic.id(), NONE), accuracy.of(topic.id())))
                        .toList()));
    }
}
