package tidings.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tidings.topics.model.Calibration;
import tidings.topics.model.Features;
import tidings.topics.model.LinearModel;
import tidings.topics.model.Scratch;

/// Why a post's text points to a topic.
///
/// @param topic the id of the likeliest topic
/// @param probability how probable it is that this is right, from the text alone: the confidence of a [Sorting] without
///     context
/// @param evidence what spoke for it (weight above 0) and against it (below 0), the strongest first
public record Explanation(String topic, double probability, List<Evidence> evidence) {
    private static final int MOST = 12;

    public Explanation {
        evidence = List.copyOf(evidence);
    }

    /// One thing in the post that spoke for or against the topic.
    ///
    /// @param text a word, two words in a row, or a domain, in lower case; for the style, a few words that say so
    /// @param source where it stands
    /// @param weight how much further it puts this topic ahead of the average topic
    public record Evidence(String text, Source source, double weight) {}

    /// Where evidence stands in a post.
    public enum Source {
        TITLE,
        BODY,
        DOMAIN,
        /// How the title is written.
        STYLE
    }

    static Explanation of(PostText post, LinearModel model, Scratch scratch) {
        float[] scores = new float[model.topics().size()];
        model.score(post, scratch, scores);
        Features features = scratch.features();
        features.read(post);
        int best = Calibration.best(scores);
        double confidence = model.calibration().text().of(best, Calibration.lead(scores, best));
        record Place(String text, Source source) {}
        Map<Place, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            int slot = model.index().find(features.hash(i));
            if (slot >= 0) {
                Source source = switch (features.kind(i)) {
                    case TITLE_WORD, TITLE_PAIR, PIECE -> Source.TITLE;
                    case BODY_WORD -> Source.BODY;
                    case DOMAIN, DOMAIN_PIECE -> Source.DOMAIN;
                    case STYLE -> Source.STYLE;
                };
                weights.merge(
                        new Place(features.text(i), source), features.weight(i) * lead(model, slot, best), Double::sum);
            }
        }
        float norm = LinearModel.norm(features.squares());
        List<Evidence> evidence = new ArrayList<>();
        weights.forEach((place, weight) -> evidence.add(new Evidence(place.text(), place.source(), weight * norm)));
        evidence.sort(Comparator.comparingDouble(one -> -Math.abs(one.weight())));
        return new Explanation(
                model.topics().get(best), confidence, evidence.subList(0, Math.min(MOST, evidence.size())));
    }

    /// How far a slot puts a topic ahead of the average topic.
    private static double lead(LinearModel model, int slot, int topic) {
        float[] row = model.row(slot);
        double sum = 0;
        for (float weight : row) {
            sum += weight;
        }
        return row[topic] - sum / row.length;
    }
}
