package tidings.api;

import java.util.List;
import java.util.Objects;
import tidings.aws.HttpResponse;
import tidings.topics.Classification;

/// Classifies texts; keeps nothing.
record PostCategorization(TextClassifier classifier) implements Route {
    private static final int MAX_TEXTS = 100;
    private static final String EXAMPLE = "{\"texts\": [\"How to prune roses in winter\"]}";

    private record Question(List<String> texts) {}

    /// @param topics one for each text, in their order
    private record Answer(String model, List<TopicOf> topics) {}

    /// @param likeliest equals `topic` unless no topic is probable enough, which is `other`
    private record TopicOf(String topic, double confidence, String likeliest) {
        static TopicOf of(Classification classification) {
            return new TopicOf(classification.topic(), classification.confidence(), classification.likeliest());
        }
    }

    @Override
    public Operation operation() {
        return new Operation("POST", "/api/categorization", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        List<String> texts = texts(request);
        return HttpResponse.json(
                200,
                new Answer(
                        classifier.version(),
                        classifier.classify(texts).stream().map(TopicOf::of).toList()));
    }

    private static List<String> texts(Request request) {
        List<String> texts = request.read(Question.class, EXAMPLE).texts();
        if (texts == null
                || texts.isEmpty()
                || texts.size() > MAX_TEXTS
                || texts.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.badParameter(
                    "texts", "must be a list of 1 to " + MAX_TEXTS + " texts, such as " + EXAMPLE);
        }
        return texts;
    }
}
