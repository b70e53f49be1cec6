package tidings.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.topics.model.EncodedModel;

/// Classifies posts into topics, by their text and by what is known about their subreddit. Thread-safe.
///
/// With an encoder it is a cascade: only posts that the n-grams are not sure enough of are encoded.
public final class TopicClassifier {
    private final TopicModel model;
    private final String version;
    private final Optional<Meaning> meaning;

    /// What an encoder adds.
    private record Meaning(EncodedModel head, TextEncoder encoder) {}

    /// Classifies by n-grams alone.
    public TopicClassifier(TopicModel model) {
        this.model = model;
        this.version = model.version();
        this.meaning = Optional.empty();
    }

    /// Classifies by n-grams and, where these are not sure enough, by vectors.
    ///
    /// @throws IllegalArgumentException if the head was fitted with another model or on vectors of another encoder
    public TopicClassifier(TopicModel model, TopicHead head, TextEncoder encoder) {
        requireSame("model", head.model().ngrams(), model.version());
        requireSame("encoder", head.model().encoder(), EncoderText.version(encoder.version()));
        this.model = model;
        this.version = model.version() + '-' + head.version();
        this.meaning = Optional.of(new Meaning(head.model(), encoder));
    }

    private static void requireSame(String part, String fitted, String given) {
        if (!fitted.equals(given)) {
            throw new IllegalArgumentException(
                    "the head was fitted with the %s '%s', not with '%s'".formatted(part, fitted, given));
        }
    }

    /// What the classifications depend on besides the posts and their contexts.
    public String version() {
        return version;
    }

    /// Classifies one post.
    public Classification classify(PostText post, TopicContext context) {
        return classify(List.of(post), List.of(context)).getFirst();
    }

    /// Classifies several posts; context `i` belongs to post `i`. Those to encode are encoded in one call.
    public List<Classification> classify(List<PostText> posts, List<TopicContext> contexts) {
        if (posts.size() != contexts.size()) {
            throw new IllegalArgumentException(posts.size() + " posts but " + contexts.size() + " contexts");
        }
        Judge words = byWords();
        List<Classification> classifications = new ArrayList<>(posts.size());
        for (int i = 0; i < posts.size(); i++) {
            classifications.add(words.classify(posts.get(i), contexts.get(i)));
        }
        meaning.ifPresent(present -> encode(classifications, posts, contexts, present));
        return classifications;
    }

    /// Replaces the classifications that are not sure enough; where a text cannot be encoded, they stay, as those of
    /// the model that classifies by words alone.
    private void encode(
            List<Classification> classifications, List<PostText> posts, List<TopicContext> contexts, Meaning present) {
        List<Integer> unsure = IntStream.range(0, posts.size())
                .filter(i -> classifications.get(i).confidence()
                        < present.head().levels().enough())
                .boxed()
                .toList();
        Map<PostText, float[]> vectors = vectors(
                unsure.stream()
                        .flatMap(i -> texts(posts.get(i), contexts.get(i)))
                        .distinct(),
                present.encoder());
        Judge both = byBoth(present.head(), vectors);
        for (int i : unsure) {
            boolean isEncoded = texts(posts.get(i), contexts.get(i)).allMatch(vectors::containsKey);
            classifications.set(
                    i,
                    isEncoded
                            ? both.classify(posts.get(i), contexts.get(i))
                            : classifications.get(i).by(model.version()));
        }
    }

    /// The most probable topic of a subreddit by its name and its prior; empty if the context has neither.
    public Optional<SubredditTopic> topicOf(TopicContext subreddit) {
        if (subreddit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(meaning.flatMap(present -> {
                    Map<PostText, float[]> vectors = vectors(Judge.name(model, subreddit).stream(), present.encoder());
                    return Judge.name(model, subreddit)
                            .filter(vectors::containsKey)
                            .map(_ -> byBoth(present.head(), vectors));
                })
                .orElseGet(this::byWords)
                .topicOf(subreddit));
    }

    /// A post and the name of its subreddit.
    private Stream<PostText> texts(PostText post, TopicContext context) {
        return Stream.concat(Stream.of(post), Judge.name(model, context).stream());
    }

    private static Map<PostText, float[]> vectors(Stream<PostText> texts, TextEncoder encoder) {
        List<PostText> each = texts.toList();
        Map<PostText, float[]> vectors = new HashMap<>();
        if (!each.isEmpty()) {
            List<Optional<float[]>> encoded =
                    encoder.vectors(each.stream().map(EncoderText::of).toList());
            for (int i = 0; i < each.size(); i++) {
                PostText text = each.get(i);
                encoded.get(i).ifPresent(vector -> vectors.put(text, vector));
            }
        }
        return vectors;
    }

    private Judge byWords() {
        return new Judge(model, version, model.linear().calibration(), this::scores);
    }

    private Judge byBoth(EncodedModel head, Map<PostText, float[]> vectors) {
        return new Judge(model, version, head.calibration(), text -> {
            float[] scores = scores(text);
            head.add(vectors.get(text), scores);
            return scores;
        });
    }

    private float[] scores(PostText text) {
        float[] scores = new float[model.topics().size()];
        model.scores(text, scores);
        return scores;
    }
}
