package tidings.topics.model;

/// What a sentence encoder adds to a [LinearModel]: to its scores those of a head, weighted, and a calibration of
/// the sums. Immutable and thread-safe.
///
/// @param encoder what the vectors depend on; the head reads no others
/// @param ngrams the version of the linear model that it was fitted with; it fits no other
/// @param weight of the scores of the head
/// @param levels what the confidences mean
public record EncodedModel(
        String encoder, String ngrams, Head head, float weight, Calibration calibration, Levels levels) {

    /// Bounds of confidences.
    ///
    /// @param enough by the linear model alone: from there on the vector would hardly change the topic
    /// @param sure by both: 92 of 100 such answers are right, by text alone
    /// @param probably by both: 65 of 100 of those that are not sure are right
    public record Levels(float enough, float sure, float probably) {}

    /// The same for another linear model, which must have been trained alike.
    public EncodedModel with(String version) {
        return new EncodedModel(encoder, version, head, weight, calibration, levels);
    }

    /// Adds, in place, the scores by the vector of a post to those by its words.
    public void add(float[] vector, float[] scores) {
        float[] own = new float[scores.length];
        head.score(vector, own);
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] += weight * own[topic];
        }
    }
}
