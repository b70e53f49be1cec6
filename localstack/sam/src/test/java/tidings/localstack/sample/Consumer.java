package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Records each message with its group and receive count, and fails where the body says so.
public final class Consumer implements RequestHandler<SQSEvent, SQSBatchResponse> {
    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            String body = message.getBody();
            int received = Integer.parseInt(message.getAttributes().get("ApproximateReceiveCount"));
            record(
                    context,
                    body + " " + received + " " + message.getAttributes().get("MessageGroupId"));
            if (body.startsWith("reported")) {
                failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            } else if (body.startsWith("thrown")) {
                throw new IllegalStateException("as asked");
            } else if (body.startsWith("slow") && received == 1) {
                sleep();
            } else if (body.startsWith("steady")) {
                pause();
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static void record(Context context, String line) {
        try {
            Recorder.write(context, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100); // a whole batch takes less than the queue hides it
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
