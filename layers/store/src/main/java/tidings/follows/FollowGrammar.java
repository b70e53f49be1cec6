package tidings.follows;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tidings.domain.Community;
import tidings.domain.RedditLink;
import tidings.follows.Reading.Problem;
import tidings.follows.Token.Kind;

/// The rules by which tokens become what a follow consists of. Each rule looks a few tokens ahead and moves on, so
/// the time is linear in the length of the text.
final class FollowGrammar {
    private static final int TOPIC_WORDS = 5;
    private static final int PHRASE_WORDS = 4;

    final Set<Origin> origins = new LinkedHashSet<>();

    /// What the posts are about, as words without quotes: communities or phrases.
    final List<List<String>> subjects = new ArrayList<>();

    final List<String> include = new ArrayList<>();
    final List<String> exclude = new ArrayList<>();

    /// The label of Reddit's own mix of everything, if one was named; else empty.
    String mix = "";

    /// Whether words were used that only sentences have.
    boolean sentence = false;

    final RuleReader rules;
    final Schedule schedule;
    private final Cursor cursor;
    private final FollowNames names;

    FollowGrammar(List<Token> tokens, FollowNames names) {
        this.cursor = new Cursor(tokens);
        this.rules = new RuleReader(cursor);
        this.schedule = new Schedule(cursor);
        this.names = names;
    }

    /// @throws UnclearException for what no rule reads
    void read() {
        while (!cursor.ended()) {
            Token token = cursor.token();
            if (cursor.isBreak() || cursor.is(Term.AND)) {
                cursor.take();
            } else if (token.key().isPresent()) {
                rule(token.key().get(), cursor.take());
            } else if (!token.isBare()) {
                phrase(cursor.take());
            } else if (!rules.about() && !rules.threshold() && !named()) {
                if (schedule.read()) {
                    sentence = true;
                } else {
                    word();
                }
            }
        }
    }

    private void word() {
        Token token = cursor.token();
        if (token.isPlain()) {
            subjects.add(run());
        } else if (token.is(Term.NOT)) {
            negation();
        } else if (token.is(Term.TOPIC)) {
            topics();
        } else if (token.is(Term.IN) || token.is(Term.COMMUNITY)) {
            communities();
        } else if (token.is(Term.FLAIR) || token.is(Term.SITE) || token.is(Term.KIND_OF)) {
            cursor.take();
            rule(token.meanings().getFirst().term(), cursor.take());
        } else if (token.is(Term.KIND)) {
            rules.kinds.addAll(RuleReader.kinds(cursor.take().value(Term.KIND)));
        } else if (token.is(Term.NSFW)) {
            cursor.take();
            rules.adult = true;
        } else if (token.is(Term.ANYWHERE)) {
            cursor.take();
            origins.add(new Origin.Anywhere());
        } else if (cursor.is(Term.FILLER, Term.BUT, Term.SUBJECT, Term.ON, Term.GLUE)) {
            cursor.take();
            sentence = true;
        } else if (token.is(Term.ONLY)) {
            cursor.take();
        } else {
            throw cursor.unclear(Problem.PART);
        }
    }

    /// `-word`, `+word`, `"a phrase"` and `-"a phrase"`.
    private void phrase(Token token) {
        (token.sign() == '-' ? exclude : include).add(token.text());
    }

    private void rule(Term key, Token token) {
        if (key == Term.TOPIC && token.sign() == ' ') {
            origins.add(new Origin.OfTopic(
                    names.topic(token.text()).orElseThrow(() -> new UnclearException(Problem.TOPIC, token.text()))));
        } else {
            rules.add(key, token);
        }
    }

    /// A community in one of the forms that leave no doubt.
    private boolean named() {
        String text = cursor.token().text();
        Optional<RedditLink> link = RedditLink.parse(text);
        if (link.isPresent()) {
            add(link.get().named().orElseThrow(() -> new UnclearException(Problem.LINK, text)));
        } else if (text.indexOf('+', 1) > 0
                && Community.of(text.toLowerCase(Locale.ROOT)).isPresent()) {
            add(new Community(text.toLowerCase(Locale.ROOT)));
        } else if (text.equals(Origin.ANYWHERE)) {
            origins.add(new Origin.Anywhere());
        } else if (text.contains("://") || text.startsWith("www.")) {
            throw new UnclearException(Problem.LINK, text);
        } else if (text.toLowerCase(Locale.ROOT).matches("/?(?:r|u|user)/.*+")) {
            throw new UnclearException(Problem.NAME, text);
        } else {
            return false;
        }
        cursor.take();
        return true;
    }

    private void add(Community community) {
        for (String one : community.value().split("\\+")) {
            origins.add(origin(new Community(one)));
        }
    }

    /// Reddit's own mixes have posts from anywhere; a custom feed is known to a fetch alone.
    Origin origin(Community community) {
        if (!community.isMixed()) {
            return new Origin.OfCommunity(community);
        } else if (community.value().contains("/")) {
            throw new UnclearException(Problem.MIXED, community.label());
        }
        mix = community.label();
        return new Origin.Anywhere();
    }

