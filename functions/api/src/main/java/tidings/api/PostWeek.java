package tidings.api;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tidings.aws.HttpResponse;
import tidings.settings.Week;

/// Tells operators of the last week, once; a schedule asks for it every hour.
record PostWeek(Weeks weeks, Performance performance, Operators operators) implements Route {
    /// @param last that was read
    /// @param store replaces it
    record Weeks(Supplier<Optional<Week>> last, Consumer<Week> store) {}

    /// @param told whether this request told of it
    private record Told(boolean told) {}

    @Override
    public Operation operation() {
        return new Operation("POST", "/performance/week", Access.OPERATOR);
    }

    @Override
    public HttpResponse handle(Request request) {
        Optional<Week> next = weeks.last().get().filter(week -> !week.told());
        next.ifPresent(this::tell);
        return HttpResponse.json(200, new Told(next.isPresent()));
    }

    /// Notes it afterwards: what is told twice is one card.
    private void tell(Week week) {
        Evidence evidence = performance.evidence();
        operators.show(
                "week." + week.until().getEpochSecond(), "told", texts -> new WeekCard(week, evidence, texts).card());
        weeks.store().accept(week.asTold());
    }
}
