package tidings.topics;

/// Marks what was classified without the encoder that should have helped, so that it is found again: the version
/// of the model has an ending.
public final class EncoderOff {
    private static final String ENDING = "-off";

    private EncoderOff() {}

    /// @param model the version of the model that classifies alone
    public static String version(String model) {
        return model + ENDING;
    }

    public static boolean isIn(String version) {
        return version.endsWith(ENDING);
    }
}
