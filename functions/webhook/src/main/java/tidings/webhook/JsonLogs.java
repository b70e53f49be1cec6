package tidings.webhook;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;
import tidings.aws.Env;

/// Logging of the webhook for SLF4J, in place of Log4j and Powertools: these load more classes than the rest of
/// the function.
public final class JsonLogs implements SLF4JServiceProvider {
    private final BasicMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter fields = new BasicMDCAdapter();
    private final String service = Env.system().given("POWERTOOLS_SERVICE_NAME").orElse("webhook");

    /// Has SLF4J use it. Called before the first logger is made; other jars on the class path of tests bring
    /// loggers of their own.
    static void use() {
        System.setProperty("slf4j.provider", JsonLogs.class.getName());
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> new JsonLog(name, service);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return fields;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.17";
    }

    @Override
    public void initialize() {
        // There is nothing to set up.
    }
}
