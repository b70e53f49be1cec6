package tidings.insights;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Meter;

/// Whether Telegram and people reach this deployment, tried from outside its VPC: the webhook has to refuse a
/// wrong secret, for which it reads the right one, and the API has to be healthy.
///
/// Metric: `Availability`, 1 or 0, with the outcome `reached`.
///
/// @param api base URL of the API
record Probe(URI webhook, URI api, Meter meter) {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    void run() {
        boolean received = answers("POST", webhook, 401);
        boolean healthy = answers("GET", URI.create(api + "/health"), 200);
        meter.count("Availability", "reached", received && healthy ? 1 : 0);
    }

    private static boolean answers(String method, URI url, int expected) {
        try {
            int status = status(method, url);
            if (status != expected) {
                LOG.error("{} {} answers {} instead of {}", method, url.getPath(), status, expected);
            }
            return status == expected;
        } catch (IOException e) {
            LOG.error("{} {} does not answer: {}", method, url.getPath(), e.toString());
            return false;
        }
    }

    private static int status(String method, URI url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(millis(CONNECT));
        connection.setReadTimeout(millis(ANSWER));
        connection.setRequestMethod(method);
        connection.setRequestProperty("X-Telegram-Bot-Api-Secret-Token", "probe");
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static int millis(Duration limit) {
        return Math.toIntExact(Deadline.current().atMost(limit).toMillis());
    }
}
