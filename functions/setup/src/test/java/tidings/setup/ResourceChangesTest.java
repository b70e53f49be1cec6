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

class ResourceChangesTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

    @Test
    void returnTheNameOfTheResource() {
        assertThat(make(_ -> {}, creation(), AMPLE)).isEqualTo(new Result.Done("it"));
    }

    @Test
    void returnTheReasonOfAFailure() {
        Consumer<ResourceChange> work = _ -> {
            throw new SetupException("The moon is full.");
        };

        assertThat(make(work, creation(), AMPLE)).isEqualTo(new Result.Failed("it", "The moon is full."));
    }

    @Test
    void failOnAnErrorOfTheJvm() {
        Consumer<ResourceChange> work = _ -> {
            throw new OutOfMemoryError("Java heap space");
        };

        assertThat(make(work, creation(), AMPLE))
                .isEqualTo(new Result.Failed("it", "It failed with java.lang.OutOfMemoryError: Java heap space."));
    }

    @Test
    void areCancelledBeforeTheFunctionTimesOut() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Consumer<ResourceChange> work = _ -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException _) {
                interrupted.countDown();
            }
        };

        assertThat(make(work, creation(), Duration.ofSeconds(1)))
                .isEqualTo(new Result.Failed(
                        "it", "It did not finish within 1 seconds and was cancelled; its log shows how far it got."));
        assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void doNotStartWithoutTimeLeft() {
        Consumer<ResourceChange> work = _ -> {
            throw new AssertionError("it was begun");
        };

        assertThat(make(work, creation(), Duration.ofSeconds(-1)))
                .isEqualTo(new Result.Failed(
                        "it", "The function has no time left for the change: its Timeout is too short."));
    }

    @Test
    void limitTheirRemoteCalls() {
        Consumer<ResourceChange> work =
                _ -> assertThat(Deadline.current().left()).isBetween(Duration.ZERO, AMPLE);

        assertThat(make(work, creation(), AMPLE)).isInstanceOf(Result.Done.class);
    }

    @Test
    void nameAResourceWithoutANameByItsLogicalId() {
        CustomResource nameless = new CustomResource() {
            @Override
            public String physicalId(ResourceChange change) {
                return change.properties().text("Name");
            }

            @Override
            public void make(ResourceChange change) {
                throw new AssertionError("it has no name");
            }
        };

        assertThat(new ResourceChanges(nameless, InstantSource.system()).make(creation(), AMPLE))
                .isEqualTo(new Result.Failed("Thing", "The property Name of the custom resource must be a string."));
    }

    @Test
    void keepTheNameOfAnExistingResource() {
        ResourceChange update = new ResourceChange(
                ResourceChange.Kind.UPDATE, "Thing", Optional.of("former"), new Properties(Map.of()));
        Consumer<ResourceChange> work = _ -> {
            throw new SetupException("No.");
        };

        assertThat(make(work, update, AMPLE)).isEqualTo(new Result.Failed("former", "No."));
    }

    @Test
    void cutAReasonThatCloudFormationWouldNotAccept() {
        Consumer<ResourceChange> work = _ -> {
            throw new SetupException("x".repeat(10_000));
        };

        Result.Failed failed = (Result.Failed) make(work, creation(), AMPLE);

        assertThat(failed.reason()).hasSize(800);
    }

    private static ResourceChange creation() {
        return new ResourceChange(ResourceChange.Kind.CREATE, "Thing", Optional.empty(), new Properties(Map.of()));
    }

    private static Result make(Consumer<ResourceChange> work, ResourceChange change, Duration limit) {
        CustomResource resource = new CustomResource() {
            @Override
            public String physicalId(ResourceChange any) {
                return "it";
            }

            @Override
            public void make(ResourceChange wanted) {
                work.accept(wanted);
            }
        };
        return new ResourceChanges(resource, InstantSource.system()).make(change, limit);
    }
}
