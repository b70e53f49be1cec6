package tidings.follows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.PlainText;
import tidings.domain.SourceId;
import tidings.follows.Reading.Problem;
import tidings.follows.Reading.Unclear;
import tidings.follows.Reading.Understood;
import tidings.preferences.QuietHours;

/// Reads what somebody wants to follow: names, links and rules (`java+kotlin "graal native" -hiring score>50`),
/// or a sentence in any of the languages (`graalvm but no jobs, five a day at eight`). What is not understood is
/// named, never left out. Takes time linear in the length of the text. Thread-safe.
///
/// Bare words are communities where all of them are known, or where one stands alone among rules; else they are a
/// phrase, to be found anywhere.
public final class FollowParser {
    private static final FollowNames NO_NAMES = new FollowNames(_ -> Optional.empty(), _ -> false);

    private final Words words;

    /// @param languages IETF tags
    public FollowParser(List<String> languages) {
        this.words = new Words(languages);
    }

    /// @param quiet when nothing comes to the chat
    public Reading parse(String text, FollowNames names, Optional<QuietHours> quiet) {
        try {
            List<Token> tokens = tokens(text);
            Optional<List<Token>> named = named(tokens);
            if (tokens.size() == 1 && named.isPresent()) {
                return parse(named.get(), names, quiet);
            }
            Reading reading = parse(tokens, names, quiet);
            boolean rulesOnly = reading instanceof Unclear(Problem problem, var _) && problem == Problem.RULES_ONLY;
            return rulesOnly
                            && names.communities(List.of(tokens.getFirst().text()))
                                            .size()
                                    == 1
                    ? parse(named.orElse(tokens), names, quiet)
                    : reading;
        } catch (UnclearException e) {
            return e.unclear();
        }
    }

    /// What a text says of times alone, as in `twice a day, not before noon`; empty if it says anything else.
    ///
    /// @param quiet when nothing comes to the chat
    public Optional<Timing> timing(String text, Optional<QuietHours> quiet) {
        try {
            FollowGrammar read = new FollowGrammar(tokens(text), NO_NAMES);
            read.read();
            boolean alone = read.origins.isEmpty()
                    && read.subjects.isEmpty()
                    && read.include.isEmpty()
                    && read.exclude.isEmpty()
                    && !read.rules.any();
            return Optional.of(read.schedule.timing(quiet))
                    .filter(timing -> alone && !timing.settings().isEmpty());
        } catch (UnclearException _) {
            return Optional.empty();
        }
    }

    private List<Token> tokens(String text) {
        return new Lexer(PlainText.line(text, text.length()), words).tokens();
    }

    /// The same with the first word as the name of a community, for some communities have the names of rules.
    private static Optional<List<Token>> named(List<Token> tokens) {
        return tokens.stream()
                .findFirst()
                .filter(Token::isBare)
                .flatMap(first -> Community.of(first.text().toLowerCase(Locale.ROOT)))
                .filter(name -> name.source().equals(SourceId.REDDIT))
                .map(name -> Stream.concat(
                                Stream.of(Token.word(name.label(), List.of())),
                                tokens.stream().skip(1))
                        .toList());
    }

    private static Reading parse(List<Token> tokens, FollowNames names, Optional<QuietHours> quiet) {
        FollowGrammar grammar = new FollowGrammar(tokens, names);
        grammar.read();
        return understood(grammar, names, quiet);
    }

    private static Reading understood(FollowGrammar read, FollowNames names, Optional<QuietHours> quiet) {
        List<String> include = new ArrayList<>(read.rules.about.stream().toList());
        include.addAll(read.include);
        List<Origin> origins = new ArrayList<>(read.origins);
        if (origins.isEmpty()) {
            origins.addAll(communities(read, names));
        }
        if (origins.isEmpty() || !read.origins.isEmpty()) {
            read.subjects.forEach(subject -> include.add(String.join(" ", subject)));
        }
        Optional<Unclear> problem = problem(read, origins, include);
        if (problem.isPresent()) {
            return problem.get();
        }
        if (origins.isEmpty()) {
            origins.add(new Origin.Anywhere());
        }
        OptionalInt likeness = read.rules.likeness;
        FollowQuery query = new FollowQuery(
                origins,
                include,
                read.exclude,
                read.rules.flairs,
                read.rules.domains,
                read.rules.minScore,
                read.rules.minComments,
                read.rules.kinds(),
                read.rules.adult,
                read.rules
                        .about
                        .map(About::of)
                        .map(about ->
                                likeness.isPresent() ? about.wider(about.likeness() - likeness.getAsInt()) : about));
        Timing timing = read.schedule.timing(quiet);
        return new Understood(query, timing.pace(), timing.brief(), timing.quiet());
    }

    /// Those that the subjects name.
    private static List<Origin> communities(FollowGrammar read, FollowNames names) {
        List<List<Community>> found =
                read.subjects.stream().map(names::communities).toList();
        if (found.stream().anyMatch(List::isEmpty)) {
            boolean alone = !read.sentence
                    && read.subjects.size() == 1
                    && read.subjects.getFirst().size() == 1;
            found = alone
                    ? Community.of(read.subjects.getFirst().getFirst().toLowerCase(Locale.ROOT)).stream()
                            .filter(name -> name.source().equals(SourceId.REDDIT))
                            .map(List::of)
                            .toList()
                    : List.of();
        }
        return found.stream().flatMap(List::stream).map(read::origin).toList();
    }

    private static Optional<Unclear> problem(FollowGrammar read, List<Origin> origins, List<String> include) {
        if (origins.isEmpty() && include.isEmpty()) {
            boolean rules = read.sentence || !read.exclude.isEmpty() || read.rules.any();
            return Optional.of(new Unclear(rules ? Problem.RULES_ONLY : Problem.NOTHING, ""));
        }
        if (!read.mix.isEmpty() && include.isEmpty() && !read.rules.narrow() && read.rules.about.isEmpty()) {
            return Optional.of(new Unclear(Problem.MIXED, read.mix));
        }
        if (read.rules.likeness.isPresent() && read.rules.about.isEmpty()) {
            return Optional.of(new Unclear(Problem.NO_PHRASE, ""));
        }
        if (read.rules.kinds().isEmpty() && !read.rules.otherKinds.isEmpty()) {
            return Optional.of(new Unclear(Problem.NO_KIND, ""));
        }
        Optional<String> empty = Stream.of(include, read.exclude)
                .flatMap(List::stream)
                .filter(phrase -> phrase.length() > FollowQuery.MAX_PHRASE
                        || phrase.codePoints().noneMatch(Character::isLetterOrDigit))
                .findFirst();
        if (empty.isPresent()) {
            boolean isLong = empty.get().length() > FollowQuery.MAX_PHRASE;
            return Optional.of(new Unclear(isLong ? Problem.LONG : Problem.PART, empty.get()));
        }
        boolean many = origins.size() > FollowQuery.MAX_ORIGINS
                || include.size() > FollowQuery.MAX_PHRASES
                || read.exclude.size() > FollowQuery.MAX_PHRASES;
        return many ? Optional.of(new Unclear(Problem.TOO_MANY, "")) : Optional.empty();
    }
}
