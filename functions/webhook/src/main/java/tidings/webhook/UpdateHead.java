package tidings.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// The part of an update that queueing needs, parsed without building the update:
/// `{"update_id": …, "<kind>": {"chat": {"id": …}, "from": {"id": …}, "message": {"chat": {"id": …}}}}`
/// (https://core.telegram.org/bots/api#update).
///
/// @param group the id of the chat, else of the person, else 0; updates of one group keep their order
record UpdateHead(long updateId, long group) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Empty if the body is not an update.
    static Optional<UpdateHead> parse(String body) {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            OptionalLong updateId = OptionalLong.empty();
            Ids ids = new Ids();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if ("update_id".equals(field) && value == JsonToken.VALUE_NUMBER_INT) {
                    updateId = OptionalLong.of(in.getLongValue());
                } else if (value == JsonToken.START_OBJECT) {
                    ids.parse(in, true);
                } else {
                    in.skipChildren();
                }
            }
            boolean ends = in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
            return ends && updateId.isPresent()
                    ? Optional.of(new UpdateHead(updateId.getAsLong(), ids.group()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static final class Ids {
        private OptionalLong chat = OptionalLong.empty();
        private OptionalLong person = OptionalLong.empty();

        /// Parses the object at whose start the parser is, up to its end.
        void parse(JsonParser in, boolean withMessage) throws IOException {
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (value != JsonToken.START_OBJECT) {
                    in.skipChildren();
                    continue;
                }
                switch (field) {
                    case "chat" -> chat = id(in, chat);
                    case "from" -> person = id(in, person);
                    case "message" -> {
                        if (withMessage) {
                            parse(in, false);
                        } else {
                            in.skipChildren();
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }

        long group() {
            return chat.orElse(person.orElse(0));
        }

        private static OptionalLong id(JsonParser in, OptionalLong known) throws IOException {
            OptionalLong id = known;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                boolean number = in.nextToken() == JsonToken.VALUE_NUMBER_INT;
                if (number && "id".equals(field) && in.getNumberType() != NumberType.BIG_INTEGER) {
                    id = known.isPresent() ? known : OptionalLong.of(in.getLongValue());
                } else {
                    in.skipChildren();
                }
            }
            return id;
        }
    }
}
