package tidings.botapi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/// Captures all that is logged until it is closed, exceptions included.
final class LogCapture extends AbstractAppender implements AutoCloseable {
    private final Logger logger;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private LogCapture(Logger logger) {
        super("capture", null, null, true, Property.EMPTY_ARRAY);
        this.logger = logger;
    }

    static LogCapture ofEverything() {
        LogCapture capture = new LogCapture((Logger) LogManager.getRootLogger());
        capture.start();
        capture.logger.addAppender(capture);
        return capture;
    }

    List<String> messages() {
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
