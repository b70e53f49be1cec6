package tidings.api;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tidings.topics.Classification;
import tidings.topics.PostText;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicModel;

/// The topic model, in this process. Thread-safe.
record TextClassifier(TopicClassifier classifier, Taxonomy taxonomy, String version) {
    static TextClassifier of(TopicModel model) {
        return new TextClassifier(new TopicClassifier(model), Taxonomy.load(), model.version());
    }

    List<Classification> classify(List<String> texts) {
        return classifier.classify(
                texts.stream().map(text -> new PostText(text, "", "")).toList(),
                Collections.nCopies(texts.size(), TopicContext.NONE));
    }

    /// The topic with this id or title.
    Optional<Topic> topic(String name) {
        return taxonomy.find(name);
    }
}
