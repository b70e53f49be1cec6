package tidings.webhook;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.InstantSource;
import tidings.aws.Meter;

/// Writes each metric as [Meter] of the other functions does, without their library, which takes longer to load
/// than everything that the webhook does.
///
/// @param namespace of the function's stack
record EmfLines(String namespace, String service, InstantSource clock) implements Meter {
    static EmfLines of(String service, InstantSource clock) {
        return new EmfLines(Meter.namespace(), service, clock);
    }

    @Override
    public void count(String metric, String outcome, double value) {
        JsonLine.print(line -> {
            line.writeObjectFieldStart("_aws");
            line.writeNumberField("Timestamp", clock.millis());
            line.writeArrayFieldStart("CloudWatchMetrics");
            directive(line, metric);
            line.writeEndArray();
            line.writeEndObject();
            line.writeStringField("service", service);
            line.writeStringField("outcome", outcome);
            line.writeNumberField(metric, value);
        });
    }

    private void directive(JsonGenerator line, String metric) throws IOException {
        line.writeStartObject();
        line.writeStringField("Namespace", namespace);
        line.writeArrayFieldStart("Dimensions");
        line.writeArray(new String[] {"service", "outcome"}, 0, 2);
        line.writeEndArray();
        line.writeArrayFieldStart("Metrics");
        line.writeStartObject();
        line.writeStringField("Name", metric);
        line.writeStringField("Unit", "Count");
        line.writeEndObject();
        line.writeEndArray();
        line.writeEndObject();
    }
}
