package tidings.localstack.telegram;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// All people and chats. Thread-safe.
final class Chats {
    private static final long FIRST_PERSON = 1_000_001;
    private static final long FIRST_GROUP = -2_000_001;
    private static final long FIRST_SUPERGROUP = -1_000_000_000_001L;

    private final InstantSource clock;
    private final Map<ChatId, Chat> chats = new ConcurrentHashMap<>();
    private final Map<UserId, User> people = new ConcurrentHashMap<>();
    private final Map<String, User> byUsername = new ConcurrentHashMap<>();
    private final Map<String, Chat> channels = new ConcurrentHashMap<>();
    private final AtomicLong nextPerson = new AtomicLong(FIRST_PERSON);
    private final AtomicLong groups = new AtomicLong(FIRST_GROUP);
    private final AtomicLong supergroups = new AtomicLong(FIRST_SUPERGROUP);
    /// Private chats and basic groups share one sequence of message ids, as in a bot's view; a supergroup has its
    /// own.
    private final AtomicLong messages = new AtomicLong();

    Chats(InstantSource clock) {
        this.clock = clock;
    }

    /// A new person and the private chat with the bot. Two people may have the same name.
    Chat privateChat(String name) {
        UserId id = new UserId(nextPerson.getAndIncrement());
        User person = new User(id, name, username(name, id), false);
        people.put(id, person);
        byUsername.put(person.username(), person);
        ChatId chat = new ChatId(id.value());
        return added(new Chat(chat, Chat.Kind.PRIVATE, name, List.of(person), this::nextMessage, clock));
    }

    private String username(String name, UserId id) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return plain.length() >= 3 && !byUsername.containsKey(plain) ? plain : plain + "_" + id.value();
    }

    /// A group with the bot in it; the first member is its creator.
    Chat group(String title, List<User> members) {
        ChatId id = new ChatId(groups.getAndDecrement());
        return added(new Chat(id, Chat.Kind.GROUP, title, members, this::nextMessage, clock));
    }

    /// A supergroup with the members and administrators of a group.
    Chat supergroup(Chat group) {
        ChatId id = new ChatId(supergroups.getAndDecrement());
        AtomicLong own = new AtomicLong();
        Chat supergroup = new Chat(
                id,
                Chat.Kind.SUPERGROUP,
                group.title(),
                group.members(),
                () -> new MessageId(own.incrementAndGet()),
                clock);
        group.members().stream()
                .map(User::id)
                .filter(member -> group.status(member) == ChatMember.Status.ADMINISTRATOR)
                .forEach(supergroup::promote);
        return added(supergroup);
    }

    /// A public channel without the bot; the first member is its creator.
    Chat channel(String title, String username, List<User> members) {
        AtomicLong own = new AtomicLong();
        Chat channel = new Chat(
                new ChatId(supergroups.getAndDecrement()),
                Chat.Kind.CHANNEL,
                title,
                Optional.of(username),
                members,
                () -> new MessageId(own.incrementAndGet()),
                clock);
        if (channels.putIfAbsent(username.toLowerCase(Locale.ROOT), channel) != null) {
            throw ApiError.badRequest("there is a channel @" + username);
        }
        return added(channel);
    }

    /// By the public name after its @; rejects an unknown one.
    Chat channel(String username) {
        return Optional.ofNullable(channels.get(username.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> ApiError.badRequest("chat not found"));
    }

    private Chat added(Chat chat) {
        chats.put(chat.id(), chat);
        return chat;
    }

    private MessageId nextMessage() {
        return new MessageId(messages.incrementAndGet());
    }

    Optional<Chat> find(ChatId id) {
        return Optional.ofNullable(chats.get(id));
    }

    Optional<User> person(UserId id) {
        return Optional.ofNullable(people.get(id));
    }

    /// Rejects an unknown chat.
    Chat get(ChatId id) {
        return find(id).orElseThrow(() -> ApiError.badRequest("chat not found"));
    }

    List<Chat> all() {
        return new ArrayList<>(chats.values());
    }
}
