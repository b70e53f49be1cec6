package tidings.localstack.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Listens as the X-Ray daemon does and keeps the latest segments. Thread-safe.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html
public final class XRayDaemon implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(XRayDaemon.class.getName());
    private static final int MOST = 10_000;
    private static final int DATAGRAM = 65_535;

    private final DatagramSocket socket;
    private final Deque<JsonNode> segments = new ArrayDeque<>();
    private final ObjectMapper json = new ObjectMapper();
    private volatile Consumer<JsonNode> listener = _ -> {};

    private XRayDaemon(DatagramSocket socket) {
        this.socket = socket;
    }

    /// Listens on a free loopback port.
    public static XRayDaemon listen() {
        try {
            XRayDaemon daemon =
                    new XRayDaemon(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            Thread.ofVirtual().name("X-Ray daemon").start(daemon::receive);
            return daemon;
        } catch (SocketException e) {
            throw new UncheckedIOException("the X-Ray daemon cannot listen", e);
        }
    }

    /// Where functions send segments.
    public URI endpoint() {
        return URI.create("udp://127.0.0.1:" + socket.getLocalPort());
    }

    /// From now on tells of each segment, on the thread that receives them; only the latest are kept here.
    public void tell(Consumer<JsonNode> listener) {
        this.listener = listener;
    }

    private void receive() {
        DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM], DATAGRAM);
        while (!socket.isClosed()) {
            try {
                packet.setLength(DATAGRAM);
                socket.receive(packet);
                add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.log(System.Logger.Level.WARNING, "a segment cannot be read", e);
                }
            }
        }
    }

    /// A line that names the format, and the segment.
    private void add(String text) throws IOException {
        String[] lines = text.split("\n", 2);
        JsonNode header = json.readTree(lines[0]);
        if (lines.length != 2 || !header.path("format").asText().equals("json")) {
            throw new IOException("not a segment of X-Ray: " + lines[0]);
        }
        JsonNode segment = json.readTree(lines[1]);
        synchronized (segments) {
            segments.add(segment);
            if (segments.size() > MOST) {
                segments.removeFirst();
            }
        }
        listener.accept(segment);
    }

    /// Those of the latest segments that are of this trace, in the order in which they began.
    ///
    /// @param id such as `1-6568a2e8-0123456789abcdef01234567`
    public List<JsonNode> trace(String id) {
        return segments().stream()
                .filter(segment -> segment.path("trace_id").asText().equals(id))
                .sorted((one, other) -> Double.compare(
                        one.path("start_time").asDouble(),
                        other.path("start_time").asDouble()))
                .toList();
    }

    /// The latest segments, the earliest first.
    public List<JsonNode> segments() {
        synchronized (segments) {
            return List.copyOf(segments);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
