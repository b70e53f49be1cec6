package tidings.bot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Person;
import tidings.domain.Place;
import tidings.telegram.CardId;

/// A call whose command asked Telegram, as it travels with the question and back: nothing of it is stored.
///
/// @param word of the command
/// @param press empty if the command was written
/// @param context the command's own
record ResumedCall(String word, Origin origin, Optional<ButtonPress> press, Map<String, String> context) {
    private static final String WORD = "bot.word";
    private static final String UPDATE = "bot.update";
    private static final String PRESS = "bot.press";
    private static final String CARD = "bot.card";
    private static final String PERSON = "bot.person";
    private static final String LANGUAGE = "bot.language";

    static Map<String, String> context(String word, Call call, Map<String, String> own) {
        Map<String, String> context = new HashMap<>(own);
        context.put(WORD, word);
        context.put(UPDATE, call.origin().cause());
        call.press().ifPresent(press -> {
            context.put(PRESS, press.id());
            context.put(CARD, press.card().value());
        });
        call.origin().person().ifPresent(person -> {
            context.put(PERSON, Long.toString(person.id()));
            context.put(LANGUAGE, person.language());
        });
        return context;
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
                        .map(press -> new ButtonPress(origin, press, "", new CardId(context.get(CARD)))),
                context);
    }
}
