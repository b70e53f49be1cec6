package tidings.encoder;

/// The encoder cannot be loaded, or failed; the message says what of it.
public final class EncoderException extends RuntimeException {
    EncoderException(String message) {
        super(message);
    }

    EncoderException(String message, Throwable cause) {
        super(message, cause);
    }
}
