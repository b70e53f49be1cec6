package tidings.aws;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;

/// A text that this version will never read as what it should be: trying again does not help it. Holds nothing of
/// the text.
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    public UnreadableException(Class<?> expected, String what, Throwable cause) {
        super("expected " + expected.getSimpleName() + ": " + what, withoutText(cause));
        newer = switch (cause) {
            case InvalidTypeIdException type ->
                type.getTypeId() != null && !type.getTypeId().isBlank();
            case InvalidFormatException value ->
                value.getTargetType() != null && value.getTargetType().isEnum();
            case null, default -> false;
        };
    }

    /// Whether a newer version may read it: it names a type or a constant that this one does not know.
    public boolean isNewer() {
        return newer;
    }

    /// Parsers quote what they read; a cause that could is left out.
    private static Throwable withoutText(Throwable cause) {
        return cause instanceof JacksonException ? null : cause;
    }
}
