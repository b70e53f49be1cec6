package tidings.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A function's part of a trace, with a subsegment for each remote call, sent to the X-Ray daemon when it ends.
/// Recorded
/// only where Lambda sampled the trace and there is a daemon; everything else costs a look at the trace header.
/// Of one thread: what others do meanwhile is left out.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html
public final class Segment {
    /// The property by which the X-Ray SDK, too, is told of another daemon than that of the environment.
    static final String DAEMON = "com.amazonaws.xray.emitters.daemonAddress";

    /// Of priming: its segments are made, and sent where nobody listens.
    static final String NOWHERE = "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=1";

    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);
    private static final ScopedValue<Segment> CURRENT = ScopedValue.newInstance();

    /// The daemon takes 64 KB; a subsegment has about 150 bytes.
    private static final int MOST = 200;

    private final String root;
    private final String id = newId();
    private final InstantSource clock;
    private final List<String> remote = new ArrayList<>();

    private Segment(String root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /// Does `work` as a segment of the current trace, which what is queued meanwhile continues.
    public static <T> T of(InstantSource clock, Supplier<T> work) {
        Optional<String> header = Trace.current().filter(trace -> trace.contains("Sampled=1"));
        Optional<String> daemon = header.flatMap(Segment::daemon);
        if (daemon.isEmpty()) {
            return work.get();
        }
        Segment segment = new Segment(field(header.get(), "Root"), clock);
        long began = clock.millis();
        boolean failed = true;
        try {
            T result = Trace.with(
                    Optional.of("Root=" + segment.root + ";Parent=" + segment.id + ";Sampled=1"),
                    () -> ScopedValue.where(CURRENT, segment).call(work::get));
            failed = false;
            return result;
        } finally {
            segment.send(daemon.get(), field(header.get(), "Parent"), began, failed);
        }
    }

    /// Makes a remote call, as a subsegment if there is a segment.
    public static <T, E extends Exception> T remote(String service, Breaker.Call<T, E> call) throws E {
        if (!isRecording()) {
            return call.get();
        }
        long began = CURRENT.get().clock.millis();
        boolean failed = true;
        try {
            T result = call.get();
            failed = false;
            return result;
        } finally {
            ended(service, Duration.ofMillis(CURRENT.get().clock.millis() - began), failed);
        }
    }

    static boolean isRecording() {
        return CURRENT.isBound();
    }

    public static void ended(String service, Duration took, boolean failed) {
        ended(service, took, failed, 0);
    }

    /// Notes a remote call that has ended now.
    ///
    /// @param bytes that were sent with it; 0 if that is not known
    static void ended(String service, Duration took, boolean failed, long bytes) {
        if (isRecording() && CURRENT.get().remote.size() < MOST) {
            Segment segment = CURRENT.get();
            long now = segment.clock.millis();
            StringBuilder call = new StringBuilder();
            document(call, service, newId(), now - took.toMillis(), now, failed);
            if (bytes > 0) {
                call.append(",\"metadata\":{\"sent\":{\"bytes\":").append(bytes).append("}}");
            }
            segment.remote.add(call.append(",\"namespace\":\"remote\"}").toString());
        }
    }

    private void send(String daemon, String parent, long began, boolean failed) {
        String name = Env.system().given("POWERTOOLS_SERVICE_NAME").orElse("tidings");
        StringBuilder packet = new StringBuilder("{\"format\":\"json\",\"version\":1}\n");
        document(packet, name, id, began, clock.millis(), failed);
        packet.append(",\"trace_id\":\"").append(root);
        if (!parent.isEmpty()) {
            packet.append("\",\"parent_id\":\"").append(parent);
        }
        packet.append("\",\"subsegments\":[").append(String.join(",", remote)).append("]}");
        int colon = daemon.lastIndexOf(':');
        try (DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET)) {
            channel.send(
                    ByteBuffer.wrap(packet.toString().getBytes(StandardCharsets.UTF_8)),
                    new InetSocketAddress(daemon.substring(0, colon), Integer.parseInt(daemon.substring(colon + 1))));
        } catch (IOException | IllegalArgumentException e) { // an address may be none
            LOG.warn("a segment is lost: {}", e.toString());
        }
    }

    /// Appends its beginning, with times in seconds. Concatenation would load classes of its own for each text,
    /// also into the webhook.
    private static void document(StringBuilder packet, String name, String id, long began, long ended, boolean failed) {
        packet.append("{\"name\":\"").append(name).append("\",\"id\":\"").append(id);
        packet.append("\",\"start_time\":").append(seconds(began));
        packet.append(",\"end_time\":").append(seconds(ended)).append(failed ? ",\"fault\":true" : "");
    }

    private static String seconds(long millis) {
        return millis / 1000 + "." + Long.toString(1000 + millis % 1000).substring(1);
    }

    private static Optional<String> daemon(String header) {
        return header.equals(NOWHERE)
                ? Optional.of("127.0.0.1:9") // the port that discards
                : Optional.ofNullable(System.getProperty(DAEMON))
                        .or(() -> Env.system().given("AWS_XRAY_DAEMON_ADDRESS"));
    }

    private static String field(String header, String name) {
        for (String part : header.split(";")) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1);
            }
        }
        return "";
    }

    private static String newId() {
        String hex = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return "0".repeat(16 - hex.length()) + hex;
    }
}
