package tidings.ratelimit;

import tidings.domain.SourceProblem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.ratelimit.SharedState.Change;

/// The requests that all environments together may make to one source. Thread-safe.
///
/// Taking a request costs one call; what its answer says costs another only where it is news.
public final class RequestBudget {
    private final SharedState<SourceState> shared;
    private final Allowance allowance;
    private final InstantSource clock;
    private volatile SourceState seen = SourceState.UNKNOWN;

    /// What became of asking for a request.
    public sealed interface Taken {
        /// One request may be made now, within a second.
        ///
        /// @param window that it was taken from
        record Permit(int window) implements Taken {}

        /// None may be made.
        ///
        /// @param until when there are requests again
        record Closed(Instant until) implements Taken {}
    }

    /// What may be expected of a source.
    ///
    /// @param answered when it last answered properly, to the minute
    /// @param spare how many scheduled requests may be made within the next minute
    public record Outlook(SourceHealth standing, Optional<Instant> answered, int spare) {}

    public RequestBudget(SharedState<SourceState> shared, Allowance allowance, InstantSource clock) {
        this.shared = shared;
        this.allowance = allowance;
        this.clock = clock;
    }

    /// The budget of Reddit in the table of sources.
    public static RequestBudget of(RedditMode mode, DynamoDbClient dynamoDb, String table, InstantSource clock) {
        return new RequestBudget(
                new DynamoDbSharedState<>(
                        dynamoDb,
                        table,
                        Map.of("source", AttributeValue.fromS(mode.source())),
                        SourceState.class,
                        _ -> Optional.empty()),
                mode.allowance(),
                clock);
    }

    public Taken take(Urgency urgency) {
        return shared.change(known -> {
            SourceState state = known.orElse(SourceState.UNKNOWN);
            Optional<SourceState> next = state.take(clock.instant(), urgency, allowance);
            seen = next.orElse(state);
            return next.map(taken -> Change.<SourceState, Taken>to(taken, new Taken.Permit(taken.window())))
                    .orElseGet(() -> Change.none(new Taken.Closed(state.nextWindow(urgency, allowance))));
        });
    }

    /// The source said how many requests its window still holds, and when that ends.
    public void heard(Taken.Permit permit, int remaining, Duration reset) {
        note(state -> state.heard(permit.window(), remaining, reset, clock.instant(), allowance));
    }

    /// The source wants to be left alone for a while.
    public void closed(Taken.Permit permit, Duration wait) {
        note(state -> state.closed(permit.window(), wait, clock.instant()));
    }

    public void answered() {
        note(state -> state.answeredAt(clock.instant()));
    }

    public void troubled(SourceProblem what) {
        note(state -> state.troubledAt(clock.instant(), what));
    }

    /// How the source is, and what may be expected of it.
    public Outlook outlook() {
        SourceState state = shared.get().orElse(SourceState.UNKNOWN);
        Instant now = clock.instant();
        return new Outlook(state.standing(now), state.answered(), state.spare(now, allowance));
    }

    /// What changes nothing of the state that was seen last is no news.
    private void note(UnaryOperator<SourceState> news) {
        if (!news.apply(seen).equals(seen)) {
            shared.change(known -> {
                SourceState state = known.orElse(SourceState.UNKNOWN);
                SourceState next = news.apply(state);
                seen = next;
                return next.equals(state) ? Change.none(true) : Change.to(next, true);
            });
        }
    }
}
