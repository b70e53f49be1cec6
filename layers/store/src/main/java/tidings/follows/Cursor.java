package tidings.follows;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.follows.Reading.Problem;
import tidings.follows.Token.Kind;

/// Where the grammar is within the tokens. It only ever moves on, but for a few steps after it looked ahead.
final class Cursor {
    private static final int NAMED = 8;

    private final List<Token> tokens;
    private int at = 0;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    boolean ended() {
        return at == tokens.size();
    }

    /// The current token; behind the last one a break.
    Token token() {
        return token(0);
    }

    Token token(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : Token.BREAK;
    }

    Token take() {
        Token token = token();
        at = Math.min(at + 1, tokens.size());
        return token;
    }

    boolean is(Term... terms) {
        return Stream.of(terms).anyMatch(token()::is);
    }

    boolean isBreak() {
        return !ended() && token().kind() == Kind.BREAK;
    }

    /// Moves behind all tokens with one of these meanings, and says whether there was one.
    boolean skip(Term... terms) {
        int before = at;
        while (!ended() && is(terms)) {
            at++;
        }
        return at > before;
    }

    /// Moves behind one token with one of these meanings, and says whether there was one.
    boolean skipOne(Term... terms) {
        boolean found = !ended() && is(terms);
        at += found ? 1 : 0;
        return found;
    }

    /// The next so many tokens, if they are words or phrases; else empty.
    String words(int number) {
        List<Token> next = tokens.subList(at, Math.min(at + number, tokens.size()));
        return next.size() == number && next.stream().allMatch(token -> token.kind() != Kind.BREAK)
                ? next.stream().map(Token::text).collect(Collectors.joining(" "))
                : "";
    }

    /// Moves behind breaks and words that join, and says whether there was one.
    boolean skipJoints() {
        int before = at;
        while (isBreak() || is(Term.AND)) {
            at++;
        }
        return at > before;
    }

    /// The current words up to the next break are not understood.
    UnclearException unclear(Problem problem) {
        return new UnclearException(
                problem,
                tokens.stream()
                        .skip(at)
                        .limit(NAMED)
                        .takeWhile(token -> token.kind() != Kind.BREAK)
                        .map(Token::text)
                        .collect(Collectors.joining(" ")));
    }
}
