package tidings.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What goes wrong in a run, and when: drawn from the seed before it begins.
///
/// @param outages of services as a whole
/// @param throttled stretches in which no function is invoked
/// @param crash how likely a function ends at one call, before or after the call took effect
/// @param lost how likely a call takes effect and its response does not arrive
/// @param lostBatch how likely the response to an invocation does not arrive
/// @param duplicate how likely a standard queue delivers a message twice at the same time
/// @param odd how likely a source or Telegram answers with something else than success
record FaultPlan(
        List<Outage> outages,
        List<Stretch> throttled,
        double crash,
        double lost,
        double lostBatch,
        double duplicate,
        double odd) {
    private static final long MINUTE = 60_000;

    /// @param hangs whether calls wait for their limit rather than fail at once
    record Outage(Service service, long from, long to, boolean hangs) {}

    record Stretch(long from, long to) {
        boolean covers(long moment) {
            return from <= moment && moment < to;
        }
    }

    static final FaultPlan NONE = new FaultPlan(List.of(), List.of(), 0, 0, 0, 0, 0);

    /// Every fifth seed has a day without any fault; the others have a few kinds each.
    static FaultPlan of(long seed, Random random, long day) {
        if (seed % 5 == 0) {
            return NONE;
        }
        List<Outage> outages = new ArrayList<>();
        Map<Service, Long> free = new EnumMap<>(Service.class);
        long count = random.nextInt(3) + day / (24 * 60 * MINUTE) * 3;
        for (int i = 0; i < count; i++) {
            Service service = Service.values()[random.nextInt(Service.values().length)];
            long from = (long) (random.nextDouble() * day * 0.9);
            long length = (long) (1_000 * Math.pow(1_200, random.nextDouble()));
            if (free.getOrDefault(service, 0L) <= from) {
                outages.add(new Outage(service, from, from + length, random.nextBoolean()));
                free.put(service, from + length + 10 * MINUTE);
            }
        }
        List<Stretch> throttled = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            long from = (long) (random.nextDouble() * day * 0.9);
            throttled.add(new Stretch(from, from + 1_000 + random.nextInt(60_000)));
        }
        return new FaultPlan(
                outages,
                throttled,
                some(random, 0.000_5),
                some(random, 0.000_5),
                some(random, 0.002),
                some(random, 0.05),
                some(random, 0.05));
    }

    private static double some(Random random, double most) {
        return random.nextInt(2) == 0 ? 0 : most * random.nextDouble();
    }

    boolean isThrottled(long now) {
        return throttled.stream().anyMatch(stretch -> stretch.covers(now));
    }

    /// The outage that a call runs into.
    Outage outage(Service service, long now) {
        for (Outage outage : outages) {
            if (outage.service() == service && outage.from() <= now && now < outage.to()) {
                return outage;
            }
        }
        return null;
    }
}
