package tidings.setup;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The samples of `events/setup`, read as Lambda reads them.
final class Events {
    private Events() {}

    static CloudFormationCustomResourceEvent read(String name) {
        Path path = Path.of("../../events/setup", name + ".json");
        try (InputStream in = Files.newInputStream(path)) {
            return LambdaEventSerializers.serializerFor(
                            CloudFormationCustomResourceEvent.class, Events.class.getClassLoader())
                    .fromJson(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The sample with its answer going there and some properties as they are here.
    static CloudFormationCustomResourceEvent read(String name, Answers answers, Map<String, ?> here) {
        CloudFormationCustomResourceEvent event = read(name);
        event.setResponseUrl(answers.address().toString());
        Map<String, Object> properties = new HashMap<>(event.getResourceProperties());
        properties.putAll(here);
        event.setResourceProperties(properties);
        return event;
    }
}
