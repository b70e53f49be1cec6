package tidings.topics.model;

import java.util.Arrays;

/// What the features of a domain add up to, kept for some of the domains that came last, because most posts link to
/// few.
///
/// Of one model at a time. Not thread-safe.
final class DomainSums {
    private static final int ROOM = 64;

    private final String[] domains = new String[ROOM];
    private final float[][] sums = new float[ROOM][];
    private final float[] squares = new float[ROOM];
    private Weights of;

    /// The sums of a domain by these weights, or null if they are not kept.
    float[] find(String domain, Weights weights) {
        if (of != weights) {
            Arrays.fill(domains, null);
            of = weights;
        }
        int place = place(domain);
        return domain.equals(domains[place]) ? sums[place] : null;
    }

    /// The sum of the squared weights of the features of a domain that was found.
    float squares(String domain) {
        return squares[place(domain)];
    }

    /// Keeps a copy of the sums of a domain, in the place of another.
    float[] keep(String domain, float[] sum, float square) {
        int place = place(domain);
        if (sums[place] == null || sums[place].length != sum.length) {
            sums[place] = new float[sum.length];
        }
        System.arraycopy(sum, 0, sums[place], 0, sum.length);
        domains[place] = domain;
        squares[place] = square;
        return sums[place];
    }

    private static int place(String domain) {
        int hash = domain.hashCode() * 0x9E3779B9;
        return hash >>> Integer.SIZE - Integer.numberOfTrailingZeros(ROOM);
    }
}
