package tidings.loadtest.queueing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import tidings.loadtest.queueing.Pipeline.Handled;

import static org.assertj.core.api.Assertions.assertThat;

/// Against what queueing theory knows, such as L. Kleinrock, Queueing Systems, volumes 1 and 2. Every run follows
/// from its seed.
class PipelineTest {
    private static final int MESSAGES = 200_000;
    private static final Percentage CLOSE = Percentage.withPercentage(4);
    private static final double SERVICE = 10;

    private final Random random = new Random(7);

    @Test
    void aServerWithExponentialWorkIsAnMM1Queue() {
        double load = 0.7;

        assertThat(waited(Consumer.single(1), Cores.PLENTY, load, this::exponential))
                .isCloseTo(SERVICE * load / (1 - load), CLOSE);
    }

    @Test
    void constantWorkWaitsHalfAsLong() {
        double load = 0.7;

        assertThat(waited(Consumer.single(1), Cores.PLENTY, load, () -> SERVICE))
                .isCloseTo(SERVICE * load / (1 - load) / 2, CLOSE);
    }

    /// By Erlang's C formula.
    @Test
    void severalServersAreAnMMcQueue() {
        int servers = 4;
        double offered = 3.2;

        assertThat(waited(Consumer.single(servers), Cores.PLENTY, offered, this::exponential))
                .isCloseTo(erlangC(servers, offered) * SERVICE / (servers - offered), CLOSE);
    }

    /// Tabulated: an M/D/2 queue at a load of 0.8 waits 0.9 of a service, where an M/M/2 queue waits 16/9.
    @Test
    void severalServersWithConstantWorkAreAnMDcQueue() {
        assertThat(waited(Consumer.single(2), Cores.PLENTY, 1.6, () -> SERVICE)).isCloseTo(SERVICE * 0.9, CLOSE);
    }

    /// However the work is distributed.
    @Test
    void sharedCoresAreAProcessorSharingQueue() {
        double load = 0.6;
        Consumer plenty = Consumer.single(Integer.MAX_VALUE);

        assertThat(took(run(plenty, new Cores(1, 1), load, () -> SERVICE))).isCloseTo(SERVICE / (1 - load), CLOSE);
        assertThat(took(run(plenty, new Cores(1, 1), load, this::exponential))).isCloseTo(SERVICE / (1 - load), CLOSE);
    }

    /// Two cores for pieces of one each: sojourn times of M/M/2 and of sharing have the same mean.
    @Test
    void twoSharedCoresTakeAsLongAsTwoServers() {
        double offered = 1.4;

        assertThat(took(run(Consumer.single(Integer.MAX_VALUE), new Cores(2, 1), offered, this::exponential)))
                .isCloseTo(SERVICE + erlangC(2, offered) * SERVICE / (2 - offered), CLOSE);
    }

    /// The law of interactive response times: people who wait for an answer and then think.
    @Test
    void peopleWhoWaitAreAnsweredAsFastAsTheirNumberAllows() {
        Pipeline pipeline = new Pipeline(Map.of("a", Consumer.single(1)), Cores.PLENTY);
        double thinks = 90;
        double until = 2_000_000;
        List<Double> took = new ArrayList<>();
        for (int person = 0; person < 12; person++) {
            ask(pipeline, "person " + person, thinks, took);
        }

        pipeline.run(until);

        double throughput = took.size() / until;
        double response = took.stream().mapToDouble(each -> each).average().orElseThrow();
        assertThat(response).isCloseTo(12 / throughput - thinks, CLOSE);
        assertThat(throughput).isLessThan(1 / SERVICE).isCloseTo(1 / SERVICE, Percentage.withPercentage(15));
    }

    private void ask(Pipeline pipeline, String person, double thinks, List<Double> took) {
        double asked = pipeline.now();
        pipeline.send(Work.of("a", exponential()), person, () -> {
            took.add(pipeline.now() - asked);
            double pause = -thinks * Math.log(1 - random.nextDouble());
            pipeline.at(pipeline.now() + pause, () -> ask(pipeline, person, thinks, took));
        });
    }

    @Test
    void oneGroupIsHandledInItsOrderHoweverManyCallsThereMayBe() {
        Pipeline pipeline = new Pipeline(Map.of("a", new Consumer(10, 8, 0, true, 0)), Cores.PLENTY);
        List<Integer> answered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            pipeline.send(Work.of("a", 1 + random.nextInt(9)), "chat", () -> answered.add(number));
        }

