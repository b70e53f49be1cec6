package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tidings.localstack.telegram.ChatMember.Status;

/// One chat with its people and messages. Thread-safe; what must happen together, such as storing a message and
/// queueing its update, runs in [#atomically].
final class Chat {
    enum Kind {
        PRIVATE,
        GROUP,
        SUPERGROUP,
        CHANNEL;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final ChatId id;
    private final Kind kind;
    private final String title;
    private final InstantSource clock;
    private final Supplier<MessageId> nextId;
    private final Optional<String> username;
    private final LinkedHashMap<UserId, User> members = new LinkedHashMap<>();
    private final TreeMap<Long, ChatMessage> messages = new TreeMap<>();
    private final Set<UserId> administrators = new HashSet<>();
    private final TreeMap<Long, ChatMessage> deleted = new TreeMap<>();
    private final Set<Optional<MessageId>> closedTopics = new HashSet<>();
    private boolean blocked;
    private boolean muted;
    private boolean botPromoted;
    private boolean forum;
    private Optional<ChatId> movedTo = Optional.empty();

    Chat(ChatId id, Kind kind, String title, List<User> members, Supplier<MessageId> nextId, InstantSource clock) {
        this(id, kind, title, Optional.empty(), members, nextId, clock);
    }

    /// @param username the public name of a channel
    Chat(
            ChatId id,
            Kind kind,
            String title,
            Optional<String> username,
            List<User> members,
            Supplier<MessageId> nextId,
            InstantSource clock) {
        this.username = username;
        this.id = id;
        this.kind = kind;
        this.title = title;
        this.nextId = nextId;
        this.clock = clock;
        members.forEach(member -> this.members.put(member.id(), member));
    }

    ChatId id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    /// Or a channel.
    boolean isGroup() {
        return kind != Kind.PRIVATE;
    }

    boolean isChannel() {
        return kind == Kind.CHANNEL;
    }

    String title() {
        return title;
    }

    synchronized <T> T atomically(Supplier<T> steps) {
        return steps.get();
    }

    synchronized List<User> members() {
        return List.copyOf(members.values());
    }

    synchronized Optional<User> member(UserId user) {
        return Optional.ofNullable(members.get(user));
    }

    /// Rejects who is not here.
    User known(UserId user) {
        return member(user)
                .orElseThrow(() -> ApiError.badRequest("user %d is not in this chat".formatted(user.value())));
    }

    /// The first member created a group.
    synchronized Status status(UserId user) {
        if (!members.containsKey(user)) {
            return Status.LEFT;
        }
        if (isGroup() && user.equals(members.firstEntry().getKey())) {
            return Status.CREATOR;
        }
        return administrators.contains(user) ? Status.ADMINISTRATOR : Status.MEMBER;
    }

    synchronized void promote(UserId member) {
        administrators.add(member);
    }

    /// Makes the bot an administrator, or no longer one. Whether this changes anything.
    synchronized boolean promoteBot(boolean now) {
        boolean changed = botPromoted != now;
        botPromoted = now;
        return changed;
    }

    /// What the bot is here. In a channel it is an administrator or nobody, and muted if it may not post.
    synchronized ChatMember bot(User bot) {
        return new ChatMember(bot, botStatus(), isChannel() ? Optional.of(!muted) : Optional.empty());
    }

    /// Telegram calls a bot that was removed from a group that is no supergroup one that left.
    synchronized Status botStatus() {
        if (!blocked && isChannel()) {
            return botPromoted ? Status.ADMINISTRATOR : Status.LEFT;
        }
        if (!blocked) {
            return muted ? Status.RESTRICTED : botPromoted ? Status.ADMINISTRATOR : Status.MEMBER;
        }
        return kind == Kind.GROUP ? Status.LEFT : Status.KICKED;
    }

    /// Whether the bot is blocked or, in a group, removed.
    synchronized boolean blocked() {
        return blocked;
    }

