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

/// Why a post's text indicates a topic.
///
/// @param topic the id of the most probable topic
/// @param evidence the features in favor of it (weight above 0) and against it (below 0), the strongest first
public record Explanation(String topic, List<Evidence> evidence) {
    private static final int MAX_EVIDENCE = 12;

    public Explanation {
        evidence = List.copyOf(evidence);
    }

    /// One feature of the post, in favor of the topic or against it.
    ///
    /// @param text a word, two consecutive words or a domain, in lower case; for the style, a short description
    /// @param source where it was found
    /// @param weight its contribution to the topic's score beyond its mean contribution over all topics
    public record Evidence(String text, EvidenceSource source, double weight) {}

    /// The part of a post in which evidence was found.
    public enum EvidenceSource {
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
        record Occurrence(String text, EvidenceSource source) {}
        Map<Occurrence, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < features.size(); i++) {
            int slot = model.index().find(features.hash(i));
            if (slot >= 0) {
                EvidenceSource source = switch (features.kind(i)) {
                    case TITLE_WORD, TITLE_PAIR, PIECE -> EvidenceSource.TITLE;
                    case BODY_WORD -> EvidenceSource.BODY;
                    case DOMAIN, DOMAIN_PIECE -> EvidenceSource.DOMAIN;
                    case STYLE -> EvidenceSource.STYLE;
                };
                weights.merge(
                        new Occurrence(features.text(i), source),
                        features.weight(i) * advantage(model, slot, best),
                        Double::sum);
            }
        }
        float norm = LinearModel.norm(features.squares());
        List<Evidence> evidence = new ArrayList<>();
        weights.forEach((place, weight) -> evidence.add(new Evidence(place.text(), place.source(), weight * norm)));
        evidence.sort(Comparator.comparingDouble(one -> -Math.abs(one.weight())));
        return new Explanation(model.topics().get(best), evidence.subList(0, Math.min(MAX_EVIDENCE, evidence.size())));
    }

    /// A slot's weight for a topic minus its mean weight over all topics.
    private static double advantage(LinearModel model, int slot, int topic) {
        float[] row = model.row(slot);
        double sum = 0;
        for (float weight : row) {
            sum += weight;
        }
        return row[topic] - sum / row.length;
    }
}
