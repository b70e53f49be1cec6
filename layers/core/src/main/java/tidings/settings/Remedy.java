package tidings.settings;

/// A step by which a tunable helps: the suggestions of the API and the cards of alarms propose the same ones.
public enum Remedy {
    CACHE_LONGER(Tunable.LISTING_TTL, 2),
    SCRAPE_LESS(Tunable.SCRAPE_INTERVAL, 2),
    SEND_FASTER(Tunable.SENDS_PER_SECOND, 2),
    RECLASSIFY_LESS(Tunable.RECLASSIFY_BATCH, 0.5),
    NARROW_CATEGORIZER(Tunable.CATEGORIZER_GATE, 0.5),
    WIDEN_CATEGORIZER(Tunable.CATEGORIZER_GATE, 2);

    private final Tunable tunable;
    private final double factor;

    Remedy(Tunable tunable, double factor) {
        this.tunable = tunable;
        this.factor = factor;
    }

    public Tunable tunable() {
        return tunable;
    }

    /// What the tunable would be then; as it is where it goes no further.
    public int of(int now) {
        return Math.clamp(Math.round(now * factor), tunable.min(), tunable.max());
    }
}
