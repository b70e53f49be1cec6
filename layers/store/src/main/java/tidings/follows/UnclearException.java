package tidings.follows;

import tidings.follows.Reading.Problem;
import tidings.follows.Reading.Unclear;

/// Ends the reading of a text that is not understood; never leaves [FollowParser].
final class UnclearException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Unclear unclear;

    UnclearException(Problem problem, String part) {
        super(problem.name(), null, false, false);
        this.unclear = new Unclear(problem, part);
    }

    Unclear unclear() {
        return unclear;
    }
}
