package tidings.follows;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tidings.follows.Reading.Problem;
import tidings.follows.Token.Kind;

/// Takes a text apart into words, phrases in quotes, and breaks; each character is looked at a few times at most.
final class Lexer {
    private static final String BREAKS = ",;|·•\n";
    private static final String MINUS = "-–—−";
    private static final String OPENING = "\"“”„‟«»";
    private static final String CLOSING = "\"“”«»";

    /// A day has fewer letters.
    private static final int DAY = 12;

    private static final String AROUND = ".!?…()[]{}'’‘‚`:";

    private static final Set<Term> KEYS =
            EnumSet.of(Term.FLAIR, Term.SITE, Term.TOPIC, Term.KIND_OF, Term.SCORE, Term.COMMENTS, Term.LIKENESS);

    private static final Set<Term> AFTER_DIGITS = EnumSet.of(Term.AM, Term.PM, Term.OCLOCK, Term.PER_DAY, Term.LEAST);

    private final String text;
    private final Words words;
    private final List<Token> tokens = new ArrayList<>();
    private int at = 0;

    Lexer(String text, Words words) {
        this.text = text;
        this.words = words;
    }

    /// @throws UnclearException for a quote that does not end
    List<Token> tokens() {
        while (at < text.length()) {
            if (isSpace(at)) {
                at++;
            } else {
                next();
            }
        }
        return expressions();
    }

    private void next() {
        char c = text.charAt(at);
        if (BREAKS.indexOf(c) >= 0) {
            at++;
            tokens.add(Token.BREAK);
        } else if (c == '<'
                && at + 1 < text.length()
                && (Character.isLetter(text.charAt(at + 1)) || text.charAt(at + 1) == '/')) {
            at++;
            piece(' ');
            at += at < text.length() && text.charAt(at) == '>' ? 1 : 0;
        } else if (isComparison(c)) {
            comparison();
        } else if (MINUS.indexOf(c) >= 0 || c == '+') {
            at++;
            if (at == text.length() || isSpace(at)) {
                tokens.add(Token.BREAK);
            } else {
                piece(c == '+' ? '+' : '-');
            }
        } else {
            piece(' ');
        }
    }

    private void comparison() {
        char c = text.charAt(at++);
        boolean orEqual = c == '≥' || c == '≤' || at < text.length() && text.charAt(at) == '=';
        at += orEqual && c < 128 ? 1 : 0;
        boolean greater = c == '>' || c == '≥';
        Term term = greater ? orEqual ? Term.LEAST : Term.MORE : Term.OTHER;
        tokens.add(Token.word(Character.toString(c), List.of(new Words.Meaning(term, ""))));
    }

    private void piece(char sign) {
        if (OPENING.indexOf(text.charAt(at)) >= 0) {
            tokens.add(new Token(Kind.QUOTE, sign, Optional.empty(), quote(), List.of()));
            return;
        }
        int start = at;
        boolean link = false;
        while (at < text.length() && !isSpace(at) && (link || !endsWord(start))) {
            link |= text.startsWith("://", at);
            at++;
        }
        String raw = text.substring(start, at);
        raw = link && raw.endsWith(">") ? raw.substring(0, raw.length() - 1) : raw;
        int colon = raw.indexOf(':');
        Optional<Term> key = colon < 0 ? Optional.empty() : key(raw.substring(0, colon));
        if (key.isPresent()
                && colon == raw.length() - 1
                && at < text.length()
                && OPENING.indexOf(text.charAt(at)) >= 0) {
            tokens.add(new Token(Kind.QUOTE, sign, key, quote(), List.of()));
        } else if (key.isPresent() && colon < raw.length() - 1) {
            tokens.add(new Token(Kind.WORD, sign, key, bare(raw.substring(colon + 1)), List.of()));
        } else {
            word(sign, raw);
        }
    }

    /// A word ends before a comparison, and before the quote of a key.
    private boolean endsWord(int start) {
        char c = text.charAt(at);
        return BREAKS.indexOf(c) >= 0
                || isComparison(c)
                || at > start && text.charAt(at - 1) == ':' && OPENING.indexOf(c) >= 0;
    }

    private Optional<Term> key(String word) {
        return words.of(word).stream()
                .map(Words.Meaning::term)
                .filter(KEYS::contains)
                .findFirst();
    }

