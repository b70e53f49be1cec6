package tidings.aws;

import java.time.InstantSource;
import java.util.Map;

/// A wiring to services that are simulated.
public final class SimulatedWiring {
    private SimulatedWiring() {}

    /// @param services by the types of their clients
    public static Wiring of(Meter meter, InstantSource clock, Map<Class<?>, Object> services) {
        return new Wiring(false, meter, clock, services);
    }
}
