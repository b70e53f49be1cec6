package tidings.testing;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/// Programs and services that some tests need and not every machine has. A test that misses one is skipped and says
/// so; where the environment variable `TIDINGS_REQUIRED` lists the name (separated by spaces), the test fails. CI lists
/// there whatever it has installed, so that none of its checks is skipped unnoticed.
public final class External {
    private static final Set<String> REQUIRED = Set.of(
            Optional.ofNullable(System.getenv("TIDINGS_REQUIRED")).orElse("").split(" +"));

    private External() {}

    /// What was found under this name; without it, the test ends here.
    ///
    /// @param name as in `TIDINGS_REQUIRED`
    public static <T> T require(String name, Optional<T> found) {
        return require(REQUIRED, name, found);
    }

    public static void require(String name, boolean found) {
        require(name, found ? Optional.of(true) : Optional.empty());
    }

    static <T> T require(Set<String> required, String name, Optional<T> found) {
        if (found.isEmpty() && required.contains(name)) {
            throw new AssertionError(name + " is required here (TIDINGS_REQUIRED) and was not found");
        }
        Assumptions.assumeTrue(found.isPresent(), () -> name + " was not found: not tested");
        return found.get();
    }
}
