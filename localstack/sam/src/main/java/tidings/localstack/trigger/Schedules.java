package tidings.localstack.trigger;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tidings.localstack.lambda.Functions;
import tidings.localstack.template.PseudoParameters;
import tidings.localstack.template.StackModel;

/// EventBridge Scheduler: calls functions when their schedules are due by the given clock.
public final class Schedules implements AutoCloseable {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Map<String, Planned> planned = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final Functions functions;
    private final InstantSource clock;
    private final Thread ticking = Thread.ofVirtual().name("schedules").unstarted(this::run);

    private record Planned(StackModel.Schedule schedule, Duration every, Optional<Instant> next) {}

    private Schedules(Functions functions, InstantSource clock) {
        this.functions = functions;
        this.clock = clock;
    }

    /// Disabled schedules never become due, but can be fired.
    ///
    /// @throws IllegalArgumentException when an expression is not supported
    public static Schedules start(List<StackModel.Schedule> schedules, Functions functions, InstantSource clock) {
        Schedules started = new Schedules(functions, clock);
        for (StackModel.Schedule schedule : schedules) {
            Duration every = Rate.parse(schedule.expression());
            Optional<Instant> next =
                    schedule.enabled() ? Optional.of(clock.instant().plus(every)) : Optional.empty();
            started.planned.put(schedule.name(), new Planned(schedule, every, next));
        }
        started.ticking.start();
        return started;
    }

    private void run() {
        try {
            while (true) {
                tick();
                Thread.sleep(TICK);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Calls what is due. A schedule that was missed several times is called once.
    public synchronized void tick() {
        Instant now = clock.instant();
        planned.replaceAll((_, plan) -> {
            if (plan.next().isEmpty() || plan.next().get().isAfter(now)) {
                return plan;
            }
            call(plan.schedule(), plan.next().get());
            return new Planned(plan.schedule(), plan.every(), Optional.of(now.plus(plan.every())));
        });
    }

    /// Calls the function of this schedule now, whatever the clock says.
    public synchronized void fire(String name) {
        Planned plan = planned.get(name);
        if (plan == null) {
            throw new IllegalArgumentException("no schedule " + name + "; there are " + planned.keySet());
        }
        call(plan.schedule(), clock.instant());
    }

    private void call(StackModel.Schedule schedule, Instant time) {
        String event = schedule.input().orElseGet(() -> event(schedule, time));
        functions.send(schedule.function(), event.getBytes(StandardCharsets.UTF_8));
    }

    /// What Scheduler sends when the schedule has no input of its own.
    private String event(StackModel.Schedule schedule, Instant time) {
        String arn = "arn:aws:scheduler:%s:%s:schedule/default/%s"
                .formatted(PseudoParameters.LOCAL.region(), PseudoParameters.LOCAL.account(), schedule.name());
        return json.createObjectNode()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.scheduler")
                .put("account", PseudoParameters.LOCAL.account())
                .put("time", time.toString())
                .put("region", PseudoParameters.LOCAL.region())
                .put("detail", "{}")
                .set("resources", json.createArrayNode().add(arn))
                .toString();
    }

    @Override
    public void close() {
        ticking.interrupt();
    }
}
