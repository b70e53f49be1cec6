package tidings.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/// What is needed of an update to queue it: its id, and whom it concerns. Read from the byte stream without building
/// the update: `{"update_id": …, "<kind>": {"chat": {"id": …}, "from": {"id": …}, "message": {"chat": {"id": …}}}}`
/// (https://core.telegram.org/bots/api#update).
///
/// @param concerns the chat, or the person where there is no chat, or 0 where there is neither
record UpdateHead(long updateId, long concerns) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Empty if the body is not an update.
    static Optional<UpdateHead> read(byte[] body) {
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            OptionalLong updateId = OptionalLong.empty();
            Concerned concerned = new Concerned();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if ("update_id".equals(field) && value == JsonToken.VALUE_NUMBER_INT) {
                    updateId = OptionalLong.of(in.getLongValue());
                } else if (value == JsonToken.START_OBJECT) {
                    concerned.read(in, true);
                } else {
                    in.skipChildren();
                }
            }
            boolean ends = in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
            return ends && updateId.isPresent()
                    ? Optional.of(new UpdateHead(updateId.getAsLong(), concerned.id()))
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static final class Concerned {
        private OptionalLong chat = OptionalLong.empty();
        private OptionalLong person = OptionalLong.empty();

        /// Reads the object that the parser stands at the start of, and stops at its end.
        void read(JsonParser in, boolean withMessage) throws IOException {
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
                            read(in, false);
                        } else {
                            in.skipChildren();
                        }
                    }
                    default -> in.skipChildren();
                }
            }
        }

        long id() {
            return chat.orElse(person.orElse(0));
        }

        private static OptionalLong id(JsonParser in, OptionalLong known) throws IOException {
            OptionalLong id = known;
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                if (in.nextToken() == JsonToken.VALUE_NUMBER_INT && "id".equals(field) && known.isEmpty()) {
                    id = OptionalLong.of(in.getLongValue());
                } else {
                    in.skipChildren();
                }
            }
            return id;
        }
    }
}
