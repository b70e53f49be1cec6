package tidings.follows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A piece of what somebody typed.
///
/// @param sign `-` or `+` if it stands before the piece, else a space
/// @param key what `flair:` means in `flair:news`, if there is such a prefix
/// @param text without sign, key and quotes
record Token(Kind kind, char sign, Optional<Term> key, String text, List<Words.Meaning> meanings) {
    enum Kind {
        WORD,
        QUOTE,
        BREAK
    }

    static final Token BREAK = new Token(Kind.BREAK, ' ', Optional.empty(), ",", List.of());

    static final int MAX_DIGITS = 9;

    static Token word(String text, List<Words.Meaning> meanings) {
        return new Token(Kind.WORD, ' ', Optional.empty(), text, meanings);
    }

    /// Whether it is a word, without a sign or a key.
    boolean isBare() {
        return kind == Kind.WORD && sign == ' ' && key.isEmpty();
    }

    /// Whether it is a bare word that means nothing to the grammar.
    boolean isPlain() {
        return isBare() && meanings.isEmpty();
    }

    boolean is(Term term) {
        return isBare() && meanings.stream().anyMatch(meaning -> meaning.term() == term);
    }

    /// The value of a term that this has.
    String value(Term term) {
        return meanings.stream()
                .filter(meaning -> meaning.term() == term)
                .findFirst()
                .orElseThrow()
                .value();
    }

    /// The number that this is, in digits or as a word.
    OptionalInt number() {
        return is(Term.NUMBER) && value(Term.NUMBER).length() <= MAX_DIGITS
                ? OptionalInt.of(Integer.parseInt(value(Term.NUMBER)))
                : OptionalInt.empty();
    }
}
