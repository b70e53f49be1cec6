package tidings.localstack.reddit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The planned faults of subreddits, in addition to those that always show one. Thread-safe.
public final class Faults {
    /// Stands for every subreddit.
    public static final String EVERYWHERE = "*";

    private record Planned(Fault fault, int times) {}

    private final Map<String, Planned> planned = new TreeMap<>();

    Faults() {}

    /// The next `times` listings or feeds of the subreddit show the fault.
    ///
    /// @throws IllegalArgumentException when `times` is not positive
    public synchronized void plan(String subreddit, Fault fault, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be 1 or more, not " + times);
        }
        planned.put(key(subreddit), new Planned(fault, times));
    }

    public synchronized void clear() {
        planned.clear();
    }

    /// The fault to show now, if any; a planned one is consumed by this call.
    synchronized Optional<Fault> next(String subreddit) {
        Optional<Fault> named = Fault.ofSubreddit(subreddit);
        if (named.isPresent()) {
            return named;
        }
        String place = planned.containsKey(key(subreddit)) ? key(subreddit) : EVERYWHERE;
        Planned plan = planned.get(place);
        if (plan == null) {
            return Optional.empty();
        }
        if (plan.times() == 1) {
            planned.remove(place);
        } else {
            planned.put(place, new Planned(plan.fault(), plan.times() - 1));
        }
        return Optional.of(plan.fault());
    }

    synchronized Map<String, String> view() {
        Map<String, String> view = new TreeMap<>();
        planned.forEach((subreddit, plan) -> view.put(subreddit, plan.fault() + " x " + plan.times()));
        return view;
    }

    private static String key(String subreddit) {
        return subreddit.toLowerCase(Locale.ROOT);
    }
}
