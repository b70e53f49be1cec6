package tidings.api;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import tidings.cards.TopicNames;
import tidings.chats.Chats;
import tidings.chats.SavedSettings;
import tidings.delivery.Draft;
import tidings.delivery.Previews;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.About;
import tidings.follows.FollowNames;
import tidings.follows.FollowParser;
import tidings.follows.Reading;
import tidings.follows.Reading.Understood;
import tidings.preferences.ChatSettings;
import tidings.selection.Meaning;
import tidings.store.Stores;
import tidings.telegram.Texts;
import tidings.topics.ShippedTopics;

/// What belongs to the person who sent a request: their private chat with the bot. Groups are changed where they
/// are, for only there Telegram says who administers them. Thread-safe.
record Personal(
        Stores stores,
        Chats chats,
        SavedSettings saved,
        Previews previews,
        FollowParser parser,
        ShippedTopics shipped,
        InstantSource clock) {
    private static final int FOLLOWED = 1_000;
    private static final int QUOTED = 80;

    static Personal of(Stores stores, Chats chats, TextClassifier classifier, InstantSource clock) {
        return new Personal(
                stores,
                chats,
                new SavedSettings(stores.chats()::prefer, chats),
                new Previews(stores.taught(), classifier.taxonomy().ids()),
                new FollowParser(Texts.LANGUAGES),
                ShippedTopics.load(),
                clock);
    }

    private static Caller.Person person(Request request) {
        if (request.caller() instanceof Caller.Person person) {
            return person;
        }
        throw ProblemException.peopleOnly();
    }

    static ChatId chat(Request request) {
        return new ChatId(person(request).id());
    }

    static Place place(Request request) {
        return Place.of(chat(request));
    }

    static Optional<String> language(Request request) {
        return person(request).language();
    }

    ChatSettings settings(Request request) {
        return chats.settings(chat(request)).get().orElse(ChatSettings.NONE);
    }

    /// In the language in which the bot writes to the person.
    static Texts texts(Request request, ChatSettings settings) {
        return Texts.of(
                settings.get(ChatSettings.LANGUAGE).or(() -> language(request)).orElse(Texts.DEFAULT));
    }

    /// Saves a change of what the person chose, and returns the settings after it.
    ChatSettings save(Request request, UnaryOperator<ChatSettings> change) {
        return saved.save(
                chat(request),
                settings(request),
                settings -> texts(request, settings).language(),
                change);
    }

    /// @throws ProblemException 400 that says what is not understood, in the person's language
    Understood read(Request request, Optional<String> text) {
        ChatSettings settings = settings(request);
        Texts texts = texts(request, settings);
        Set<Community> followed = stores.follows().communities(FOLLOWED).keySet();
        FollowNames names = new FollowNames(
                typed -> TopicNames.find(typed, texts),
                community -> shipped.topicOf(community.value()).isPresent() || followed.contains(community));
        return switch (parser.parse(text.orElse(""), names, settings.get(ChatSettings.QUIET))) {
            case Understood understood -> encoded(request, understood, texts);
            case Reading.Unclear(var problem, String part) ->
                throw ProblemException.unclear(
                        "text",
                        texts.get(
                                "command.follow.unclear."
                                        + problem.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                part.length() > QUOTED ? part.substring(0, QUOTED) + "…" : part));
        };
    }

    /// With what its phrase means: only the chat with the bot can wait until a phrase is encoded.
    private Understood encoded(Request request, Understood understood, Texts texts) {
        Optional<About> about = understood.query().about();
        if (about.isEmpty()) {
            return understood;
        }
        String phrase = about.get().phrase();
        Meaning meaning = stores.follows().of(chat(request)).stream()
                .flatMap(follow -> follow.query().about().stream())
                .filter(one -> one.phrase().equals(phrase))
                .flatMap(one -> one.meaning().stream())
                .findFirst()
                .or(() -> stores.posts().meaning(phrase))
                .orElseThrow(() -> ProblemException.unclear("text", texts.get("api.not-encoded", phrase)));
        return new Understood(
                understood.query().with(about.map(one -> one.with(meaning))),
                understood.pace(),
                understood.brief(),
                understood.quiet());
    }

    /// Saves what was asked for along with a follow.
    void saveSettings(Request request, Understood understood) {
        Draft draft = Draft.of(understood, OptionalLong.empty());
        if (draft.hasSettings()) {
            save(request, draft::over);
        }
    }
}