        pipeline.run(10_000);

        assertThat(answered).hasSize(100).isSorted();
        assertThat(pipeline.handled())
                .extracting(Handled::ended)
                .last()
                .isEqualTo(pipeline.handled().stream()
                        .mapToDouble(one -> one.ended() - one.began())
                        .sum());
    }

    @Test
    void groupsOfABatchAreHandledSideBySideAndTheirCallLastsAsLongAsTheLongest() {
        Pipeline pipeline = new Pipeline(Map.of("a", new Consumer(3, 1, 0, true, 0)), Cores.PLENTY);
        List.of(1.0, 5.0, 2.0, 4.0).forEach(millis -> pipeline.send(Work.of("a", millis), "chat " + millis, () -> {}));

        pipeline.run(100);

        // The first message is a call by itself; the others wait for it.
        assertThat(pipeline.handled()).extracting(Handled::ended).containsExactly(1.0, 3.0, 5.0, 6.0);
    }

    @Test
    void aCallThatGathersTakesWhatCameWithinItsWindow() {
        Pipeline pipeline = new Pipeline(Map.of("a", new Consumer(100, 2, 12, false, 0)), Cores.PLENTY);
        List.of(0.0, 3.0, 11.0, 13.0)
                .forEach(moment -> pipeline.at(moment, () -> pipeline.send(Work.of("a", 1), "chat", () -> {})));

        pipeline.run(100);

        assertThat(pipeline.handled()).extracting(Handled::began).containsExactly(12.0, 12.0, 12.0, 25.0);
    }

    @Test
    void aPaceHoldsHoweverManyAreSentAtOnce() {
        Pipeline pipeline = new Pipeline(Map.of("a", new Consumer(10, 2, 0, false, 40)), Cores.PLENTY);
        for (int i = 0; i < 100; i++) {
            pipeline.send(Work.of("a", 1), "chat " + i, () -> {});
        }

        pipeline.run(100_000);

        assertThat(pipeline.handled().getLast().began()).isEqualTo(99 * 40.0);
    }

    @Test
    void messagesComeOfMessagesAfterTheirDelayAndTheirTransit() {
        Work last = new Work("b", 100, 7, 5, List.of(), OptionalDouble.of(3));
        Work first = new Work("a", 0, 2, 10, List.of(new Work.Sent(6, last)), OptionalDouble.empty());
        Pipeline pipeline = new Pipeline(Map.of("a", Consumer.single(1), "b", Consumer.single(1)), Cores.PLENTY);
        List<Double> answered = new ArrayList<>();
        pipeline.send(first, "chat", () -> answered.add(pipeline.now()));

        pipeline.run(1_000);

        assertThat(pipeline.handled()).containsExactly(new Handled("a", 0, 2, 12), new Handled("b", 108, 115, 120));
        assertThat(answered).containsExactly(118.0);
    }

    /// How long a message waits on average.
    private double waited(Consumer consumer, Cores cores, double offered, DoubleSupplier millis) {
        return run(consumer, cores, offered, millis).stream()
                .mapToDouble(one -> one.began() - one.sent())
                .average()
                .orElseThrow();
    }

    private static double took(List<Handled> handled) {
        return handled.stream()
                .mapToDouble(one -> one.ended() - one.sent())
                .average()
                .orElseThrow();
    }

    /// Arrivals without memory.
    ///
    /// @param offered how many servers would be busy
    private List<Handled> run(Consumer consumer, Cores cores, double offered, DoubleSupplier millis) {
        Pipeline pipeline = new Pipeline(Map.of("a", consumer), cores);
        double moment = 0;
        for (int i = 0; i < MESSAGES; i++) {
            moment += exponential() / offered;
            pipeline.at(moment, () -> pipeline.send(Work.of("a", millis.getAsDouble()), "chat", () -> {}));
        }
        pipeline.run(Double.MAX_VALUE / 2);
        return pipeline.handled();
    }

    private double exponential() {
        return -SERVICE * Math.log(1 - random.nextDouble());
    }

    private static double erlangC(int servers, double offered) {
        double term = 1;
        double sum = 0;
        for (int k = 0; k < servers; k++) {
            sum += term;
            term *= offered / (k + 1);
        }
        double all = term * servers / (servers - offered);
        return all / (sum + all);
    }
}
