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

    /// @param usual whether each update of a chat that is open shows the same, so that the next one can be noted
    ///     instead
    void register(ChatChangedV1 change, boolean usual) {
        try {
            note(change);
        } catch (DatabaseUnavailableException e) {
            LOG.warn("a chat is registered later", e);
            if (!usual) {
                later.send(change);
            }
        }
    }

    /// Whether the registry knows already, as far as the cache tells, that a chat is open.
    boolean isOpen(ChatId chat) {
        try {
            return registry.find(chat)
                    .filter(known -> known.status() == Status.ACTIVE)
                    .isPresent();
        } catch (DatabaseUnavailableException _) {
            return false;
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
