package tidings.topics.train;

/// Data or arguments that a command cannot work with; the message is for the person who gave them.
final class BadData extends RuntimeException {
    BadData(String message) {
        super(message);
    }
}