    /// Whether this changes anything.
    synchronized boolean block(boolean now) {
        boolean changed = blocked != now;
        blocked = now;
        return changed;
    }

    /// Whether the bot is in the group and may not write there.
    synchronized boolean muted() {
        return muted;
    }

    /// Whether this changes anything.
    synchronized boolean mute(boolean now) {
        boolean changed = muted != now;
        muted = now;
        return changed;
    }

    synchronized Optional<ChatId> movedTo() {
        return movedTo;
    }

    synchronized void moveTo(ChatId supergroup) {
        movedTo = Optional.of(supergroup);
    }

    /// Whether it has topics.
    synchronized boolean isForum() {
        return forum;
    }

    synchronized void becomeForum() {
        forum = true;
    }

    synchronized boolean hasTopic(MessageId topic) {
        return message(topic)
                .filter(message -> message.content() instanceof Content.TopicCreated)
                .isPresent();
    }

    /// @param topic empty for the general one
    synchronized boolean isClosed(Optional<MessageId> topic) {
        return closedTopics.contains(topic);
    }

    synchronized void close(Optional<MessageId> topic, boolean closed) {
        if (closed) {
            closedTopics.add(topic);
        } else {
            closedTopics.remove(topic);
        }
    }

    /// A reply is in the topic of the message that it answers.
    synchronized ChatMessage add(ChatMessage message) {
        Optional<MessageId> topic = message.topic()
                .or(() -> message.replyTo().flatMap(this::message).flatMap(ChatMessage::topic));
        ChatMessage sent =
                message.inTopic(topic).sent(nextId.get(), clock.instant().getEpochSecond());
        messages.put(sent.id().value(), sent);
        return sent;
    }

    synchronized Optional<ChatMessage> message(MessageId message) {
        return Optional.ofNullable(messages.get(message.value()));
    }

    /// Rejects a message that is not here.
    ChatMessage known(MessageId message) {
        return message(message)
                .orElseThrow(() -> ApiError.badRequest("this chat has no message %d".formatted(message.value())));
    }

    /// The message after the change; nothing where it does not exist.
    synchronized Optional<ChatMessage> change(MessageId message, UnaryOperator<ChatMessage> change) {
        return Optional.ofNullable(messages.computeIfPresent(message.value(), (_, old) -> change.apply(old)));
    }

    synchronized void delete(MessageId message) {
        Optional.ofNullable(messages.remove(message.value())).ifPresent(gone -> deleted.put(message.value(), gone));
    }

    /// A message that somebody may still see on a screen.
    synchronized Optional<ChatMessage> deleted(MessageId message) {
        return Optional.ofNullable(deleted.get(message.value()));
    }

    /// In the order in which they were sent.
    synchronized List<ChatMessage> messages() {
        return List.copyOf(messages.values());
    }

    synchronized List<ChatMessage> latest(int count) {
        List<ChatMessage> latest =
                messages.descendingMap().values().stream().limit(count).toList();
        return latest.reversed();
    }

    /// As the Bot API shows it.
    ObjectNode json() {
        ObjectNode json = Json.object().put("id", id.value()).put("type", kind.word());
        if (isGroup()) {
            json.put("title", title);
            username.ifPresent(name -> json.put("username", name));
            return isForum() ? json.put("is_forum", true) : json;
        }
        User person = members().getFirst();
        return json.put("first_name", person.firstName()).put("username", person.username());
    }

    /// A message of this chat as the Bot API shows it.
    ObjectNode json(ChatMessage message) {
        ObjectNode json = message.json();
        json.set("chat", json());
        if (isChannel()) {
            json.remove("from");
            json.set("sender_chat", json());
        }
        message.replyTo().flatMap(this::message).ifPresent(answered -> {
            ObjectNode inner = answered.json();
            inner.set("chat", json());
            json.set("reply_to_message", inner);
        });
        return json;
    }
}
