package tidings.selection;

import java.util.Locale;

/// What became of a story for a place. Its text is its name in lower case.
public enum DeliveryState {
    /// Goes out alone, as soon as it is due.
    PENDING,
    /// Waits for the next brief, which is also what ends quiet hours.
    HELD,
    SENT,
    /// Not sent, for a reason; people can ask for it.
    SKIPPED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
