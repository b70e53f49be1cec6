package tidings.insights;

import tidings.aws.Env;
import tidings.aws.ScheduledFunction;

/// Invoked every five minutes.
public final class InsightsHandler extends ScheduledFunction {
    public InsightsHandler() {
        InsightsConfig config = InsightsConfig.from(Env.system());
        super(config.service(), wiring -> {
            InsightsReader reader = InsightsReader.of(config, wiring);
            Backlogs backlogs = Backlogs.of(config, wiring);
            Probe probe = new Probe(config.webhook(), config.api(), wiring.meter());
            return () -> {
                if (!wiring.isSilent()) {
                    probe.run();
                }
                backlogs.look();
                reader.refresh();
            };
        });
    }
}
