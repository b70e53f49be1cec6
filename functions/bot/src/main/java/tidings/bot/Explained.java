package tidings.bot;

import java.util.List;

/// The topic of a text, and why.
///
/// @param likeliest the id of the most probable topic
/// @param second the id of the next most probable one
/// @param confidence the probability that `likeliest` is right
/// @param words of the text that decided, the strongest first; empty where something else decided
/// @param community what people call the community that counted, empty for none
record Explained(
        String likeliest, String second, double confidence, List<String> words, Basis basis, String community) {
    /// What the topic rests on.
    enum Basis {
        TEXT,
        /// The words of a web address.
        ADDRESS,
        /// A community whose topic is known.
        KNOWN,
        /// The name and earlier posts of a community.
        LEARNED,
        /// The name of a community of which nothing is known.
        NEW
    }
}