    private void word(char sign, String raw) {
        String word = bare(raw);
        if (word.isEmpty()) {
            tokens.add(Token.BREAK);
        } else if (sign != ' ') {
            tokens.add(new Token(Kind.WORD, sign, Optional.empty(), word, List.of()));
        } else if (!words.of(word).isEmpty()) {
            tokens.add(Token.word(word, words.of(word)));
        } else if (!dayAndPart(word)) {
            number(word);
        }
    }

    /// `Sonntagabend`, in one word.
    private boolean dayAndPart(String word) {
        for (int i = 1; i < Math.min(word.length(), DAY); i++) {
            List<Words.Meaning> day = words.of(word.substring(0, i));
            List<Words.Meaning> part = words.of(word.substring(i));
            part = part.stream().anyMatch(is(Term.PART_OF_DAY)) ? part : words.of(word.substring(i) + "s");
            if (day.stream().anyMatch(is(Term.DAY)) && part.stream().anyMatch(is(Term.PART_OF_DAY))) {
                tokens.add(Token.word(word.substring(0, i), day));
                tokens.add(Token.word(word.substring(i), part));
                return true;
            }
        }
        return false;
    }

    private static Predicate<Words.Meaning> is(Term term) {
        return meaning -> meaning.term() == term;
    }

    /// `8`, and what can stand right behind a number: `8am`, `5/day`, `50+`.
    private void number(String word) {
        int end = 0;
        while (end < word.length() && (isDigit(word.charAt(end)) || end > 0 && ":.".indexOf(word.charAt(end)) >= 0)) {
            end++;
        }
        String digits = word.substring(0, end);
        List<Words.Meaning> unit = end > 0 && end < word.length() ? words.of(word.substring(end)) : List.of();
        if (unit.stream().anyMatch(meaning -> AFTER_DIGITS.contains(meaning.term()))) {
            boolean least = unit.getFirst().term() == Term.LEAST;
            Token behind = Token.word(word.substring(end), unit);
            tokens.add(least ? behind : digits(digits));
            tokens.add(least ? digits(digits) : behind);
        } else {
            tokens.add(digits(word));
        }
    }

    private static Token digits(String word) {
        int separator = Math.max(word.indexOf(':'), word.indexOf('.'));
        boolean clock = separator > 0 && separator <= 2 && word.length() == separator + 3;
        boolean digits =
                IntStream.range(0, word.length()).allMatch(i -> clock && i == separator || isDigit(word.charAt(i)));
        return Token.word(
                word, digits ? List.of(new Words.Meaning(clock ? Term.CLOCK : Term.NUMBER, word)) : List.of());
    }

    /// A quote of the keyboard ends with its like, a typographic one with any. A backslash takes away the meaning
    /// of the quote behind it, or of another backslash.
    private String quote() {
        String closing = text.charAt(at) == '"' ? "\"" : CLOSING;
        int start = ++at;
        StringBuilder quoted = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (closing.indexOf(c) >= 0) {
                at++;
                return quoted.toString();
            }
            if (c == '\\' && at + 1 < text.length() && "\\\"".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            }
            quoted.append(text.charAt(at));
        }
        throw new UnclearException(Problem.QUOTE, text.substring(start - 1));
    }

    /// Puts the words of expressions together, such as `a day`, the longest first.
    private List<Token> expressions() {
        List<Token> all = new ArrayList<>();
        for (int i = 0; i < tokens.size(); ) {
            int length = Math.min(Words.LONGEST, tokens.size() - i);
            while (length > 1 && meanings(i, length).isEmpty()) {
                length--;
            }
            all.add(length == 1 ? tokens.get(i) : Token.word(joined(i, length), meanings(i, length)));
            i += length;
        }
        return all;
    }

    private List<Words.Meaning> meanings(int start, int length) {
        boolean bare = tokens.subList(start, start + length).stream().allMatch(Token::isBare);
        return bare ? words.of(joined(start, length)) : List.of();
    }

    private String joined(int start, int length) {
        return tokens.subList(start, start + length).stream().map(Token::text).collect(Collectors.joining(" "));
    }

    private static String bare(String raw) {
        int start = 0;
        int end = raw.length();
        while (start < end && "([{'’‘‚`".indexOf(raw.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && AROUND.indexOf(raw.charAt(end - 1)) >= 0) {
            end--;
        }
        return raw.substring(start, end);
    }

    private boolean isSpace(int index) {
        char c = text.charAt(index);
        return c != '\n' && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static boolean isComparison(char c) {
        return "<>≤≥".indexOf(c) >= 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
