package tidings.api;

/// Something that the bot stands on.
///
/// @param needed whether people are served without it
/// @param probe asks it something small; throws if it does not answer, or answers that it cannot work
record Dependency(String name, boolean needed, Probe probe) {
    @FunctionalInterface
    interface Probe {
        /// What it says of itself: empty if all is well, otherwise why it is degraded.
        String ask();
    }
}
