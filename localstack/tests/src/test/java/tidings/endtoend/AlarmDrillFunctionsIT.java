package tidings.endtoend;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Functions fail, also within batches that succeed, and are throttled.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmDrillFunctionsIT {
    private final Drill drill = new Drill("functions");

    @BeforeAll
    void ringAll() {
        drill.ringAll(AlarmFaults.FUNCTIONS);
    }

    @AfterAll
    void stop() {
        drill.close();
    }

    @TestFactory
    Stream<DynamicTest> operatorsSeeEveryAlarm() {
        return drill.operatorsAreShown(AlarmFaults.FUNCTIONS.keySet());
    }
}
