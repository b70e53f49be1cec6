package tidings.messages;

import java.util.OptionalInt;
import tidings.aws.Message;
import tidings.domain.ChatId;
import tidings.domain.Place;

/// A message for a chat or, in forums, a topic of it. Those of a chat come in their order.
public interface InPlace extends Message {
    ChatId chat();

    OptionalInt topic();

    /// What it is named after, once a chat.
    String id();

    default Place place() {
        return new Place(chat(), topic());
    }

    @Override
    default String group() {
        return Long.toString(chat().value());
    }

    @Override
    default String deduplication() {
        return chat().value() + "/" + id();
    }
}
