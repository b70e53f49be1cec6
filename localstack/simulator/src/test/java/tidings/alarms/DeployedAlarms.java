package tidings.alarms;

import tidings.aws.Env;
import tidings.aws.Wiring;
import tidings.simulator.Deployed;

/// The alarms function as [AlarmsHandler] puts it together.
public final class DeployedAlarms {
    private DeployedAlarms() {}

    public static Deployed<?> of(Env env, Wiring wiring) {
        AlarmsConfig config = AlarmsConfig.from(env);
        return new Deployed<>(config.alarms(), AlarmEvent::read, Alarms.of(config, wiring), true);
    }
}
