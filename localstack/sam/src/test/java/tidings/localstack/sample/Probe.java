package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// Does what the event says, so that a test sees how each ending of an invocation is reported.
public final class Probe implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("do-throw")) {
            throw new IllegalStateException("as asked");
        }
        if (event.contains("do-exit")) {
            Runtime.getRuntime().halt(3);
        }
        if (event.contains("do-sleep")) {
            sleep();
        }
        output.write(answer(event, context).getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(String event, Context context) {
        if (event.contains("do-environment")) {
            StringBuilder json = new StringBuilder("{");
            new TreeMap<>(System.getenv())
                    .forEach((name, value) -> json.append('"')
                            .append(name)
                            .append("\":\"")
                            .append(value)
                            .append("\","));
            return json.append("\"arn\":\"")
                    .append(context.getInvokedFunctionArn())
                    .append("\",\"left\":\"")
                    .append(context.getRemainingTimeInMillis())
                    .append("\",\"heap\":\"")
                    .append(Runtime.getRuntime().maxMemory())
                    .append("\"}")
                    .toString();
        }
        if (event.contains("do-huge")) {
            return "\"" + "x".repeat(7 * 1024 * 1024) + "\"";
        }
        if (event.contains("do-status")) {
            return "{\"statusCode\":418,\"headers\":{\"X-Kind\":\"teapot\"},\"cookies\":[\"a=1\",\"b=2\"],"
                    + "\"isBase64Encoded\":true,\"body\":\"c2hvcnQgYW5kIHN0b3V0\"}";
        }
        return "{\"echo\":" + (event.isEmpty() ? "null" : event) + "}";
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
