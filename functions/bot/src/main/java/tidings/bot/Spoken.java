package tidings.bot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.cards.TopicNames;
import tidings.domain.Community;
import tidings.domain.Period;
import tidings.domain.PostId;
import tidings.domain.RedditLink;
import tidings.domain.Resources;
import tidings.follows.FollowParser;
import tidings.preferences.ChatSettings;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// What a person says to the bot alone without a command. Nothing is understood that would change what cannot be
/// taken back at once: a follow is asked about first, and a reminder has a button to cancel it. Thread-safe.
final class Spoken {
    /// Longer texts are stories, and no requests.
    private static final int LONGEST = 300;

    private static final int QUOTED = 60;

    /// Says nothing that could be asked of the bot.
    private static final String CHAT = "chat";

    /// Before the name of what is answered with words.
    private static final String REMARK = "remark-";

    /// Ends a request without being part of it.
    private static final Pattern END = Pattern.compile("[\\s.!?…,;:)]+$|\\s+(?:please|bitte|thanks|danke)[\\s.!?…]*$");

    private final List<Phrase> phrases;
    private final KnownCommunities known;
    private final FollowParser parser;

    /// The words for first, second …, which `<which>` stands for in patterns, are under `which.<number>`.
    private static final String ORDINAL = "which";

    /// @param ordinals patterns of the words for first, second … and, at 0, last
    private record Phrase(String number, String command, Pattern pattern, Map<Integer, Pattern> ordinals) {
        boolean refers() {
            return command.startsWith("refer-");
        }
    }

    /// What is asked for.
    sealed interface Meaning {}

    record Asks(String command, String arguments) implements Meaning {}

    /// About what was shown last.
    ///
    /// @param command a command, or `more`, `again`, `open`, `similar`
    record Refers(String command, Which which, String arguments) implements Meaning {}

    /// What is answered with words, and with buttons for what may be wanted.
    ///
    /// @param name `thanks`, or `enough` of what the bot sends
    record Remark(String name) implements Meaning {
        Card card(Texts texts) {
            Stream<Button> settings = Stream.of(ChatSettings.PACE, ChatSettings.BRIEF, ChatSettings.QUIET)
                    .map(setting ->
                            SettingCards.OPEN.button(texts.get(SettingCards.key(setting, "name")), setting.name()));
            boolean enough = name.equals("enough");
            List<Button> buttons = enough
                    ? Stream.concat(Stream.of(Following.LIST.button(texts.get("command.following.all"), 0)), settings)
                            .toList()
                    : List.of();
            return new Card(texts.get(enough ? "spoken.enough" : "spoken.thanks"), SettingCards.rows(buttons, 2));
        }
    }

    /// Which of the posts that were shown.
    ///
    /// @param number from 1; 0 for the last, -1 if none was named
    record Which(int number) {
        boolean isNumbered() {
            return number >= 0;
        }

        Optional<PostId> of(List<PostId> posts) {
            if (number < 0) {
                return posts.size() == 1 ? Optional.of(posts.getFirst()) : Optional.empty();
            }
            return number == 0
                    ? posts.reversed().stream().findFirst()
                    : posts.stream().skip(number - 1).findFirst();
        }
    }

    /// @param words that could be looked for; empty if there are none
    record Unclear(String words) implements Meaning {
        /// As many bytes of them fit each button.
        private static final int MAX_BYTES = 44;

        /// Offers what could be meant.
        Card card(Texts texts) {
            String wanted = fitting(words.replace('|', ' ').strip());
            Button settings = SettingCards.OPEN.button(texts.get("command.settings.title"), "");
            Button topics = StartCards.TOPICS.button(texts.get("spoken.topics"), 0);
            return wanted.isEmpty()
                    ? new Card(texts.get("spoken.nothing"), List.of(List.of(topics, settings)))
                    : new Card(
                            texts.get("spoken.unclear", Html.line(words, QUOTED)),
                            List.of(
                                    List.of(
                                            Find.FIND.button(texts.get("spoken.find"), new Find.Results(wanted, 0)),
                                            Follow.FOLLOW.button(texts.get("spoken.follow"), wanted)),
                                    List.of(topics)));
        }

        /// Whole words.
        private static String fitting(String text) {
            String cut = text;
            while (cut.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
                cut = cut.substring(0, Math.max(0, cut.lastIndexOf(' ')));
            }
            return cut.codePoints().anyMatch(Character::isLetterOrDigit) ? cut : "";
        }
    }

    /// @param languages IETF tags of the resources `said.<language>.properties`; people mix them
    Spoken(List<String> languages, KnownCommunities known) {
        this.parser = new FollowParser(languages);
        this.phrases = languages.stream()
                .flatMap(Spoken::phrases)
                .sorted((one, other) -> one.number().compareTo(other.number()))
                .toList();
        this.known = known;
    }

