package tidings.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Against the bytes that the daemon gets.
/// https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
class SegmentTest {
    private static final String ROOT = "1-6568a2e8-0123456789abcdef01234567";
    private static final String SAMPLED = "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1";

    private final DatagramSocket daemon = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private Instant now = Instant.parse("2026-11-20T12:00:00.042Z");
    private final InstantSource clock = () -> now;

    SegmentTest() throws IOException {
        System.setProperty(Segment.DAEMON, "127.0.0.1:" + daemon.getLocalPort());
    }

    @AfterEach
    void stop() {
        System.clearProperty(Segment.DAEMON);
        daemon.close();
    }

    private <T> T traced(String header, Supplier<T> work) {
        return Trace.with(Optional.of(header), () -> Segment.of(clock, work));
    }

    private String received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        daemon.setSoTimeout(30_000);
        daemon.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private JsonNode document() throws IOException {
        String[] lines = received().split("\n", 2);
        assertThat(lines[0]).isEqualTo("{\"format\":\"json\",\"version\":1}");
        return Json.mapper().readTree(lines[1]);
    }

    private String takes(String name, int millis) {
        return Segment.remote(name, () -> {
            now = now.plusMillis(millis);
            return name;
        });
    }

    @Test
    void isPartOfItsTraceAndHasAPartForEachRemoteCall() throws IOException {
        String last = traced(SAMPLED, () -> takes("Valkey", 3) + takes("Telegram", 205));

        JsonNode segment = document();
        assertThat(last).isEqualTo("ValkeyTelegram");
        assertThat(segment.path("name").textValue()).isEqualTo("tidings");
        assertThat(segment.path("trace_id").textValue()).isEqualTo(ROOT);
        assertThat(segment.path("parent_id").textValue()).isEqualTo("53995c3f42cd8ad8");
        assertThat(segment.path("id").textValue()).matches("[0-9a-f]{16}");
        assertThat(segment.path("start_time").toString()).isEqualTo("1.795176000042E9");
        assertThat(segment.path("end_time").doubleValue()
                        - segment.path("start_time").doubleValue())
                .isCloseTo(0.208, within(1e-6));
        assertThat(segment.has("fault")).isFalse();
        assertThat(segment.path("subsegments"))
                .extracting(call -> call.path("name").textValue())
                .containsExactly("Valkey", "Telegram");
        assertThat(segment.path("subsegments"))
                .allSatisfy(
                        call -> assertThat(call.path("namespace").textValue()).isEqualTo("remote"))
                .extracting(call -> call.path("id").textValue())
                .doesNotHaveDuplicates()
                .doesNotContain(segment.path("id").textValue());
    }

    @Test
    void isTheParentOfWhatIsQueuedMeanwhile() throws IOException {
        String inside = traced(SAMPLED, () -> Trace.current().orElseThrow());

        assertThat(inside)
                .isEqualTo("Root=" + ROOT + ";Parent=" + document().path("id").textValue() + ";Sampled=1");
    }

    @Test
    void whatFailsIsAFaultAndFailsAllTheSame() throws IOException {
        assertThatThrownBy(() -> traced(
                        SAMPLED,
                        () -> Segment.remote("Reddit", () -> {
                            throw new IllegalStateException("boom");
                        })))
                .hasMessage("boom");

        JsonNode segment = document();
        assertThat(segment.path("fault").booleanValue()).isTrue();
        assertThat(segment.at("/subsegments/0/fault").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=0",
                "Root=" + ROOT,
                "Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=?",
                ""
            })
    void aTraceThatIsNotSampledIsPassedOnAndNotRecorded(String header) throws IOException {
        assertThat(traced(header, () -> takes("Valkey", 3) + Trace.current().orElseThrow()))
                .isEqualTo("Valkey" + header);

        daemon.setSoTimeout(1);
        assertThatThrownBy(() -> daemon.receive(new DatagramPacket(new byte[1], 1)))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void withoutADaemonNothingIsRecorded() {
        System.clearProperty(Segment.DAEMON);

        assertThat(traced(SAMPLED, () -> Segment.isRecording())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:99999", "nobody.invalid:2000", "127.0.0.1:", "somewhere:2000x"})
    void aDaemonThatCannotBeReachedLosesASegmentAndNoAnswer(String address) {
        System.setProperty(Segment.DAEMON, address);

        assertThat(traced(SAMPLED, () -> "answer")).isEqualTo("answer");
    }

    /// A datagram has 64 KB.
    @Test
    void ofVeryManyCallsTheFirstAreTold() throws IOException {
        traced(
                SAMPLED,
                () -> IntStream.range(0, 5_000)
                        .mapToObj(_ -> takes("DynamoDb BatchGetItem", 1))
                        .toList());

        String bytes = received();
        assertThat(bytes).hasSizeLessThan(60_000);
        assertThat(Json.mapper().readTree(bytes.split("\n", 2)[1]).path("subsegments"))
                .hasSizeGreaterThan(100);
    }

    /// As the marshalling of a real call to AWS shows.
    @Test
    void aCallOfAwsIsARemoteCall() throws IOException {
        Wiring wiring = Wiring.silent();
        traced(SAMPLED, () -> {
            wiring.sqs().getQueueAttributes(request -> request.queueUrl("https://sqs.example.org/q"));
            return null;
        });

        List<String> calls = StreamSupport.stream(document().path("subsegments").spliterator(), false)
                .map(call -> call.path("name").textValue())
                .toList();
        assertThat(calls).containsExactly("Sqs GetQueueAttributes");
    }

    @Test
    void primingMakesASegmentThatNobodyGets() throws IOException {
        assertThat(Invocation.within(Priming.context(), clock, () -> Segment.of(clock, Segment::isRecording)))
                .isTrue();

        daemon.setSoTimeout(1);
        assertThatThrownBy(() -> daemon.receive(new DatagramPacket(new byte[1], 1)))
                .isInstanceOf(SocketTimeoutException.class);
    }
}
