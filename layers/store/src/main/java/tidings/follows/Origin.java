package tidings.follows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;

/// Where posts come from. Its text is the name of a community, `topic:<id>` for a topic, or `*` for anywhere.
public sealed interface Origin {
    String TOPIC = "topic:";
    String ANYWHERE = "*";

    /// One community; several are several origins.
    record OfCommunity(Community community) implements Origin {
        @Override
        public String toString() {
            return community.value();
        }
    }

    /// @param topic a topic's id
    record OfTopic(String topic) implements Origin {
        @Override
        public String toString() {
            return TOPIC + topic;
        }
    }

    /// All posts that are fetched for whomever.
    record Anywhere() implements Origin {
        @Override
        public String toString() {
            return ANYWHERE;
        }
    }

    /// Reads what [#toString] wrote.
    ///
    /// @throws IllegalArgumentException if it is the name of nothing
    @JsonCreator
    static Origin of(String text) {
        if (text.equals(ANYWHERE)) {
            return new Anywhere();
        }
        return text.startsWith(TOPIC)
                ? new OfTopic(text.substring(TOPIC.length()))
                : new OfCommunity(new Community(text));
    }

    @JsonValue
    default String text() {
        return toString();
    }

    /// All origins that a post has.
    static List<Origin> of(ClassifiedPost post) {
        return Stream.of(new OfCommunity(post.post().community()), new OfTopic(post.topic()), new Anywhere())
                .map(Origin.class::cast)
                .toList();
    }
}
