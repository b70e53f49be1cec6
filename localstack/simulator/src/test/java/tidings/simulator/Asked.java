package tidings.simulator;

/// An update that somebody caused.
final class Asked {
    final long update;
    final long chat;
    final Account.Kind kind;
    final String what;
    final long at;
    long first = -1;
    long ended = -1;
    long promised = -1;
    int sent;
    int broken;

    Asked(long update, long chat, Account.Kind kind, String what, long at) {
        this.update = update;
        this.chat = chat;
        this.kind = kind;
        this.what = what;
        this.at = at;
    }

    /// How long it took until the answer was shown, in milliseconds; -1 if none was.
    long took() {
        return ended < 0 ? -1 : ended - at;
    }
}
