package tidings.scheduler;

import tidings.aws.Env;
import tidings.aws.ScheduledFunction;
import tidings.failures.FailureNotes;

/// Runs every minute.
public final class SchedulerHandler extends ScheduledFunction {
    public SchedulerHandler() {
        SchedulerConfig config = SchedulerConfig.from(Env.system());
        super(
                config.service(),
                wiring -> FailureNotes.of(wiring, config.service(), config.sourcesTable())
                        .run(Scheduler.of(config, wiring)::tick));
    }
}
