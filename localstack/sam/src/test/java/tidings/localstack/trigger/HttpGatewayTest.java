package tidings.localstack.trigger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpGatewayTest {
    @Test
    void aFunctionThatTakesTooLongIsNotWaitedForAndGoesOn() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);

        assertThat(HttpGateway.within(Duration.ZERO, () -> {
                    told.await();
                    done.countDown();
                    return "late";
                }))
                .isEmpty();
        told.countDown();
        done.await();
    }

    @Test
    void aFunctionThatAnswersInTimeIs() throws InterruptedException {
        assertThat(HttpGateway.within(Duration.ofMinutes(1), () -> "answer")).contains("answer");
    }
}
