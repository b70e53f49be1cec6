package tidings.scheduler;

import tidings.aws.Env;
import tidings.aws.Wiring;

/// The scheduler as [SchedulerHandler] puts it together.
public final class DeployedScheduler {
    private DeployedScheduler() {}

    public static Runnable of(Env env, Wiring wiring) {
        return Scheduler.of(SchedulerConfig.from(env), wiring)::tick;
    }
}
