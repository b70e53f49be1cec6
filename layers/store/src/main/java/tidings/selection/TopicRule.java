package tidings.selection;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.domain.Post;

/// That posts belong to another topic than the model thinks, as a chat taught it.
///
/// @param value the post's id, a word in lower case, a domain or the name of a community; without spaces
public record TopicRule(Kind kind, String value, String topic) {
    /// The most specific one first, which decides.
    public enum Kind {
        POST,
        WORD,
        DOMAIN,
        SUBREDDIT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /// Before what rules are about, among the origins of posts.
    private static final String TAUGHT = "topic:@";

    /// The topic that the rules of a chat give a post.
    public static Optional<String> topic(Collection<TopicRule> rules, Post post) {
        return deciding(rules, post).map(TopicRule::topic);
    }

    /// The rule of a chat that decides about a post.
    public static Optional<TopicRule> deciding(Collection<TopicRule> rules, Post post) {
        return rules.stream()
                .filter(rule -> values(rule.kind, post).anyMatch(rule.value::equals))
                .min(Comparator.comparing(TopicRule::kind));
    }

    /// What a rule of a kind could be about, so that it concerns the post.
    public static Stream<String> values(Kind kind, Post post) {
        return switch (kind) {
            case POST -> Stream.of(post.id().value());
            case WORD ->
                Arrays.stream(post.title().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .distinct();
            case DOMAIN -> Stream.of(post.domain()).filter(domain -> !domain.isBlank());
            case SUBREDDIT -> Stream.of(post.community().value());
        };
    }

    /// By these a follow of a topic finds posts that only the chat's rules put there.
    public static Stream<String> origins(Post post) {
        return Stream.of(Kind.WORD, Kind.DOMAIN, Kind.SUBREDDIT)
                .flatMap(kind -> values(kind, post).map(value -> TAUGHT + kind + ":" + value));
    }

    /// Reads the kind, the value and the topic, separated by spaces.
    public static List<TopicRule> read(String[] rules) {
        return Arrays.stream(rules)
                .map(rule -> rule.split(" ", 3))
                .map(parts -> new TopicRule(Kind.of(parts[0]), parts[1], parts[2]))
                .toList();
    }
}
