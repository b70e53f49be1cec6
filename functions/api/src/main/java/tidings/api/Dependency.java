package tidings.api;

import java.util.Optional;

/// A service that the bot uses.
///
/// @param isRequired whether people are not served without it
/// @param probe calls it; throws if it does not respond
record Dependency(String name, boolean isRequired, Probe probe) {
    @FunctionalInterface
    interface Probe {
        /// Why it is degraded; empty if all is well.
        Optional<String> problem();
    }
}
