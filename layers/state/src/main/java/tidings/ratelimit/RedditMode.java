package tidings.ratelimit;

import java.util.Locale;

/// How Reddit is read.
public enum RedditMode {
    OAUTH,
    RSS,
    /// OAuth, against a Reddit that is none.
    SANDBOX,
    OFF;

    /// Names Reddit as it is read so, in the table of sources.
    public String source() {
        return "reddit/" + name().toLowerCase(Locale.ROOT);
    }

    public Allowance allowance() {
        return switch (this) {
            case OAUTH, SANDBOX -> Allowance.CLIENT;
            case RSS -> Allowance.ADDRESS;
            case OFF -> Allowance.NOTHING;
        };
    }
}
