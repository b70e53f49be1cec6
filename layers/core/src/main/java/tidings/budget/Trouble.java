package tidings.budget;

import tidings.domain.Refusal;

/// Why a source gives nothing, whatever it is asked for.
public enum Trouble {
    /// It was asked too often.
    THROTTLED,
    /// It does not let us in, from this address or with this client.
    BLOCKED,
    /// It does not answer, or not properly.
    SILENT;

    /// How a person is told.
    public Refusal refusal() {
        return switch (this) {
            case THROTTLED -> Refusal.THROTTLED;
            case BLOCKED, SILENT -> Refusal.UNAVAILABLE;
        };
    }
}
