package tidings.topics.train;

/// Data or options that a command cannot use; the message is for the person who supplied them.
final class InvalidInputException extends RuntimeException {
    InvalidInputException(String message) {
        super(message);
    }
}
