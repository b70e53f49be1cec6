package tidings.bot;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.Origin;
import tidings.domain.Place;
import tidings.telegram.CardId;

/// A press whose command asked Telegram, as it travels with the question and back: nothing of it is stored.
///
/// @param word of the command
/// @param context the command's own
record ResumedCall(String word, ButtonPress press, Map<String, String> context) {
    private static final String WORD = "bot.word";
    private static final String UPDATE = "bot.update";
    private static final String PRESS = "bot.press";
    private static final String CARD = "bot.card";
    private static final String LANGUAGE = "bot.language";

    static Map<String, String> context(String word, Call call, Map<String, String> own) {
        ButtonPress press = call.press().orElseThrow();
        Map<String, String> context = new HashMap<>(own);
        context.put(WORD, word);
        context.put(UPDATE, call.origin().cause());
        context.put(PRESS, press.id());
        context.put(CARD, press.card().value());
        call.origin().person().ifPresent(person -> context.put(LANGUAGE, person.language()));
        return context;
    }

    static ResumedCall of(Place place, Map<String, String> context) {
        Optional<Interaction.Person> person =
                Optional.ofNullable(context.get(LANGUAGE)).map(language -> new Interaction.Person(0, "", language));
        Origin origin = new Origin(Long.parseLong(context.get(UPDATE)), place, false, person);
        return new ResumedCall(
                context.get(WORD),
                new ButtonPress(origin, context.get(PRESS), "", new CardId(context.get(CARD))),
                context);
    }
}
