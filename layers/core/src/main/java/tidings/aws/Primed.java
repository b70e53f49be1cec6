package tidings.aws;

import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Primes a function before its snapshot is taken, and lets go of connections (SnapStart runs these hooks,
/// https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html).
abstract class Primed implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Primed.class);

    private final Wiring wiring;

    Primed(Wiring wiring) {
        this.wiring = wiring;
        Core.getGlobalContext().register(this);
    }

    final Wiring wiring() {
        return wiring;
    }

    /// Runs an invocation's work, and publishes what it counted.
    final <T> T invoked(com.amazonaws.services.lambda.runtime.Context context, Supplier<T> work) {
        try {
            return Invocation.run(context, wiring.clock(), work);
        } finally {
            wiring.meter().flush();
        }
    }

    /// Takes samples of the function's work the way that its events take.
    abstract void prime(Wiring silent);

    @Override
    public final void beforeCheckpoint(Context<? extends Resource> context) {
        Priming.run(wiring.smokeTests(), () -> prime(Wiring.silent(wiring.meter())));
        wiring.checkpoint();
    }

    @Override
    public final void afterRestore(Context<? extends Resource> context) {
        wiring.restored();
        LOG.debug("restored");
    }
}
