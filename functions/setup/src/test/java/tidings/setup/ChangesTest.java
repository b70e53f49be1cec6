package tidings.setup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tidings.aws.Deadline;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @Test
    void endWithTheNameOfWhatWasMade() {
        assertThat(make(_ -> {}, creation(), AMPLE)).isEqualTo(new Result.Done("it"));
    }

    @Test
    void tellTheReasonOfWhatFailed() {
        Consumer<Change> work = _ -> {
            throw new SetupException("The moon is full.");
        };

        assertThat(make(work, creation(), AMPLE)).isEqualTo(new Result.Failed("it", "The moon is full."));
    }

    @Test
    void endEvenWhenTheMemoryIsFull() {
        Consumer<Change> work = _ -> {
            throw new OutOfMemoryError("Java heap space");
        };

        assertThat(make(work, creation(), AMPLE))
                .isEqualTo(new Result.Failed("it", "It failed with java.lang.OutOfMemoryError: Java heap space."));
    }

    @Test
    void areGivenUpBeforeTheFunctionsTimeIsOver() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Consumer<Change> work = _ -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException _) {
                interrupted.countDown();
            }
        };

        assertThat(make(work, creation(), Duration.ofSeconds(1)))
                .isEqualTo(new Result.Failed(
                        "it", "It did not end within 1 seconds and was given up; its log tells how far it came."));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void areNotBegunWhereNoTimeIsLeft() {
        Consumer<Change> work = _ -> {
            throw new AssertionError("it was begun");
        };

        assertThat(make(work, creation(), Duration.ofSeconds(-1)))
                .isEqualTo(new Result.Failed("it", "The function has no time for it: its Timeout is too short."));
    }

    @Test
    void makeRemoteCallsWithinTheLimit() {
        Consumer<Change> work = _ -> assertThat(Deadline.current().left()).isBetween(Duration.ZERO, AMPLE);

        assertThat(make(work, creation(), AMPLE)).isInstanceOf(Result.Done.class);
    }

    @Test
    void nameWhatHasNoNameYetByItsLogicalId() {
        CustomResource nameless = new CustomResource() {
            @Override
            public String physicalId(Change change) {
                return change.properties().text("Name");
            }

            @Override
            public void make(Change change) {
                throw new AssertionError("it has no name");
            }
        };

        assertThat(new Changes(nameless, InstantSource.system()).make(creation(), AMPLE))
                .isEqualTo(new Result.Failed("Thing", "The property Name of the custom resource must be a text."));
    }

    @Test
    void leaveItsNameToWhatExists() {
        Change update = new Change(Change.Kind.UPDATE, "Thing", Optional.of("former"), new Properties(Map.of()));
        Consumer<Change> work = _ -> {
            throw new SetupException("No.");
        };

        assertThat(make(work, update, AMPLE)).isEqualTo(new Result.Failed("former", "No."));
    }

    @Test
    void tellNoMoreThanCloudFormationTakes() {
        Consumer<Change> work = _ -> {
            throw new SetupException("x".repeat(10_000));
        };

        Result.Failed failed = (Result.Failed) make(work, creation(), AMPLE);

        assertThat(failed.reason()).hasSize(800);
    }

    private static Change creation() {
        return new Change(Change.Kind.CREATE, "Thing", Optional.empty(), new Properties(Map.of()));
    }

    private static Result make(Consumer<Change> work, Change change, Duration limit) {
        CustomResource resource = new CustomResource() {
            @Override
            public String physicalId(Change any) {
                return "it";
            }

            @Override
            public void make(Change wanted) {
                work.accept(wanted);
            }
        };
        return new Changes(resource, InstantSource.system()).make(change, limit);
    }
}
