package tidings.bot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Queue;
import tidings.domain.ChatId;
import tidings.messages.UpdatesMessage;
import tidings.messages.UpdatesMessage.ChatChangedV1;
import tidings.store.ChatRegistry;
import tidings.store.ChatRegistry.Status;
import tidings.store.DatabaseUnavailableException;

/// Tells the registry of chats what updates show. No answer depends on it: what the database cannot take now comes
/// again, by the queue or with the chat's next update. Thread-safe.
///
/// @param later the queue of updates
record Registrations(ChatRegistry registry, Queue<UpdatesMessage> later) {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    /// An update shows, as each of the chat's does, that the chat is open.
    void seen(ChatChangedV1 seen) {
        try {
            if (registry.find(seen.chat())
                    .filter(known -> known.status() == Status.ACTIVE)
                    .isEmpty()) {
                note(seen);
            }
        } catch (DatabaseUnavailableException e) {
            LOG.warn("a chat is registered with its next update", e);
        }
    }

    /// No later update shows it.
    void changed(ChatChangedV1 change) {
        try {
            note(change);
        } catch (DatabaseUnavailableException e) {
            LOG.warn("a change of a chat is registered later", e);
            later.send(change);
        }
    }

    /// @throws DatabaseUnavailableException if the database is unavailable
    void note(ChatChangedV1 change) {
        registry.note(change.chat(), status(change), change.at());
        change.movedTo().ifPresent(to -> registry.moved(change.chat(), to));
    }

    private static Status status(ChatChangedV1 change) {
        return change.open() ? Status.ACTIVE : isOfOnePerson(change.chat()) ? Status.BLOCKED : Status.LEFT;
    }

    private static boolean isOfOnePerson(ChatId chat) {
        return chat.value() > 0;
    }
}
