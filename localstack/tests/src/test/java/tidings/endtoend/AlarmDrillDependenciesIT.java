package tidings.endtoend;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Reddit, the schedule, the people, database or cache are not as they should be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmDrillDependenciesIT {
    private final Drill drill = new Drill("dependencies");

    @BeforeAll
    void ringAll() {
        drill.ringAll(AlarmFaults.DEPENDENCIES);
    }

    @AfterAll
    void stop() {
        drill.close();
    }

    @TestFactory
    Stream<DynamicTest> operatorsSeeEveryAlarm() {
        return drill.operatorsAreShown(AlarmFaults.DEPENDENCIES.keySet());
    }
}
