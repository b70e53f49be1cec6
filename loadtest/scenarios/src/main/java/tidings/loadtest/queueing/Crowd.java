package tidings.loadtest.queueing;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tidings.loadtest.queueing.Behaviour.Reply;

/// People who each ask, wait for the answer and think before they ask again, for as long as the stack is looked at.
///
/// @param comes seconds within which they come, one after the other; 0 if at once
/// @param seconds after which nobody asks any more
/// @param requests of each, at most
public record Crowd(int people, double comes, double seconds, double thinkFrom, double thinkTo, int requests) {
    private static final double SECOND = 1_000;
    private static final int RUNS = 20;

    /// For what answers came before it ends to get through.
    private static final double REST = 180 * SECOND;

    /// What a stack makes of them whose work was measured with others. The average of some runs, all of which
    /// follow from a seed.
    public Behaviour foreseen(Asks asks, Consumers consumers, Cores cores, long seed) {
        return Behaviour.average(LongStream.range(seed, seed + RUNS)
                .mapToObj(one -> run(asks, consumers, cores, new Random(one)))
                .toList());
    }

    public Crowd lasting(double others) {
        return new Crowd(people, comes, others, thinkFrom, thinkTo, requests);
    }

    private Behaviour run(Asks asks, Consumers consumers, Cores cores, Random random) {
        Pipeline pipeline = new Pipeline(consumers.all(), cores);
        List<Reply> replies = new ArrayList<>();
        Iterator<Asks.Ask> drawn = asks.drawn(random);
        IntStream.range(0, people)
                .forEach(person -> pipeline.at(
                        person * comes * SECOND / people,
                        () -> ask(pipeline, drawn, random, "person " + person, requests, replies)));
        pipeline.run(seconds * SECOND + REST);
        List<Pipeline.Handled> waited = pipeline.handled().stream()
                .filter(one -> consumers.isWaitedFor(one.consumer()))
                .toList();
        return Behaviour.of(replies, waited, 0, seconds * SECOND);
    }

    private void ask(
            Pipeline pipeline,
            Iterator<Asks.Ask> asks,
            RandomGenerator random,
            String person,
            int left,
            List<Reply> replies) {
        double asked = pipeline.now();
        if (left == 0 || asked >= seconds * SECOND) {
            return;
        }
        Asks.Ask ask = asks.next();
        pipeline.send(ask.work(), person, () -> {
            replies.add(new Reply(ask.what(), asked, pipeline.now()));
            double thinks = random.nextDouble(thinkFrom, thinkTo) * SECOND;
            pipeline.at(pipeline.now() + thinks, () -> ask(pipeline, asks, random, person, left - 1, replies));
        });
    }
}
