package tidings.localstack.trigger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatAFunctionAnswersInTimeIsPassedOn() throws InterruptedException {
        assertThat(HttpGateway.within(Duration.ofMinutes(1), () -> "answer")).contains("answer");
    }
}
