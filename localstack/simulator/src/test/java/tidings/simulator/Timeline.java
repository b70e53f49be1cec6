package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened in a run, one line each: time, who, what. It costs nothing while nobody wants to read it.
record Timeline(VirtualTime time, boolean kept, List<String> lines) {
    static Timeline of(VirtualTime time, boolean kept) {
        return new Timeline(time, kept, new ArrayList<>());
    }

    void add(Supplier<String> what) {
        if (kept) {
            String who = time.isInProcess() ? time.running().toString() : "-";
            lines.add("%s  %-16s %s".formatted(clock(time.now()), who, what.get()));
        }
    }

    static String clock(long moment) {
        return "%dd %02d:%02d:%02d.%03d"
                .formatted(
                        moment / 86_400_000,
                        moment / 3_600_000 % 24,
                        moment / 60_000 % 60,
                        moment / 1_000 % 60,
                        moment % 1_000);
    }
}
