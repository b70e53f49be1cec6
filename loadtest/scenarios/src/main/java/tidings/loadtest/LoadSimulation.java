package tidings.loadtest;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tidings.loadtest.queueing.Crowd;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

/// The load of [Run#current]: who comes when.
public final class LoadSimulation extends Simulation {
    /// The most to one address. Each is an open file here and in the stack.
    private static final int CONNECTIONS = 2_000;

    /// Each of them gets two answers.
    private static final int FOLLOWS_A_SECOND = 8;

    private final Plan plan;
    private final Journeys journeys;
    private final Run run;
    private final long began;

    public LoadSimulation() {
        run = Run.current();
        plan = run.plan();
        journeys = new Journeys(run);
        began = run.answers().now();
        setUp(populations().toList())
                .protocols(http.shareConnections()
                        .maxConnectionsPerHost(CONNECTIONS)
                        .disableCaching()
                        .disableWarmUp());
    }

    private Stream<PopulationBuilder> populations() {
        return switch (plan.scenario()) {
            case "spike" -> Stream.of(people(atOnceUsers(plan.count("people"))));
            case "stress" -> Stream.of(people(steps()));
            case "chat-storm" -> Stream.of(people(steady()), storm(atOnceUsers(1)));
            case "faults" ->
                Stream.of(
                        people(steady()), storm(rampUsers(plan.count("storms")).during(seconds("seconds"))));
            case "forecast" -> Phase.of(plan).stream().map(this::phase);
            case "news-storm" -> Stream.of(followers());
            case "steady" ->
                Stream.concat(
                        Stream.of(
                                people(steady()),
                                beside("readers", run.with(run.mix().of(Figures.compared())))),
                        run.peer().stream().map(peer -> beside("peers", peer)));
            case "endurance" -> Stream.of(people(steady()));
            case String other -> throw new IllegalArgumentException("no such scenario: " + other);
        };
    }

    private PopulationBuilder people(OpenInjectionStep... arrivals) {
        return scenario("people").exec(session(journeys)).injectOpen(arrivals);
    }

    private PopulationBuilder phase(Phase phase) {
        Crowd crowd = phase.crowd();
        OpenInjectionStep come = crowd.comes() == 0
                ? atOnceUsers(crowd.people())
                : rampUsers(crowd.people()).during(Phase.duration(crowd.comes()));
        return scenario(phase.name())
                .exec(journeys.session(
                        crowd.requests(),
                        seconds("think-from"),
                        seconds("think-to"),
                        began + Phase.duration(phase.until()).toMillis()))
                .injectOpen(nothingFor(Phase.duration(phase.from())), come);
    }

    /// They come and think as people do.
    ///
    /// @param who also the size that says how many they are
    private PopulationBuilder beside(String who, Run what) {
        return scenario(who).exec(session(new Journeys(what))).injectOpen(steady(plan.size(who)));
    }

    private ChainBuilder session(Journeys goes) {
        return goes.session(
                plan.count("requests"),
                seconds("think-from"),
                seconds("think-to"),
                began + seconds("seconds").toMillis());
    }

    private Duration seconds(String size) {
        return Duration.ofMillis((long) (plan.size(size) * 1000));
    }

    /// How long a session lasts on average, in seconds, if answers take no time.
    private double sessionSeconds() {
        return plan.size("requests") * (plan.size("think-from") + plan.size("think-to")) / 2;
    }

    /// As many people at a time as the plan says: they come within one think time, and then as many as leave.
    private OpenInjectionStep[] steady() {
        return steady(plan.size("people"));
    }

    private OpenInjectionStep[] steady(double people) {
        Duration comes = seconds("think-to");
        return new OpenInjectionStep[] {
            rampUsers((int) people).during(comes),
            constantUsersPerSec(people / sessionSeconds())
                    .during(seconds("seconds").minus(comes))
        };
    }

    /// More people from step to step, then again as few as at first.
    private OpenInjectionStep[] steps() {
        List<OpenInjectionStep> steps = new ArrayList<>();
        Duration step = seconds("seconds").dividedBy(4);
        int before = 0;
        for (String size : List.of("step-1", "step-2", "step-3")) {
            int people = plan.count(size);
            steps.add(rampUsers(people - before).during(step.dividedBy(4)));
            steps.add(constantUsersPerSec(people / sessionSeconds())
                    .during(step.multipliedBy(3).dividedBy(4)));
            before = people;
        }
        steps.add(constantUsersPerSec(plan.size("step-1") / sessionSeconds()).during(step));
        return steps.toArray(OpenInjectionStep[]::new);
    }

    /// Chats each of which says everything at once.
    private PopulationBuilder storm(OpenInjectionStep arrivals) {
        return scenario("storm").exec(journeys.storm(plan.count("storm"))).injectOpen(arrivals);
    }

    /// They follow the same community, as fast as Telegram lets them be answered.
    private PopulationBuilder followers() {
        return scenario("followers")
                .exec(journeys.follow(News.COMMUNITY))
                .injectOpen(rampUsers(plan.count("followers"))
                        .during(Duration.ofMillis((long) (1_000 * plan.size("followers") / FOLLOWS_A_SECOND))));
    }
}
