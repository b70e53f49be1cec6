package tidings.localstack.sample;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes each event as one line into `<function>.events` in the folder that the environment names.
public final class Recorder implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        write(context, new String(input.readAllBytes()));
        output.write("null".getBytes());
    }

    static void write(Context context, String line) throws IOException {
        Path file = Path.of(System.getenv("RECORD_FOLDER"), context.getFunctionName() + ".events");
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
