package tidings.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.ratelimit.SharedState.Change;

/// The requests that all environments together may make to one source. Thread-safe.
///
/// Taking a permit costs one call to the table; reporting an answer costs another only if it changes the state.
public final class RequestBudget {
    private final SharedState<SourceState> shared;
    private final Allowance allowance;
    private final InstantSource clock;
    private volatile SourceState seen = SourceState.UNKNOWN;

    /// Whether a request may be made.
    public sealed interface Decision {
        /// One request may be made now, within a second.
        ///
        /// @param window that it counts against
        record Permit(int window) implements Decision {}

        /// The rate limit is used up.
        ///
        /// @param until when requests are possible again; still to come
        record Denied(Instant until) implements Decision {}
    }

    /// What to expect of a source.
    ///
    /// @param lastSuccess when it last answered, to the minute
    /// @param spare scheduled requests that may be made within the next minute
    public record Outlook(SourceHealth health, Optional<Instant> lastSuccess, int spare) {}

    public RequestBudget(SharedState<SourceState> shared, Allowance allowance, InstantSource clock) {
        this.shared = shared;
        this.allowance = allowance;
        this.clock = clock;
    }

    /// The budget of a source in the table of sources.
    ///
    /// @param source its key in the table
    public static RequestBudget of(
            String source, Allowance allowance, DynamoDbClient dynamoDb, String table, InstantSource clock) {
        return new RequestBudget(
                new DynamoDbSharedState<>(
                        dynamoDb,
                        table,
                        Map.of("source", AttributeValue.fromS(source)),
                        SourceState.class,
                        _ -> Optional.empty()),
                allowance,
                clock);
    }

    public static RequestBudget of(RedditMode mode, DynamoDbClient dynamoDb, String table, InstantSource clock) {
        return of(mode.source(), mode.allowance(), dynamoDb, table, clock);
    }

    /// A denial promises a turn to who waits, where the source gives one request at a time: at `until` the request
    /// is permitted with [Urgency#RESERVED], or has a later turn because somebody else has waited for fewer.
    public Decision take(Urgency urgency) {
        return shared.change(known -> {
            Instant now = clock.instant();
            SourceState state = WrongClock.corrected(known.orElse(SourceState.UNKNOWN), now);
            Optional<SourceState> next = state.take(now, urgency, allowance);
            if (next.isPresent()) {
                seen = next.get();
                return Change.to(seen, new Decision.Permit(seen.window()));
            }
            SourceState.Promise promise = state.promised(now, urgency, allowance);
            seen = promise.state();
            Decision denied = new Decision.Denied(promise.until());
            return seen.equals(state) ? Change.none(denied) : Change.to(seen, denied);
        });
    }

    /// The source reported how many requests are left in its window, and when the window ends.
    public void limitReported(Decision.Permit permit, int remaining, Duration reset) {
        update(state -> state.limitReported(permit.window(), remaining, reset, clock.instant(), allowance));
    }

    /// The source rejected a request and wants no more for a while.
    public void throttled(Decision.Permit permit, Duration wait) {
        update(state -> state.throttled(permit.window(), wait, clock.instant()));
    }

    /// The source answered.
    public void succeeded() {
        update(state -> state.succeededAt(clock.instant()));
    }

    /// The source answered and refused a community.
    ///
    /// @return whether it has refused so many lately, and given none, that it shuts us out
    public boolean refused(Community community) {
        update(state -> state.refusedAt(clock.instant(), community));
        return seen.shutsOut();
    }

    public void failed(SourceProblem problem) {
        update(state -> state.failedAt(clock.instant(), problem));
    }

    /// As of the last call here.
    public SourceHealth health() {
        return seen.health(clock.instant());
    }

    public Outlook outlook() {
        Instant now = clock.instant();
        SourceState state = WrongClock.corrected(shared.get().orElse(SourceState.UNKNOWN), now);
        return new Outlook(state.health(now), state.lastSuccess(), state.spare(now, allowance));
    }

    /// Writes nothing if the last known state already says the same.
    private void update(UnaryOperator<SourceState> change) {
        if (!change.apply(seen).equals(seen)) {
            shared.change(known -> {
                SourceState state = known.orElse(SourceState.UNKNOWN);
                SourceState next = change.apply(WrongClock.corrected(state, clock.instant()));
                seen = next;
                return next.equals(state) ? Change.none(true) : Change.to(next, true);
            });
        }
    }
}
