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
import tidings.aws.Meter;

/// The edge of every custom resource: takes CloudFormation's request, and answers it before the function's time is
/// over, whatever becomes of the change. The event is never logged: it may hold secrets, and the address that the
/// answer goes to is as good as a key.
abstract class CustomResourceHandler implements RequestHandler<CloudFormationCustomResourceEvent, Void> {
    /// Kept back from the function's time for the answer.
    private static final Duration FOR_THE_ANSWER = CloudFormation.PATIENCE.plusSeconds(1);

    private final Changes changes;
    private final CloudFormation cloudFormation = new CloudFormation();
    private final Meter meter;
    private final InstantSource clock;

    CustomResourceHandler(CustomResource resource, Meter meter, InstantSource clock) {
        this.changes = new Changes(resource, clock);
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public final Void handleRequest(CloudFormationCustomResourceEvent event, Context context) {
        Duration limit = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(FOR_THE_ANSWER);
        return Invocation.run(context, clock, () -> {
            Result ending = make(event, limit);
            meter.count("StackChanged", ending instanceof Result.Done ? "done" : "failed", 1);
            try {
                cloudFormation.tell(request(event), ending);
            } catch (IOException e) {
                // Lambda tries the whole again in a minute; no change does harm when it is made again.
                throw new UncheckedIOException(e);
            }
            return null;
        });
    }

    private Result make(CloudFormationCustomResourceEvent event, Duration limit) {
        Change change;
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

    static Change change(CloudFormationCustomResourceEvent event) {
        return new Change(
                Change.Kind.valueOf(event.getRequestType().toUpperCase(Locale.ROOT)),
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
