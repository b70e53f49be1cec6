package tidings.aws;

/// A text that will never be read as what it should be: trying again does not help. Holds nothing of the text.
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableException(Class<?> expected, String what, Throwable cause) {
        super("expected " + expected.getSimpleName() + ": " + what, withoutText(cause));
    }

    /// Parsers quote what they read; a cause that could is left out.
    private static Throwable withoutText(Throwable cause) {
        return cause instanceof com.fasterxml.jackson.core.JacksonException ? null : cause;
    }
}
