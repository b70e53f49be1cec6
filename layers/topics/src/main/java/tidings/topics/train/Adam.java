package tidings.topics.train;

/// The parameters of one layer, learned with Adam; weights decay, biases do not.
final class Adam {
    private static final float MOMENTUM = 0.9f;
    private static final float SCALE_MEMORY = 0.999f;

    private final float[] values;
    private final float[] momentum;
    private final float[] scales;
    private final float decay;
    private int step;

    Adam(float[] values, float decay) {
        this.values = values;
        this.momentum = new float[values.length];
        this.scales = new float[values.length];
        this.decay = decay;
    }

    float[] values() {
        return values;
    }

    void step(float[] gradient, float rate) {
        step++;
        float warm = (float) (rate / (1 - StrictMath.pow(MOMENTUM, step)));
        float scaled = (float) (1 / (1 - StrictMath.pow(SCALE_MEMORY, step)));
        float kept = 1 - rate * decay;
        for (int i = 0; i < values.length; i++) {
            float slope = gradient[i];
            float mean = MOMENTUM * momentum[i] + (1 - MOMENTUM) * slope;
            float scale = SCALE_MEMORY * scales[i] + (1 - SCALE_MEMORY) * slope * slope;
            momentum[i] = mean;
            scales[i] = scale;
            values[i] = kept * values[i] - warm * mean / ((float) Math.sqrt(scale * scaled) + 1e-8f);
        }
    }
}
