package tidings.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/// Captures what is logged until it is closed, exceptions included.
public final class LogCapture extends AbstractAppender implements AutoCloseable {
    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private LogCapture(Logger logger) {
        super("capture", null, null, true, Property.EMPTY_ARRAY);
        this.logger = logger;
        start();
        logger.addAppender(this);
    }

    public static LogCapture of(Class<?> type) {
        return new LogCapture((Logger) LogManager.getLogger(type));
    }

    public static LogCapture ofEverything() {
        return new LogCapture((Logger) LogManager.getRootLogger());
    }

    /// One for each line, the exception behind the message.
    public List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void append(LogEvent event) {
        messages.add(event.getMessage().getFormattedMessage() + (event.getThrown() == null ? "" : event.getThrown()));
    }

    @Override
    public void close() {
        logger.removeAppender(this);
        stop();
    }
}
