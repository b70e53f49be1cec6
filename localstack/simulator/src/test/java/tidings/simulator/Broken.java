package tidings.simulator;

/// @param at when it happened or should have
record Broken(Breach breach, long at, String what) {
    @Override
    public String toString() {
        return breach + " at " + Timeline.clock(at) + ": " + what;
    }
}
