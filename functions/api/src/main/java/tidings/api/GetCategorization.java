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

    /// @param accuracy null until posts were checked by hand
    private record Categorization(String model, Optional<Double> accuracy, int posts, List<TopicView> topics) {}

    /// @param confidence mean of its posts; null without any
    private record TopicView(
            String id, String title, String emoji, String description, int posts, Optional<Double> confidence) {
        static TopicView of(Topic topic, TopicCount count) {
            return new TopicView(
                    topic.id(),
                    topic.title(),
                    topic.emoji(),
                    topic.description(),
                    count.posts(),
                    count.posts() == 0 ? Optional.empty() : Optional.of(count.confidence()));
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
        return PublicData.of(new Categorization(
                classifier.version(),
                Optional.empty(),
                statistics.posts(),
                classifier.taxonomy().all().stream()
                        .map(topic -> TopicView.of(topic, counts.getOrDefault(topic.id(), NONE)))
                        .toList()));
    }
}
