package tidings.scheduler;

import tidings.aws.Env;
import tidings.aws.ScheduledFunction;

/// Runs every minute.
public final class SchedulerHandler extends ScheduledFunction {
    public SchedulerHandler() {
        SchedulerConfig config = SchedulerConfig.from(Env.system());
        super(config.service(), wiring -> Scheduler.of(config, wiring)::tick);
    }
}
