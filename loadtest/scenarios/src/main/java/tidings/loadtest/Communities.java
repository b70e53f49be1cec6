package tidings.loadtest;

import java.util.random.RandomGenerator;

/// The communities of a run, which are asked for by Zipf's law. Immutable.
record Communities(Zipf zipf) {
    static Communities of(int count) {
        return new Communities(Zipf.of(count));
    }

    /// A text with a community in place of `{community}`.
    String fill(String text, RandomGenerator random) {
        return text.contains("{community}") ? text.replace("{community}", name(zipf.draw(random))) : text;
    }

    /// As the sandbox Reddit names it.
    static String name(int number) {
        return "club_" + number;
    }
}
