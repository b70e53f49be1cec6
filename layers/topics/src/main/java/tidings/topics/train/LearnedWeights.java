package tidings.topics.train;

/// The result of training: one row of weights per slot, scaled by the feature's rarity, and one bias per topic.
record LearnedWeights(float[] weights, float[] bias) {
    static LearnedWeights zeros(int slots, int topics) {
        return new LearnedWeights(new float[slots * topics], new float[topics]);
    }

    /// Adds one of `of` models, so that this becomes their mean.
    void add(LearnedWeights one, int of) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += one.weights[i] / of;
        }
        for (int topic = 0; topic < bias.length; topic++) {
            bias[topic] += one.bias[topic] / of;
        }
    }

    /// Writes the score of each topic.
    void score(Examples examples, int example, float[] scores) {
        System.arraycopy(bias, 0, scores, 0, bias.length);
        int[] slots = examples.slots()[example];
        for (int i = 0; i < slots.length; i++) {
            float weight = examples.weights()[example][i];
            int row = slots[i] * bias.length;
            for (int topic = 0; topic < bias.length; topic++) {
                scores[topic] += weight * weights[row + topic];
            }
        }
    }
}
