package tidings.bot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Person;
import tidings.bot.Interaction.Replied;
import tidings.domain.Place;
import tidings.domain.RedditLink;
import tidings.telegram.CardId;

/// A call whose command asked Telegram, as it travels with the question and back: nothing of it is stored.
///
/// @param word of the command
/// @param press empty if the command was written
/// @param repliedTo what the command replied to, but for its text
/// @param context the command's own
record ResumedCall(
        String word,
        Origin origin,
        Optional<ButtonPress> press,
        Optional<Replied> repliedTo,
        Map<String, String> context) {
    private static final String WORD = "bot.word";
    private static final String UPDATE = "bot.update";
    private static final String PRESS = "bot.press";
    private static final String CARD = "bot.card";
    private static final String IN_CHANNEL = "bot.in-channel";
    private static final String PERSON = "bot.person";
    private static final String LANGUAGE = "bot.language";
    private static final String REPLIED = "bot.replied";
    private static final String LINKS = "bot.links";

    /// More links to Reddit than the posts of a card have.
    private static final int MAX_LINKS = 24;

    static Map<String, String> context(String word, Call call, Map<String, String> own) {
        Map<String, String> context = new HashMap<>(own);
        context.put(WORD, word);
        context.put(UPDATE, call.origin().cause());
        call.press().ifPresent(press -> {
            context.put(PRESS, press.id());
            context.put(CARD, press.card().value());
            if (press.inChannel()) {
                context.put(IN_CHANNEL, "");
            }
        });
        call.origin().person().ifPresent(person -> {
            context.put(PERSON, Long.toString(person.id()));
            context.put(LANGUAGE, person.language());
        });
        call.repliedTo().ifPresent(replied -> {
            replied.message().ifPresent(message -> context.put(REPLIED, Integer.toString(message)));
            context.put(
                    LINKS,
                    replied.links().stream()
                            .filter(link -> RedditLink.parse(link).isPresent())
                            .limit(MAX_LINKS)
                            .collect(Collectors.joining(" ")));
        });
        return context;
    }

    /// Without the text.
    private static Replied replied(String links, Map<String, String> context) {
        return new Replied(
                "",
                Stream.of(links.split(" ")).filter(link -> !link.isEmpty()).toList(),
                Stream.ofNullable(context.get(REPLIED))
                        .mapToInt(Integer::parseInt)
                        .findFirst());
    }

    /// An earlier version did not say who it was.
    static ResumedCall of(Place place, Map<String, String> context) {
        Optional<Person> person = Optional.ofNullable(context.get(LANGUAGE))
                .map(language -> new Person(Long.parseLong(context.getOrDefault(PERSON, "0")), "", language));
        Origin origin = new Origin(
                Long.parseLong(context.get(UPDATE)), place, place.chat().value() > 0, person);
        return new ResumedCall(
                context.get(WORD),
                origin,
                Optional.ofNullable(context.get(PRESS))
                        .map(press -> new ButtonPress(
                                origin, press, "", new CardId(context.get(CARD)), context.containsKey(IN_CHANNEL))),
                Optional.ofNullable(context.get(LINKS)).map(links -> replied(links, context)),
                context);
    }
}
