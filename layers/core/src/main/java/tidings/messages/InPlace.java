package tidings.messages;

import java.util.OptionalInt;
import tidings.domain.ChatId;
import tidings.domain.Place;

/// A message about a chat or, in forums, a topic of it.
public interface InPlace {
    ChatId chat();

    OptionalInt topic();

    default Place place() {
        return new Place(chat(), topic());
    }
}
