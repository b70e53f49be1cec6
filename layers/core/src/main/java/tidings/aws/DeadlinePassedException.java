package tidings.aws;

/// There is no time left in this invocation for another remote call. What was to be done is done in the next one.
public final class DeadlinePassedException extends UnavailableException {
    DeadlinePassedException() {
        super("no time is left in this invocation for a remote call");
    }
}
