package tidings.topics.model;

import java.util.Arrays;

/// A small cache of the summed weight rows of recent domains, because most posts link to few domains.
///
/// Holds the sums of one model at a time. Not thread-safe.
final class DomainSums {
    private static final int ROOM = 64;

    private final String[] domains = new String[ROOM];
    private final float[][] sums = new float[ROOM][];
    private final float[] squares = new float[ROOM];
    private Weights cachedWeights;

    /// The sums of a domain by these weights, or null if they are not cached.
    float[] find(String domain, Weights weights) {
        if (cachedWeights != weights) {
            Arrays.fill(domains, null);
            cachedWeights = weights;
        }
        int place = place(domain);
        return domain.equals(domains[place]) ? sums[place] : null;
    }

    /// The sum of the squared feature weights of a cached domain.
    float squares(String domain) {
        return squares[place(domain)];
    }

    /// Caches a copy of the sums of a domain; it may evict another domain.
    float[] put(String domain, float[] sum, float square) {
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
