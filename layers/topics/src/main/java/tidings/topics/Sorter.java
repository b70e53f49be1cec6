package tidings.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tidings.topics.model.Calibration;

/// Gives every post a topic, from its text and from what is known of its subreddit. Thread-safe.
public final class Sorter {
    private final TopicModel model;
    private final Calibration calibration;
    private final double enough;

    /// Says `other` below the probability that was calibrated with the model.
    public Sorter(TopicModel model) {
        this(model, model.linear().calibration().enough());
    }

    /// Says `other` below the given probability.
    public Sorter(TopicModel model, double enough) {
        this.model = model;
        this.calibration = model.linear().calibration();
        this.enough = enough;
    }

    /// Sorts one post.
    public Sorting sort(PostText post, Context context) {
        return sort(List.of(post), List.of(context)).getFirst();
    }

    /// Sorts many posts; context `i` is that of post `i`.
    public List<Sorting> sort(List<PostText> posts, List<? extends Context> contexts) {
        if (posts.size() != contexts.size()) {
            throw new IllegalArgumentException(posts.size() + " posts but " + contexts.size() + " contexts");
        }
        float[][] scores = new float[posts.size()][model.topics().size()];
        model.scores(posts, scores);
        List<Sorting> sortings = new ArrayList<>(posts.size());
        // Mostly the posts of a batch are of one subreddit.
        Map<Context, float[]> said = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            sortings.add(
                    switch (contexts.get(i)) {
                        case Context.KnownSubreddit(String topic) -> new Sorting(topic, 1, topic, model.version());
                        case Context.UnknownSubreddit unknown
                        when !unknown.saysNothing() ->
                            sorting(joined(scores[i], said.computeIfAbsent(unknown, _ -> said(unknown))));
                        case Context.UnknownSubreddit _, Context.NoContext _ -> {
                            int best = Calibration.best(scores[i]);
                            yield sorting(new Answer(
                                    best, calibration.text().of(best, Calibration.lead(scores[i], best))));
                        }
                    });
        }
        return sortings;
    }

    /// The topic of a subreddit, empty if nothing is known of it.
    public Optional<SubredditTopic> topicOf(Context.UnknownSubreddit subreddit) {
        if (subreddit.saysNothing()) {
            return Optional.empty();
        }
        // A post without text says nothing, so what is joined is what is said of the subreddit alone.
        Answer answer = joined(new float[model.topics().size()], said(subreddit));
        return Optional.of(new SubredditTopic(
                model.topics().get(answer.best()),
                answer.confidence(),
                subreddit.prior().posts()));
    }

    private record Answer(int best, double confidence) {}

    private Answer joined(float[] scores, float[] said) {
        calibration.prior().join(scores, said);
        int best = Calibration.best(scores);
        return new Answer(best, calibration.prior().certainty().of(best, Calibration.lead(scores, best)));
    }

    private float[] said(Context.UnknownSubreddit subreddit) {
        SubredditPrior prior = subreddit.prior();
        float[] name = new float[model.topics().size()];
        if (prior.topics() != name.length) {
            throw new IllegalArgumentException(
                    "a prior of " + prior.topics() + " topics, but the model has " + name.length);
        }
        if (!subreddit.name().isEmpty()) {
            model.scores(model.linear().names().asPost(subreddit.name()), name);
        }
        return calibration.prior().said(name, prior.meanLogs(), prior.posts());
    }

    private Sorting sorting(Answer answer) {
        String likeliest = model.topics().get(answer.best());
        return new Sorting(
                answer.confidence() < enough ? Taxonomy.OTHER : likeliest,
                answer.confidence(),
                likeliest,
                model.version());
    }
}
