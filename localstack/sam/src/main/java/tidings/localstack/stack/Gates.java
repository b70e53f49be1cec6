package tidings.localstack.stack;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import tidings.localstack.service.Gate;

/// The way from functions to services. Only where it is wanted there is a gate before each service. Thread-safe.
public final class Gates implements AutoCloseable {
    public enum Service {
        SQS,
        DYNAMODB,
        POSTGRES,
        VALKEY
    }

    private final boolean wanted;
    private final Map<Service, Gate> gates = new EnumMap<>(Service.class);

    Gates(boolean wanted) {
        this.wanted = wanted;
    }

    /// Where functions reach a service that listens there.
    synchronized InetSocketAddress before(Service service, InetSocketAddress address) {
        return wanted
                ? gates.computeIfAbsent(service, _ -> Gate.before(address)).address()
                : address;
    }

    URI before(Service service, URI endpoint) {
        InetSocketAddress gate =
                before(service, InetSocketAddress.createUnresolved(endpoint.getHost(), endpoint.getPort()));
        return URI.create("http://" + gate.getHostString() + ":" + gate.getPort());
    }

    /// @throws IllegalStateException if no gates were wanted
    public synchronized Gate of(Service service) {
        Gate gate = gates.get(service);
        if (gate == null) {
            throw new IllegalStateException("there is no gate before " + service + ": start the stack with gates");
        }
        return gate;
    }

    @Override
    public synchronized void close() {
        gates.values().forEach(Gate::close);
    }
}
