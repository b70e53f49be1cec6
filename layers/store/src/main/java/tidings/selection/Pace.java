package tidings.selection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Keeps a chat at so many posts a day: knows how many posts come to it and how they rank, and what it is owed.
///
/// A threshold lets the best posts pass, as many as are wanted of those that come on average of some days. What a
/// burst brought too much or a silence too little is made up for within about a day, so that a week comes out
/// right. That takes thresholds that are planned more than once an hour: a burst is over within one.
///
/// @param ranks how many posts came with a rank in each of [#BINS] equal parts of 0 to 1; older ones count less
/// @param days over how many days they came, counted alike
/// @param owed posts that should have been sent and were not; less than 0 if too many were
public record Pace(List<Double> ranks, double days, double owed) {
    static final int BINS = 25;

    /// Of a week's rhythm most is known, and soon also that somebody follows more than before.
    private static final double MEMORY_DAYS = 7;

    /// What is owed is made up for within about so many days …
    private static final double CATCH_UP_DAYS = 0.75;

    /// … or is forgotten over so many, for it belongs to another week.
    private static final double OWED_DAYS = 2;

    /// A day brings at most so many times the pace, however much is owed.
    private static final double MAX_A_DAY = 1.7;

    /// So many times the pace is let through while nothing is owed: in reserve for silences at the end of a week,
    /// that nothing can make up for. In a steady stream it is too much, thus soon owed, and 3 % of it remain.
    private static final double RESERVE = 1.1;

    /// In days of the pace: what is owed beyond is forgotten at once.
    private static final double MAX_OWED = 1.5;

    /// A chat of which nothing is known is assumed to get so many times of what it wants …
    private static final double ASSUMED = 6;

    /// … and to have got it for so many days.
    private static final double ASSUMED_DAYS = 0.15;

    public Pace {
        ranks = List.copyOf(ranks);
    }

    /// Of a chat of which nothing is known yet.
    public static Pace starting(int postsADay) {
        return new Pace(Collections.nCopies(BINS, ASSUMED * postsADay * ASSUMED_DAYS / BINS), ASSUMED_DAYS, 0);
    }

    /// What is known after a further while.
    ///
    /// @param came the ranks of the posts that came in it
    /// @param sent how many of them were not skipped
    public Pace after(Duration since, List<Double> came, int sent, int postsADay) {
        double passed = since.toMillis() / (double) Duration.ofDays(1).toMillis();
        double kept = Math.exp(-passed / MEMORY_DAYS);
        List<Double> next = new ArrayList<>();
        ranks.forEach(count -> next.add(count * kept));
        came.forEach(rank -> next.set(bin(rank), next.get(bin(rank)) + 1));
        double limit = MAX_OWED * postsADay;
        double still = owed * Math.exp(-passed / OWED_DAYS);
        return new Pace(next, days * kept + passed, Math.clamp(still + postsADay * passed - sent, -limit, limit));
    }

    private static int bin(double rank) {
        return Math.clamp((int) (rank * BINS), 0, BINS - 1);
    }

    /// Posts that rank lower are to be skipped; 0 to let all pass, more than 1 to let none.
    public double threshold(int postsADay) {
        double wanted = Math.clamp(RESERVE * postsADay + owed / CATCH_UP_DAYS, 0, MAX_A_DAY * postsADay) * days;
        if (wanted == 0) {
            return Math.nextUp(1.0F);
        }
        double passing = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            double more = ranks.get(bin);
            if (passing + more >= wanted) {
                return (bin + 1 - (wanted - passing) / more) / BINS;
            }
            passing += more;
        }
        return 0;
    }
}
