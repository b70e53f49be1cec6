package tidings.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import tidings.aws.Env;

/// Writes log lines with the fields of `log-layout.json`, which those of all functions have.
final class JsonLog extends LegacyAbstractLogger {
    static final String REQUEST = "function_request_id";

    private static final long serialVersionUID = 1L;

    private static final int LEAST =
            Level.valueOf(Env.system().given("LOG_LEVEL").orElse("INFO")).toInt();

    private static final InstantSource CLOCK = InstantSource.system();

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final String service;

    JsonLog(String name, String service) {
        this.name = name;
        this.service = service;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
        JsonLine.print(line -> {
            line.writeStringField("level", level.name());
            line.writeStringField("message", MessageFormatter.basicArrayFormat(pattern, arguments));
            if (thrown != null) {
                writeError(line, thrown);
            }
            line.writeStringField("service", service);
            writeField(line, REQUEST);
            line.writeStringField("timestamp", TIME.format(CLOCK.instant()));
            writeField(line, "correlation_id");
        });
    }

    private static void writeError(JsonGenerator line, Throwable thrown) throws IOException {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        line.writeObjectFieldStart("error");
        line.writeStringField("message", thrown.getMessage());
        line.writeStringField("name", thrown.getClass().getName());
        line.writeStringField("stack", stack.toString());
        line.writeEndObject();
    }

    private static void writeField(JsonGenerator line, String field) throws IOException {
        String value = MDC.get(field);
        if (value != null) {
            line.writeStringField(field, value);
        }
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return isEnabled(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return isEnabled(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return isEnabled(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return isEnabled(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return isEnabled(Level.ERROR);
    }

    private static boolean isEnabled(Level level) {
        return level.toInt() >= LEAST;
    }
}
