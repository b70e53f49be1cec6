package tidings.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.bot.Interaction.Attachment;
import tidings.bot.Interaction.ButtonPress;
import tidings.bot.Interaction.InlineQuery;
import tidings.bot.Interaction.MembershipChange;
import tidings.bot.Interaction.Origin;
import tidings.bot.Interaction.Person;
import tidings.bot.Interaction.Replied;
import tidings.bot.Interaction.Text;
import tidings.bot.Interaction.Wordless;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.UpdatesMessage.TextAskedV1;
import tidings.telegram.CardId;

/// Takes of an update what the bot needs, and looks at nothing else: Telegram adds kinds of messages at any time, and
/// none of them may cost the command beside it (https://core.telegram.org/bots/api#update). A field of another type
/// is as good as none.
final class UpdateReader {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateReader.class);

    /// Halves of characters and characters that neither Telegram nor SQS takes.
    private static final Pattern NO_CHARACTER = Pattern.compile("[\\p{Cs}\uFFFE\uFFFF\u0000]");

    private static final Pattern LIST = Pattern.compile("(?i).*\\.(?:opml|xml|json)", Pattern.DOTALL);

    /// The topic that each forum has. Telegram sends to it where no topic is named, and finds none of this id.
    private static final int GENERAL = 1;

    /// What a person sends, in place of words; the rest is about the chat.
    private static final Set<String> WORDLESS = Set.of(
            "animation",
            "audio",
            "contact",
            "dice",
            "document",
            "location",
            "paid_media",
            "photo",
            "poll",
            "sticker",
            "story",
            "venue",
            "video",
            "video_note",
            "voice");

    private UpdateReader() {}

    /// Empty for an update that concerns nothing that the bot does.
    static Optional<Interaction> read(JsonNode update) {
        long id = update.path("update_id").longValue();
        if (update.path("message").isObject()) {
            return message(id, update.get("message"));
        } else if (update.path("callback_query").isObject()) {
            return press(id, update.get("callback_query"));
        } else if (update.path("inline_query").isObject()) {
            return inline(id, update.get("inline_query"));
        } else if (update.path("my_chat_member").isObject()) {
            return membership(id, update.get("my_chat_member"));
        }
        return Optional.empty();
    }

    /// As if the person typed it in their chat with the bot. Empty for a text with nothing in it.
    static Optional<Interaction> read(TextAskedV1 asked) {
        Person person = new Person(asked.chat().value(), "", asked.language().orElse(""));
        return written(asked.text()).map(text -> new Text(with(asked.update(), person), text, Optional.empty(), true));
    }

    private static Optional<Interaction> message(long updateId, JsonNode message) {
        Optional<String> words =
                text(message, "text").or(() -> text(message, "caption")).or(() -> importing(message));
        Optional<Place> place = place(message);
        if (place.isEmpty()) {
            return leftOut("message without a chat");
        }
        boolean alone = isOfOnePerson(place.get());
        boolean anonymous = message.path("sender_chat").isObject();
        boolean forwarded = message.hasNonNull("forward_origin");
        // Bots that answer each other never end; an anonymous administrator looks like a bot.
        boolean ofABot = !anonymous && message.path("from").path("is_bot").asBoolean();
        Optional<Person> person = anonymous ? Optional.empty() : person(message);
        boolean administrator = id(message.path("sender_chat").path("id"))
                .filter(sender -> sender == place.get().chat().value())
                .isPresent();
        Origin origin = new Origin(updateId, place.get(), alone, person, administrator);
        if (words.isEmpty() && alone && !ofABot && isWordless(message)) {
            return Optional.of(new Wordless(origin));
        }
        // What somebody chose from what a bot offers, this one among them, is an answer and no question.
        boolean chosen = message.hasNonNull("via_bot");
        return words.isEmpty() || ofABot || chosen || (forwarded && !alone)
                ? presence(origin, message)
                : Optional.of(new Text(origin, words.get(), repliedTo(message), !forwarded, file(message)));
    }

    /// Each picture of an album is a message, of which Telegram says no total: better silence than ten answers.
    private static boolean isWordless(JsonNode message) {
        return WORDLESS.stream().anyMatch(message::hasNonNull) && !message.hasNonNull("media_group_id");
    }

    /// A list of feeds asks by itself to be taken over, where nobody but the bot can be meant.
    private static Optional<String> importing(JsonNode message) {
        return text(message.path("document"), "file_name")
                .filter(name -> LIST.matcher(name).matches())
                .filter(_ -> place(message).filter(UpdateReader::isOfOnePerson).isPresent())
                .map(_ -> "/" + Import.WORD);
    }

    private static Optional<Attachment> file(JsonNode message) {
        return Stream.of(message, message.path("reply_to_message"))
                .map(one -> one.path("document"))
                .flatMap(file ->
                        text(file, "file_id")
                                .map(id -> new Attachment(
                                        id, file.path("file_size").asLong()))
                                .stream())
                .findFirst();
    }

    /// A message that asks nothing shows that the bot is in the chat. Of a bot that left, Telegram says the same once
    /// more.
    private static Optional<Interaction> presence(Origin origin, JsonNode message) {
        return message.path("left_chat_member").path("is_bot").asBoolean()
                ? Optional.empty()
                : Optional.of(new MembershipChange(
                        origin, true, id(message.path("migrate_to_chat_id")).map(ChatId::new)));
    }

    private static Optional<Replied> repliedTo(JsonNode message) {
        JsonNode replied = message.path("reply_to_message");
        return Stream.of(text(message.path("quote"), "text"), text(replied, "text"), text(replied, "caption"))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text -> new Replied(text, links(replied), message(replied), channel(replied), bot(replied)));
    }

    private static Optional<String> bot(JsonNode replied) {
        return text(replied.path("from"), "username")
                .filter(_ -> replied.path("from").path("is_bot").asBoolean())
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    private static Optional<Channel> channel(JsonNode forwarded) {
        JsonNode from = forwarded.path("forward_origin").path("chat");
        return id(from.path("id"))
                .filter(_ -> text(from, "type").filter("channel"::equals).isPresent())
                .map(id -> new Channel(new ChatId(id), text(from, "title").orElse("?")));
    }

    private static OptionalInt message(JsonNode message) {
        return number(message, "message_id").map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static List<String> links(JsonNode message) {
        return Stream.of(message.path("entities"), message.path("caption_entities"))
                .flatMap(JsonNode::valueStream)
                .flatMap(entity -> text(entity, "url").stream())
                .toList();
    }

    /// A button under a message that Telegram does not name, and one that carries nothing, is read as one that does
    /// nothing, so that whoever pressed it is told.
    private static Optional<Interaction> press(long updateId, JsonNode query) {
        Optional<String> id = text(query, "id");
        if (id.isEmpty()) {
            return leftOut("callback query without an id");
        }
        JsonNode under = query.path("message");
        Optional<Person> person = person(query);
        Optional<Place> place = place(under);
        Optional<CardId> card = number(under, "message_id").map(CardId::ofMessage);
        if (place.isPresent() && card.isPresent()) {
            Origin origin = new Origin(updateId, place.get(), isOfOnePerson(place.get()), person);
            return Optional.of(
                    new ButtonPress(origin, id.get(), text(query, "data").orElse(""), card.get(), isOfChannel(under)));
        }
        if (person.isEmpty()) {
            return leftOut("callback query of nobody, under no message");
        }
        Origin origin = with(updateId, person.get());
        return Optional.of(new ButtonPress(origin, id.get(), "", CardId.ofUpdate(origin.cause())));
    }

    private static Optional<Interaction> inline(long updateId, JsonNode query) {
        Optional<String> id = text(query, "id");
        Optional<Person> person = person(query);
        return id.isEmpty() || person.isEmpty()
                ? leftOut("inline query without an id or a person")
                : Optional.of(new InlineQuery(
                        with(updateId, person.get()),
                        id.get(),
                        text(query, "query").orElse("")));
    }

    /// In the chat that a person has with the bot.
    private static Origin with(long updateId, Person person) {
        return new Origin(updateId, Place.of(new ChatId(person.id())), true, Optional.of(person));
    }

    private static Optional<Interaction> membership(long updateId, JsonNode change) {
        Optional<Place> place = place(change);
        Optional<String> status = text(change.path("new_chat_member"), "status");
        if (place.isEmpty() || status.isEmpty()) {
            return leftOut("change of membership without a chat or a status");
        }
        boolean member = switch (status.get()) {
            case "left", "kicked" -> false;
            case "restricted" ->
                change.path("new_chat_member").path("is_member").asBoolean(true)
                        && change.path("new_chat_member")
                                .path("can_send_messages")
                                .asBoolean();
            case String _ -> true;
        };
        Origin origin = new Origin(updateId, place.get(), isOfOnePerson(place.get()), person(change));
        return Optional.of(new MembershipChange(origin, member));
    }

    private static Optional<Interaction> leftOut(String what) {
        LOG.warn("left out: a {}", what);
        return Optional.empty();
    }

    /// The thread of a message is a forum topic only where Telegram says so; in other groups, threads are replies.
    private static Optional<Place> place(JsonNode message) {
        OptionalInt topic = message.path("is_topic_message").asBoolean()
                ? number(message, "message_thread_id")
                        .filter(thread -> thread != GENERAL)
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty)
                : OptionalInt.empty();
        return id(message.path("chat").path("id")).map(chat -> new Place(new ChatId(chat), topic));
    }

    /// Groups and channels have negative ids.
    private static boolean isOfOnePerson(Place place) {
        return place.chat().value() > 0;
    }

    private static boolean isOfChannel(JsonNode message) {
        return message.path("chat").path("type").asText().equals("channel");
    }

    private static Optional<Person> person(JsonNode sent) {
        JsonNode from = sent.path("from");
        return id(from.path("id"))
                .map(id -> new Person(
                        id,
                        text(from, "first_name").orElse(""),
                        text(from, "language_code").orElse("")));
    }

    private static Optional<Long> id(JsonNode id) {
        return id.isIntegralNumber() && id.canConvertToLong() && id.longValue() != 0
                ? Optional.of(id.longValue())
                : Optional.empty();
    }

    private static Optional<Integer> number(JsonNode of, String name) {
        JsonNode number = of.path(name);
        return number.isIntegralNumber() && number.canConvertToInt() && number.intValue() > 0
                ? Optional.of(number.intValue())
                : Optional.empty();
    }

    /// Empty for a blank text, too.
    private static Optional<String> text(JsonNode of, String name) {
        return Optional.ofNullable(of.path(name).textValue()).flatMap(UpdateReader::written);
    }

    private static Optional<String> written(String text) {
        return Optional.of(NO_CHARACTER.matcher(text).replaceAll("\uFFFD")).filter(known -> !known.isBlank());
    }
}
