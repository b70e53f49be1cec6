package tidings.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.function.Function;

/// A function that a schedule wakes. What EventBridge Scheduler sends with it is not needed; it does not fit the event
/// library's class either, for its `detail` is a text. It owns log fields, deadline, snapshot and priming.
public abstract class ScheduledFunction extends Primed implements RequestHandler<Map<String, Object>, Void> {
    private final Function<Wiring, Runnable> roles;
    private final Runnable role;

    /// @param roles makes what is done each time, once to serve and once to be primed
    protected ScheduledFunction(String service, Function<Wiring, Runnable> roles) {
        Wiring wiring = Wiring.real(service);
        super(wiring);
        this.roles = roles;
        this.role = roles.apply(wiring);
    }

    @Override
    public final Void handleRequest(Map<String, Object> event, Context context) {
        return handle(context, role);
    }

    private Void handle(Context context, Runnable role) {
        return invoked(context, () -> {
            role.run();
            return null;
        });
    }

    @Override
    final void prime(Wiring silent) {
        handle(Priming.context(), roles.apply(silent));
    }
}