    private static Stream<Phrase> phrases(String language) {
        Map<String, String> phrases = Resources.properties(Spoken.class, "said." + language + ".properties");
        Map<Integer, Pattern> ordinals = phrases.keySet().stream()
                .filter(key -> key.startsWith(ORDINAL + "."))
                .collect(Collectors.toMap(
                        key -> Integer.parseInt(key.substring(ORDINAL.length() + 1)),
                        key -> Pattern.compile(phrases.get(key))));
        String any = ordinals.values().stream().map(Pattern::pattern).collect(Collectors.joining("|"));
        return phrases.keySet().stream()
                .filter(key -> !key.startsWith(ORDINAL + "."))
                .map(key -> {
                    String[] name = key.split("\\.");
                    String pattern = phrases.get(key).replaceAll("<(which2?)>", "(?<$1>" + any + ")");
                    return new Phrase(name[0], name[1], Pattern.compile(pattern), ordinals);
                });
    }

    /// @param text normal, as [CommandLine#normal] makes it
    Meaning meaning(String text, Texts texts) {
        Optional<Meaning> link = link(text);
        if (link.isPresent() || text.length() > LONGEST) {
            return link.or(() -> pasted(text)).orElseGet(() -> new Unclear(""));
        }
        String said = END.matcher(END.matcher(text).replaceAll("")).replaceAll("");
        String lower = said.toLowerCase(Locale.ROOT);
        for (Phrase phrase : phrases) {
            Matcher matcher = phrase.pattern().matcher(lower);
            if (lower.length() == said.length() && matcher.matches() && isMeant(phrase, about(matcher, said))) {
                return phrase.refers()
                        ? new Refers(
                                phrase.command().substring("refer-".length()),
                                which(matcher, phrase.ordinals()),
                                about(matcher, said))
                        : meant(phrase.command(), about(matcher, said), said, texts);
            }
        }
        return named(said, texts).or(() -> pasted(said)).orElseGet(() -> new Unclear(said));
    }

    /// What is said of briefs is about them alone if it says nothing but times.
    private boolean isMeant(Phrase phrase, String about) {
        return !phrase.command().equals("brief")
                || about.isEmpty()
                || parser.timing(about, Optional.empty()).isPresent();
    }

    private static Optional<Meaning> link(String text) {
        return RedditLink.parse(text)
                .map(link -> new Asks(link instanceof RedditLink.ToCommunity ? Top.WORD : "classify", text));
    }

    private static Optional<Meaning> pasted(String text) {
        return address(text).flatMap(Spoken::link);
    }

    /// The first address of Reddit in a text: whoever shares a post adds its title or a word of their own.
    static Optional<String> address(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> word.contains("//"))
                .filter(word -> RedditLink.parse(word).isPresent())
                .findFirst();
    }

    private static Which which(Matcher matcher, Map<Integer, Pattern> ordinals) {
        String word = group(matcher, matcher.group(), ORDINAL, ORDINAL + "2");
        return new Which(ordinals.entrySet().stream()
                .filter(ordinal -> ordinal.getValue().matcher(word).matches())
                .mapToInt(Map.Entry::getKey)
                .findFirst()
                .orElse(-1));
    }

    private static String about(Matcher matcher, String said) {
        return group(matcher, said, "about", "about2");
    }

    /// What is in the first of the groups that has something.
    private static String group(Matcher matcher, String said, String... names) {
        return Stream.of(names)
                .filter(matcher.namedGroups()::containsKey)
                .filter(group -> matcher.start(group) >= 0)
                .map(group -> said.substring(matcher.start(group), matcher.end(group)))
                .findFirst()
                .orElse("");
    }

    private Meaning meant(String command, String about, String said, Texts texts) {
        if (command.startsWith(REMARK)) {
            return new Remark(command.substring(REMARK.length()));
        }
        return switch (command) {
            case CHAT -> new Unclear("");
            case Top.WORD -> named(about, texts).orElseGet(() -> new Unclear(about));
            case "find" ->
                pasted(about)
                        .orElseGet(() -> new Asks(
                                command, about.replaceFirst("(?i)^(?:posts?|beiträge) (?:about|über|zu) ", "")));
            default -> new Asks(command, about);
        };
    }

    /// A community or a topic that is known, perhaps with a period.
    private Optional<Meaning> named(String typed, Texts texts) {
        String name = typed.replaceFirst("(?i)^(?:the|die|der|das|subreddit) ", "");
        int last = name.lastIndexOf(' ');
        Optional<Period> period = last < 0
                ? Optional.empty()
                : Top.period(name.substring(last + 1), texts).filter(_ -> last > 0);
        String bare = period.isPresent() ? name.substring(0, last) : name;
        Optional<Community> community = bare.contains(" ")
                ? Optional.empty()
                : RedditLink.parseOrName(bare).flatMap(RedditLink::named).filter(this::isKnown);
        return community
                .<Meaning>map(found -> new Asks(
                        Top.WORD,
                        found.label() + period.map(time -> " " + time.word()).orElse("")))
                .or(() -> TopicNames.find(name, texts).map(topic -> new Asks("topic", topic)));
    }

    private boolean isKnown(Community community) {
        return known.isShipped(community) || known.followed().contains(community);
    }
}
