package tidings.cards;

import tidings.telegram.Texts;

/// How a topic is shown.
public final class TopicLabel {
    private static final String OTHER = "other";

    private TopicLabel() {}

    /// A topic's emoji and name; those of `other` for an id that is no topic.
    public static String of(String topic, Texts texts) {
        String key = "topic.label." + topic;
        return texts.get(texts.has(key) ? key : "topic.label." + OTHER);
    }
}
