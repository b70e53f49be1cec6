package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Core;
import org.crac.Resource;

/// Tells which hooks of SnapStart have run.
public final class Snapped implements RequestHandler<Object, List<String>>, Resource {
    private final List<String> hooks = new CopyOnWriteArrayList<>();

    public Snapped() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public List<String> handleRequest(Object event, Context context) {
        return hooks;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        hooks.add("checkpoint");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        hooks.add("restore");
    }
}
