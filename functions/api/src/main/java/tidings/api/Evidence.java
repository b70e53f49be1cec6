package tidings.api;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tidings.api.SystemMetrics.All;
import tidings.settings.Profile;
import tidings.settings.Remedy;
import tidings.settings.Tunable;
import tidings.settings.Tunables;

/// What the rules of suggestions look at: numbers that the API has anyway, so that asking costs nothing.
///
/// @param hourToCome its usual updates, as a multiple of those of a usual hour; reads the history
record Evidence(All metrics, Tunables tunables, Supplier<Optional<Double>> hourToCome) {
    /// A total or an average of the last hour that CloudWatch reported.
    Optional<Double> lastHour(String name) {
        return Budget.lastHour(metrics, name);
    }

    /// Messages that wait in a queue, now.
    int waiting(String queue) {
        return Optional.ofNullable(metrics.queues().get(queue))
                .map(Queues.Depth::visible)
                .orElse(0);
    }

    /// Requests to Reddit in the last hour.
    double requests() {
        return Stream.of("feedsFetched", "feedsRefused", "feedsFailed")
                .mapToDouble(name -> lastHour(name).orElse(0.0))
                .sum();
    }

    Optional<Double> newPostsPerRequest() {
        return Optional.of(lastHour("newPosts").orElse(0.0) / requests()).filter(Double::isFinite);
    }

    int value(Tunable tunable) {
        return tunables.get(tunable);
    }

    Profile profile() {
        return Profile.all().get(profileName());
    }

    String profileName() {
        return metrics.system().profile();
    }

    /// Deploys the profile that is deployed, with its numbers as they are then.
    String deploy() {
        return ProfileView.command(profileName());
    }

    /// What takes a step, or as much of it as there is; nothing if there is none.
    Optional<Suggestion> scaled(String id, String seen, String cost, Remedy remedy, Measure measure, String effect) {
        Tunable tunable = remedy.tunable();
        int now = value(tunable);
        int to = remedy.of(now);
        return to == now
                ? Optional.empty()
                : Optional.of(Suggestion.live(id, seen, cost, tunable, now, to, measure, effect));
    }

    static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