    /// `topic science`, `die Themen Wissenschaft und Musik`.
    private void topics() {
        String word = cursor.take().text();
        int start = cursor.position();
        int end = start;
        do {
            end = cursor.position();
            cursor.skipJoints();
            cursor.skip(Term.FILLER, Term.SUBJECT, Term.GLUE);
        } while (topic());
        String next = cursor.token().text();
        cursor.back(end);
        if (end == start) {
            throw new UnclearException(Problem.TOPIC, cursor.ended() ? word : next);
        }
    }

    /// The topic that the most words name.
    private boolean topic() {
        for (int words = TOPIC_WORDS; words > 0; words--) {
            Optional<String> topic = names.topic(cursor.words(words));
            if (topic.isPresent()) {
                origins.add(new Origin.OfTopic(topic.get()));
                cursor.back(cursor.position() + words);
                return true;
            }
        }
        return false;
    }

    /// `from java and kotlin`, of names that are known, or `the subreddit graalvm`. A link or a topic behind it is
    /// read by its own rule.
    private void communities() {
        sentence = true;
        cursor.skip(Term.IN, Term.FILLER);
        boolean called = cursor.skip(Term.COMMUNITY);
        int end = cursor.position();
        while (isUnmarked(cursor.token())) {
            List<String> run = run();
            List<Community> found = names.communities(run);
            if (found.isEmpty() && called && run.size() == 1) {
                found = Community.of(run.getFirst().toLowerCase(Locale.ROOT)).stream()
                        .toList();
            }
            if (found.isEmpty()) {
                cursor.back(end);
                throw cursor.unclear(Problem.NAME);
            }
            found.forEach(this::add);
            end = cursor.position();
            if (!cursor.skipJoints()) {
                break;
            }
        }
        cursor.back(end);
    }

    /// `no jobs, ads or memes`, `without pictures`, `not nsfw`.
    private void negation() {
        sentence = true;
        int start = cursor.position();
        cursor.skip(Term.NOT, Term.FILLER, Term.SUBJECT);
        int first = cursor.position();
        int end = first;
        while (negated()) {
            end = cursor.position();
            if (!cursor.skipJoints()) {
                break;
            }
        }
        cursor.back(end);
        if (end == first) {
            cursor.back(start);
            throw cursor.unclear(Problem.PART);
        }
    }

    private boolean negated() {
        cursor.skip(Term.FILLER);
        Token token = cursor.token();
        if (cursor.ended()) {
            return false;
        } else if (token.is(Term.KIND)) {
            rules.otherKinds.addAll(RuleReader.kinds(cursor.take().value(Term.KIND)));
        } else if (token.is(Term.NSFW)) {
            cursor.take();
        } else if (token.kind() == Kind.QUOTE && token.key().isEmpty()) {
            exclude.add(cursor.take().text());
        } else if (isUnmarked(token)) {
            exclude.add(String.join(" ", run()));
        } else {
            return false;
        }
        return true;
    }

    /// Words that belong together, such as `machine learning`, `windows 11` or `lord of the rings`.
    private List<String> run() {
        int start = cursor.position();
        List<String> words = new ArrayList<>();
        int plain = 0;
        while (!cursor.ended()) {
            int glue = glued(words.isEmpty());
            if (glue < 0) {
                break;
            }
            for (int i = 0; i <= glue; i++) {
                words.add(cursor.take().text());
            }
            plain++;
        }
        if (plain > PHRASE_WORDS) {
            cursor.back(start);
            throw cursor.unclear(Problem.LONG);
        }
        return words;
    }

    /// How many words of glue stand before the next one of a run; negative if none follows.
    private int glued(boolean first) {
        int glue = 0;
        while (!first && glue < 2 && cursor.token(glue).is(Term.GLUE)) {
            glue++;
        }
        return isPart(glue, first) ? glue : -1;
    }

    private boolean isPart(int ahead, boolean first) {
        Token token = cursor.token(ahead);
        if (isUnmarked(token) || first) {
            return token.isPlain();
        }
        Token next = cursor.token(ahead + 1);
        boolean unit = Stream.of(Term.PER_DAY, Term.SCORE, Term.COMMENTS, Term.OCLOCK, Term.AM, Term.PM, Term.FILLER)
                .anyMatch(next::is);
        return !unit && ahead == 0 && isNumber(token);
    }

    /// Whether it is a plain word without the mark of a community.
    private static boolean isUnmarked(Token token) {
        return token.isPlain() && token.text().indexOf('/') < 0 && !token.text().equals(Origin.ANYWHERE);
    }

    /// Such as `11` or `3.12`, but not `8:30` and not `eight`.
    private static boolean isNumber(Token token) {
        return (token.is(Term.NUMBER) || token.is(Term.CLOCK))
                && token.text().indexOf(':') < 0
                && Character.isDigit(token.text().charAt(0));
    }
}
