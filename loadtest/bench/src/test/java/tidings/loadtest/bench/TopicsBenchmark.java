package tidings.loadtest.bench;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tidings.topics.Classification;
import tidings.topics.PostText;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicModel;

/// Classification; every fourth post has a body.
@State(Scope.Benchmark)
public class TopicsBenchmark {
    private TopicClassifier classifier;
    private List<PostText> hundred;
    private List<TopicContext> contexts;

    @Setup
    public void load() {
        classifier = new TopicClassifier(TopicModel.load());
        hundred = IntStream.range(0, 100)
                .mapToObj(i -> new PostText(
                        "Number " + i + " of the things I learned on my first long walk in the mountains",
                        i % 4 == 0 ? "The weather changed twice and the map was of another valley. ".repeat(8) : "",
                        "self"))
                .toList();
        contexts = Collections.nCopies(hundred.size(), TopicContext.NONE);
    }

    @Benchmark
    public Classification classifyOne() {
        return classifier.classify(hundred.get(1), TopicContext.NONE);
    }

    @Benchmark
    public List<Classification> classifyHundred() {
        return classifier.classify(hundred, contexts);
    }
}
