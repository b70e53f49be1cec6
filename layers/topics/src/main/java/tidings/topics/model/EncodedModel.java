package tidings.topics.model;

/// What a sentence encoder adds to a [LinearModel]: to its scores those of a head, weighted, and a calibration of
/// the sums. Immutable and thread-safe.
///
/// @param encoder what the vectors depend on; the head reads no others
/// @param ngrams the version of the linear model that it was fitted with; it fits no other
/// @param weight of the scores of the head
public record EncodedModel(String encoder, String ngrams, Head head, float weight, Calibration calibration) {

    /// Adds, in place, the scores by the vector of a post to those by its words.
    public void add(float[] vector, float[] scores) {
        float[] own = new float[scores.length];
        head.score(vector, own);
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] += weight * own[topic];
        }
    }
}
