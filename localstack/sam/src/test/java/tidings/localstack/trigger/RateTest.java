package tidings.localstack.trigger;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateTest {
    @ParameterizedTest
    @CsvSource({"rate(1 minute),PT1M", "rate(5 minutes),PT5M", "rate(2 hours),PT2H", "rate(1 day),PT24H"})
    void readsMinutesHoursAndDays(String expression, Duration every) {
        assertThat(Rate.parse(expression)).isEqualTo(every);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(0 minutes)", "rate(1 week)", "cron(0 8 * * ? *)", "at(2030-01-31T08:00:00)"})
    void rejectsAnUnsupportedExpression(String expression) {
        assertThatThrownBy(() -> Rate.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expression);
    }
}
