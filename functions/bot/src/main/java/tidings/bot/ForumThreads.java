package tidings.bot;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Queue;
import tidings.cards.PostCards;
import tidings.domain.ChatId;
import tidings.domain.Place;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.messages.TelegramResult;
import tidings.messages.UpdatesMessage.TelegramResultV1;
import tidings.messages.UpdatesMessage.ThreadGoneV1;
import tidings.preferences.ChatSettings;
import tidings.store.ThreadStore;
import tidings.store.ThreadStore.Key;
import tidings.telegram.Card;
import tidings.telegram.CardId;
import tidings.telegram.Texts;

/// Notes what Telegram says of the threads that are made for topics, and tells the group what goes wrong, once.
/// What is told is queued first and named after its cause. Thread-safe.
record ForumThreads(ThreadStore store, Preferences preferences, Queue<OutboxMessage> outbox) {
    private static final Logger LOG = LoggerFactory.getLogger(ForumThreads.class);

    /// The topic whose thread a result is about, if it is about one.
    static Optional<String> topic(TelegramResultV1 result) {
        return Optional.ofNullable(result.context().get(ThreadStore.TOPIC));
    }

    /// Of a group that takes no threads, everything comes to the group itself from now on.
    void note(TelegramResultV1 result, String topic) {
        ChatId chat = result.chat();
        switch (result.result()) {
            case TelegramResult.ForumTopic(int thread) -> store.made(new Key(chat, topic), thread);
            case TelegramResult.Failed(String reason) -> {
                LOG.info("no thread is made: {}", reason);
                ChatSettings settings = preferences.settings(chat);
                if (settings.get(ThreadStore.AUTO).isPresent()) {
                    tell(chat, result.id(), settings.texts().get("command.topics.impossible"));
                    preferences.set(chat, chosen -> chosen.with(ThreadStore.AUTO, Optional.empty()));
                }
            }
            case TelegramResult other -> LOG.warn("not what became of a new thread: {}", other);
        }
    }

    void note(ThreadGoneV1 gone) {
        store.topic(gone.chat(), gone.thread()).ifPresent(topic -> {
            Texts texts = preferences.settings(gone.chat()).texts();
            tell(
                    gone.chat(),
                    "thread." + gone.thread(),
                    texts.get("command.topics.lost", PostCards.topicLabel(topic, texts)));
            store.lost(gone.chat(), gone.thread());
        });
    }

    private void tell(ChatId chat, String cause, String html) {
        CardId card = CardId.ofStory(Place.of(chat), cause);
        outbox.send(new ShowCardV1(Place.of(chat), card, card + "/told", Card.of(html)));
    }
}
