package tidings.reminders;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tidings.reminders.Word.Kind;

/// Where a reader is within words.
class Cursor {
    private static final Word NONE = new Word(0, 0, Map.of());

    private final List<Word> words;
    private int at;

    Cursor(List<Word> words, int start) {
        this.words = words;
        this.at = start;
    }

    final int position() {
        return at;
    }

    final boolean ended() {
        return at >= words.size();
    }

    /// The current word; behind the last one a word that means nothing.
    final Word word() {
        return word(0);
    }

    final Word word(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : NONE;
    }

    final Word take() {
        Word taken = word();
        at++;
        return taken;
    }

    /// Moves behind the current word if it means this, and says whether it does.
    final boolean skip(Kind kind) {
        return skip(word().is(kind));
    }

    final boolean skip(boolean is) {
        at += is ? 1 : 0;
        return is;
    }

    /// Reads a part, and goes back where it is none.
    final boolean is(BooleanSupplier part) {
        int before = at;
        boolean is = part.getAsBoolean();
        at = is ? at : before;
        return is;
    }
}
