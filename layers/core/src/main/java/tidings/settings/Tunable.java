package tidings.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// A number that may be changed live. Without a change the profile says it.
public enum Tunable {
    LISTING_FRESH("listing-fresh", "seconds", 30, 86_400, profile -> seconds(profile.listingFresh())),
    SCRAPE_INTERVAL("scrape-interval", "seconds", 120, 86_400, profile -> seconds(profile.scrapeInterval())),
    READINGS_A_MINUTE("readings-a-minute", "scheduled readings", 0, 90, Profile::readingsAMinute),
    SENDS_A_SECOND("sends-a-second", "messages", 1, 30, Profile::sendsASecond);

    private final String id;
    private final String unit;
    private final int least;
    private final int most;
    private final ToIntFunction<Profile> profiled;

    Tunable(String id, String unit, int least, int most, ToIntFunction<Profile> profiled) {
        this.id = id;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.profiled = profiled;
    }

    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    public int least() {
        return least;
    }

    public int most() {
        return most;
    }

    public int of(Profile profile) {
        return profiled.applyAsInt(profile);
    }

    public static Optional<Tunable> find(String id) {
        return Arrays.stream(values()).filter(tunable -> tunable.id.equals(id)).findFirst();
    }

    /// @throws IllegalArgumentException naming the range, if the value lies outside
    public int checked(int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    id + " must be from " + least + " to " + most + " " + unit + ", not " + value);
        }
        return value;
    }

    /// @throws IllegalArgumentException naming all that there are, if there is none of that id
    public static Tunable named(String id) {
        List<String> all = Arrays.stream(values()).map(Tunable::id).toList();
        return find(id).orElseThrow(() -> new IllegalArgumentException("no tunable " + id + "; there are " + all));
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }
}
