package tidings.follows;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tidings.domain.PostKind;
import tidings.follows.Reading.Problem;

/// Reads the rules that do not depend on words in the posts: flair, site, kinds, and least numbers.
final class RuleReader {
    final Set<String> flairs = new TreeSet<>();
    final Set<String> domains = new TreeSet<>();
    final Set<PostKind> kinds = EnumSet.noneOf(PostKind.class);
    final Set<PostKind> otherKinds = EnumSet.noneOf(PostKind.class);
    OptionalInt minScore = OptionalInt.empty();
    OptionalInt minComments = OptionalInt.empty();
    OptionalInt likeness = OptionalInt.empty();
    Optional<String> about = Optional.empty();
    boolean adult = false;

    private final Cursor cursor;

    RuleReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /// @param token the value behind the key
    void add(Term key, Token token) {
        String value = token.text().strip();
        if (token.sign() != ' ' || value.isEmpty() || token.kind() == Token.Kind.BREAK) {
            throw new UnclearException(Problem.PART, value);
        }
        switch (key) {
            case FLAIR -> flairs.add(value.toLowerCase(Locale.ROOT));
            case SITE -> domains.add(host(value));
            case KIND_OF -> kinds.addAll(kinds(token.is(Term.KIND) ? token.value(Term.KIND) : value));
            case SCORE -> minScore = number(value, 0);
            case COMMENTS -> minComments = number(value, 0);
            case LIKENESS -> likeness = number(value, 0);
            default -> throw new UnclearException(Problem.PART, value);
        }
    }

    /// Whether there is a rule.
    boolean any() {
        return !flairs.isEmpty()
                || !domains.isEmpty()
                || !kinds.isEmpty()
                || !otherKinds.isEmpty()
                || minScore.isPresent()
                || minComments.isPresent()
                || likeness.isPresent()
                || adult;
    }

    /// Whether they leave few of all posts.
    boolean narrow() {
        return !flairs.isEmpty() || !domains.isEmpty() || minScore.isPresent() || minComments.isPresent();
    }

    /// The kinds that are wanted; empty for all, or if the rules leave none.
    Set<PostKind> kinds() {
        Set<PostKind> wanted =
                otherKinds.isEmpty() || !kinds.isEmpty() ? EnumSet.copyOf(kinds) : EnumSet.allOf(PostKind.class);
        wanted.removeAll(otherKinds);
        return wanted;
    }

    private static String host(String site) {
        String host = site.toLowerCase(Locale.ROOT);
        int scheme = host.indexOf("://");
        host = host.substring(scheme < 0 ? 0 : scheme + 3);
        int path = host.indexOf('/');
        host = host.substring(host.startsWith("www.") ? 4 : 0, path < 0 ? host.length() : path);
        boolean valid = host.indexOf('.') > 0
                && !host.endsWith(".")
                && host.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-');
        if (!valid) {
            throw new UnclearException(Problem.VALUE, site);
        }
        return host;
    }

    /// The kinds in a list of their names, as [PostKind] has them.
    static List<PostKind> kinds(String names) {
        return Stream.of(names.toUpperCase(Locale.ROOT).split(","))
                .map(name -> Stream.of(PostKind.values())
                        .filter(kind -> kind.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new UnclearException(Problem.PART, names)))
                .toList();
    }

    private static OptionalInt number(String digits, int more) {
        boolean negative = digits.startsWith("-");
        String magnitude = digits.substring(negative ? 1 : 0);
        if (magnitude.isEmpty()
                || magnitude.length() > Token.MAX_DIGITS
                || !magnitude.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new UnclearException(Problem.VALUE, digits);
        }
        return OptionalInt.of((negative ? -1 : 1) * Integer.parseInt(magnitude) + more);
    }

    /// `about "a phrase"`.
    boolean about() {
        Token phrase = cursor.token(1);
        if (!cursor.is(Term.MEANING)
                || phrase.kind() != Token.Kind.QUOTE
                || phrase.sign() != ' '
                || phrase.key().isPresent()) {
            return false;
        }
        if (about.filter(before -> !before.equals(phrase.text())).isPresent()) {
            throw new UnclearException(Problem.TOO_MANY, phrase.text());
        }
        about = Optional.of(phrase.text());
        cursor.back(cursor.position() + 2);
        return true;
    }

    /// `score > 50`, `comments at least 10`, `more than 50 points`.
    boolean threshold() {
        if (!cursor.is(Term.SCORE, Term.COMMENTS, Term.LIKENESS, Term.LEAST, Term.MORE, Term.NUMBER)) {
            return false;
        }
        int start = cursor.position();
        Optional<Term> what = measure();
        boolean more = cursor.is(Term.MORE);
        cursor.skip(Term.LEAST, Term.MORE);
        if (what.isEmpty() && cursor.position() > start) {
            cursor.skip(Term.FILLER);
            what = measure();
        }
        cursor.skip(Term.SUBJECT);
        Token number = cursor.take();
        if (what.isEmpty()) {
            cursor.skip(Term.FILLER);
            what = measure();
        }
        boolean signed = number.sign() == '-' && what.isPresent();
        if (what.isEmpty() || !signed && !number.is(Term.NUMBER)) {
            cursor.back(start);
            return false;
        }
        String digits = signed ? "-" + number.text() : number.value(Term.NUMBER);
        OptionalInt least = number(digits, more ? 1 : 0);
        switch (what.get()) {
            case SCORE -> minScore = least;
            case COMMENTS -> minComments = least;
            default -> likeness = least;
        }
        return true;
    }

    private Optional<Term> measure() {
        Optional<Term> measure = Stream.of(Term.SCORE, Term.COMMENTS, Term.LIKENESS)
                .filter(cursor.token()::is)
                .findFirst();
        measure.ifPresent(_ -> cursor.take());
        return measure;
    }
}
