package tidings.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import tidings.aws.Invocation;

/// Handles requests of CloudFormation for a custom resource, and answers each before the function times out, however
/// the change ends. The event is never logged: it may hold secrets, and the response URL is as good as a key.
abstract class CustomResourceHandler implements RequestHandler<CloudFormationCustomResourceEvent, Void> {
    /// Kept of the function's time for the response.
    private static final Duration RESPONSE = CloudFormation.LIMIT.plusSeconds(1);

    private final ResourceChanges changes;
    private final CloudFormation cloudFormation = new CloudFormation();
    private final InstantSource clock;

    CustomResourceHandler(CustomResource resource, InstantSource clock) {
        this.changes = new ResourceChanges(resource, clock);
        this.clock = clock;
    }

    @Override
    public final Void handleRequest(CloudFormationCustomResourceEvent event, Context context) {
        Duration limit = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESPONSE);
        return Invocation.run(context, clock, () -> {
            Result result = make(event, limit);
            try {
                cloudFormation.respond(request(event), result);
            } catch (IOException e) {
                // Lambda retries the event in a minute; making a change twice does no harm.
                throw new UncheckedIOException(e);
            }
            return null;
        });
    }

    private Result make(CloudFormationCustomResourceEvent event, Duration limit) {
        ResourceChange change;
        try {
            change = change(event);
        } catch (RuntimeException e) {
            String name = Optional.ofNullable(event.getPhysicalResourceId()).orElse(event.getLogicalResourceId());
            return new Result.Failed(
                    name,
                    "The request is not one of CloudFormation's: "
                            + e.getClass().getSimpleName() + ".");
        }
        return changes.make(change, limit);
    }

    static ResourceChange change(CloudFormationCustomResourceEvent event) {
        return new ResourceChange(
                ResourceChange.Kind.valueOf(event.getRequestType().toUpperCase(Locale.ROOT)),
                event.getLogicalResourceId(),
                Optional.ofNullable(event.getPhysicalResourceId()),
                new Properties(event.getResourceProperties()));
    }

    private static CloudFormation.Request request(CloudFormationCustomResourceEvent event) {
        return new CloudFormation.Request(
                URI.create(event.getResponseUrl()),
                event.getStackId(),
                event.getRequestId(),
                event.getLogicalResourceId());
    }
}
