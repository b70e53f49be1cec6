package tidings.topics.train;

/// What was learned: a row of weights a slot, each feature's rarity included, and a bias a topic.
record Learned(float[] weights, float[] bias) {
    static Learned nothing(int slots, int topics) {
        return new Learned(new float[slots * topics], new float[topics]);
    }

    /// Adds one of so many, whose mean this is to become.
    void add(Learned one, int of) {
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
