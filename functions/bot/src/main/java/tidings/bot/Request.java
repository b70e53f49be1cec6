package tidings.bot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.Community;

/// What a person asks for with a text.
sealed interface Request {
    record Start() implements Request {}

    record Help() implements Request {}

    record Top(Feed feed) implements Request {}

    record Topics() implements Request {}

    record ShowTopic(String name) implements Request {}

    record Classify(String text) implements Request {}

    /// A command that cannot be carried out as it was written.
    ///
    /// @param wrong what is wrong with it and what would be right; plain text
    record Unclear(String wrong) implements Request {}

    /// A text that is no command.
    record Chatter() implements Request {}

    static Request parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("/")) {
            return new Chatter();
        }
        String[] parts = stripped.split("\\s+", 2);
        String argument = parts.length > 1 ? parts[1].strip() : "";
        String command = parts[0].substring(1).replaceFirst("@.*", "").toLowerCase(Locale.ROOT);
        return switch (command) {
            case "start" -> new Start();
            case "help" -> new Help();
            case "top" -> top(argument);
            case "topics" -> new Topics();
            case "topic" ->
                argument.isEmpty()
                        ? new Unclear("Which topic? For example /topic programming. /topics lists them.")
                        : new ShowTopic(argument);
            case "classify" ->
                argument.isEmpty()
                        ? new Unclear("Classify what? Send a text or a link behind it, for example"
                                + " /classify My sourdough does not rise.")
                        : new Classify(argument);
            default -> new Unclear("I do not know /" + quoted(command) + ". /help lists what I know.");
        };
    }

    private static Request top(String argument) {
        List<String> words = Arrays.stream(argument.split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return new Unclear("Which subreddit? For example /top java, or /top java week.");
        }
        Optional<Community> subreddit = Community.parse(words.getFirst());
        if (subreddit.isEmpty()) {
            return new Unclear(
                    "“" + quoted(words.getFirst()) + "” is not a subreddit's name, which has 2 to 21 letters,"
                            + " digits and underscores. For example /top java.");
        }
        if (words.size() == 1) {
            return new Top(new Feed(subreddit.get(), Period.DAY));
        }
        Optional<Period> period = Period.parse(words.get(1));
        if (words.size() > 2 || period.isEmpty()) {
            return new Unclear("“" + quoted(String.join(" ", words.subList(1, words.size())))
                    + "” is not a period, which is hour, day, week, month, year or all. For example /top "
                    + subreddit.get() + " week.");
        }
        return new Top(new Feed(subreddit.get(), period.get()));
    }

    /// Enough of what somebody wrote for them to know it again.
    private static String quoted(String text) {
        return text.length() <= 40 ? text : Post.cut(text, 39) + "…";
    }
}
