package tidings.bot;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a person says to the bot without a command.
///
/// @param words without the bot's name
/// @param byName whether it can only be for the bot, as between the two alone; a reply to it in a group may
///     still be for somebody else
record Addressed(String words, boolean byName) {
    private static final Pattern BEFORE = Pattern.compile("@(\\w+)[\\s,:;.!?–-]*(.*)");
    private static final Pattern AFTER = Pattern.compile("(.*?)[\\s,:;–-]*@(\\w+)[\\s.!?]*");

    /// Empty for what is not said to it. In a group, that is all but what begins or ends with its name and what
    /// replies to one of its messages. Of what a person forwards to the bot alone, an address of Reddit is meant.
    ///
    /// @param botName of this bot, in lower case; read only where it matters
    static Optional<Addressed> of(Interaction.Text said, Supplier<Optional<String>> botName) {
        String words = CommandLine.normal(said.text());
        if (!said.typed()) {
            return Spoken.address(words)
                    .filter(_ -> said.origin().alone())
                    .map(address -> new Addressed(address, true));
        } else if (said.origin().alone()) {
            return Optional.of(new Addressed(words, true));
        }
        Optional<String> answered = said.repliedTo().flatMap(Interaction.Replied::bot);
        Matcher before = BEFORE.matcher(words);
        Matcher after = AFTER.matcher(words);
        boolean isBefore = before.matches();
        boolean isAfter = after.matches();
        if (!isBefore && !isAfter && answered.isEmpty()) {
            return Optional.empty();
        }
        return botName.get().flatMap(name -> {
            if (isBefore && before.group(1).toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(new Addressed(before.group(2), true));
            } else if (isAfter && after.group(2).toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(new Addressed(after.group(1), true));
            }
            return answered.filter(name::equals).map(_ -> new Addressed(words, false));
        });
    }
}
