package tidings.topics.model;

import java.util.List;

/// Scores the topics by the vector of a post: a net with one layer of rectified units. Immutable and thread-safe.
///
/// @param hidden the weights of the units, one row of all units for each number of a vector
/// @param hiddenBias one for each unit
/// @param output the weights of the topics, one row of all units for each topic
/// @param bias one for each topic
public record Head(float[][] hidden, float[] hiddenBias, float[] output, float[] bias) {

    /// The length of the vectors that it reads.
    public int inputs() {
        return hidden.length;
    }

    /// Writes the score of each topic; larger is more probable.
    ///
    /// @throws IllegalArgumentException if the vector is not as long as those that it was trained on
    public void score(float[] vector, float[] scores) {
        int units = hiddenBias.length;
        if (vector.length != inputs()) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " numbers but the head reads " + inputs());
        }
        float[] state = hiddenBias.clone();
        for (int i = 0; i < vector.length; i++) {
            float value = vector[i];
            float[] row = hidden[i];
            for (int unit = 0; unit < units; unit++) {
                state[unit] += value * row[unit];
            }
        }
        for (int topic = 0; topic < bias.length; topic++) {
            float score = bias[topic];
            for (int unit = 0; unit < units; unit++) {
                score += Math.max(0, state[unit]) * output[topic * units + unit];
            }
            scores[topic] = score;
        }
    }

    /// The head whose scores are the means of the scores of several.
    public static Head mean(List<Head> heads) {
        int topics = heads.getFirst().bias.length;
        float[] output = beside(heads.stream().map(Head::output).toList(), topics);
        float[] bias = new float[topics];
        for (int i = 0; i < output.length; i++) {
            output[i] /= heads.size();
        }
        for (Head head : heads) {
            for (int topic = 0; topic < topics; topic++) {
                bias[topic] += head.bias[topic] / heads.size();
            }
        }
        float[][] hidden = new float[heads.getFirst().inputs()][];
        for (int i = 0; i < hidden.length; i++) {
            int input = i;
            hidden[i] = beside(heads.stream().map(head -> head.hidden[input]).toList(), 1);
        }
        return new Head(hidden, beside(heads.stream().map(Head::hiddenBias).toList(), 1), output, bias);
    }

    /// Puts the rows of several matrices one behind the other.
    private static float[] beside(List<float[]> matrices, int rows) {
        int length = matrices.stream().mapToInt(matrix -> matrix.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (float[] matrix : matrices) {
                int columns = matrix.length / rows;
                System.arraycopy(matrix, row * columns, all, at, columns);
                at += columns;
            }
        }
        return all;
    }
}
