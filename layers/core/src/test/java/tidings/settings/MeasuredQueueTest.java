package tidings.settings;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tidings.aws.Env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class MeasuredQueueTest {
    private static Env env(String queues) {
        return Env.of(Map.of("MEASURED_QUEUES", queues)::get);
    }

    @Test
    void aQueueHasItsDeadLettersAndItsLimit() {
        assertThat(MeasuredQueue.from(env("posts=stack-posts stack-posts-dead 120, alarms=stack-alarms dead 300")))
                .containsExactly(
                        new MeasuredQueue("posts", "stack-posts", "stack-posts-dead", Duration.ofMinutes(2)),
                        new MeasuredQueue("alarms", "stack-alarms", "dead", Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"posts", "posts=", "posts=one two", "posts=one two three", "posts=one two 1 2", "a=b c 1,d"})
    void anythingElseIsRefusedWithWhatWouldBeRight(String queues) {
        assertThatIllegalStateException()
                .isThrownBy(() -> MeasuredQueue.from(env(queues)))
                .withMessageContaining("MEASURED_QUEUES must");
    }
}
