package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tidings.localstack.telegram.ChatMember.Status;

/// What people do with chats and their members, and the updates that the bot gets for it. Thread-safe.
record ChatActions(
        Chats chats,
        Conversations conversations,
        UpdateQueue updates,
        ChangeFeed changeFeed,
        User bot,
        InstantSource clock) {
    Chat arrives(String name) {
        if (name.isBlank() || name.length() > 64) {
            throw ApiError.badRequest("a name has 1-64 characters, not " + name.length());
        }
        return announced(chats.privateChat(name.strip()));
    }

    /// A group with the bot in it; the first member is its creator.
    Chat found(String title, List<User> members) {
        if (title.isBlank() || title.length() > 128) {
            throw ApiError.badRequest("a group's title has 1-128 characters, not " + title.length());
        }
        if (members.isEmpty()) {
            throw ApiError.badRequest("a group needs at least one member");
        }
        Chat group = announced(chats.group(title.strip(), members));
        membership(group, members.getFirst(), new ChatMember(bot, Status.LEFT));
        return group;
    }

    /// A public channel, which the bot is not in before somebody makes it an administrator.
    Chat openChannel(String title, String username, List<User> members) {
        if (!username.matches("[A-Za-z]\\w{3,31}")) {
            throw ApiError.badRequest("a public name has 4-32 letters, digits and underscores, not " + username);
        }
        if (members.isEmpty()) {
            throw ApiError.badRequest("a channel needs at least one member");
        }
        return announced(chats.channel(title, username, members));
    }

    /// In a private chat, blocks or unblocks the bot; in a group, removes the bot or adds it again.
    Chat block(Chat chat, UserId who, boolean blocked) {
        return chat.atomically(() -> {
            ChatMember before = chat.bot(bot);
            if (chat.block(blocked)) {
                User person = chat.known(who);
                membership(chat, person, before);
                if (chat.isGroup() && !chat.isChannel() && !blocked) {
                    ChatMessage joined = conversations.add(chat, ChatMessage.of(person, new Content.Joined(bot)));
                    updates.add(chat.id().value(), "message", chat.json(joined));
                }
                announced(chat);
            }
            return chat;
        });
    }

    /// In a group, takes the right to write from the bot, or gives it back.
    Chat mute(Chat group, UserId who, boolean muted) {
        return group.atomically(() -> {
            if (!group.isGroup()) {
                throw ApiError.badRequest("only in a group can the bot be muted");
            }
            ChatMember before = group.bot(bot);
            User person = administrator(group, who);
            if (group.mute(muted)) {
                membership(group, person, before);
                announced(group);
            }
            return group;
        });
    }

    /// In a forum, closes a topic to everybody but administrators, or opens it again.
    ///
    /// @param topic empty for the general one
    Chat close(Chat forum, UserId who, Optional<MessageId> topic, boolean closed) {
        return forum.atomically(() -> {
            administrator(forum, who);
            if (!forum.isForum() || !topic.map(forum::hasTopic).orElse(true)) {
                throw ApiError.badRequest("there is no such topic");
            }
            forum.close(topic, closed);
            return announced(forum);
        });
    }

    /// Deletes a message for everybody: one's own, in a private chat any, and as an administrator of a group any. With
    /// the message that begins it, a topic goes. The bot is not told.
    Chat delete(Chat chat, UserId who, MessageId message) {
        return chat.atomically(() -> {
            ChatMessage found = chat.known(message);
            if (chat.isGroup() && !found.sender().id().equals(who)) {
                administrator(chat, who);
            }
            conversations.delete(chat, message);
            return chat;
        });
    }

    /// Makes the bot an administrator of a group with every right of one, or no longer.
    Chat promoteBot(Chat group, UserId promoter, boolean promoted) {
        return group.atomically(() -> {
            ChatMember before = group.bot(bot);
            User person = administrator(group, promoter);
            if (group.promoteBot(promoted)) {
                membership(group, person, before);
            }
            return announced(group);
        });
    }

    /// Makes a member of a group, or the bot, an administrator.
    Chat promote(Chat group, UserId promoter, UserId promoted) {
        if (promoted.equals(bot.id())) {
            return promoteBot(group, promoter, true);
        }
        return group.atomically(() -> {
            administrator(group, promoter);
            group.promote(group.known(promoted).id());
            return announced(group);
        });
    }

    /// Migrates a group to a supergroup, which has another id.
    Chat migrate(Chat group) {
        return group.atomically(() -> {
            if (group.kind() != Chat.Kind.GROUP || group.movedTo().isPresent()) {
                throw ApiError.badRequest("only a group that is no supergroup yet can become one");
            }
            Chat supergroup = announced(chats.supergroup(group));
            User founder = group.members().getFirst();
            ChatMessage left =
                    conversations.add(group, ChatMessage.of(founder, new Content.MigratedTo(supergroup.id())));
            updates.add(group.id().value(), "message", group.json(left));
            group.moveTo(supergroup.id());
            announced(group);
            ChatMessage come =
                    conversations.add(supergroup, ChatMessage.of(founder, new Content.MigratedFrom(group.id())));
            updates.add(supergroup.id().value(), "message", supergroup.json(come));
            return supergroup;
        });
    }

    /// Turns a supergroup into a forum.
    Chat makeForum(Chat supergroup) {
        if (supergroup.kind() != Chat.Kind.SUPERGROUP) {
            throw ApiError.badRequest("only a supergroup can have topics");
        }
        supergroup.becomeForum();
        return announced(supergroup);
    }

    ChatMessage openTopic(Chat forum, UserId who, String name) {
        if (!forum.isForum()) {
            throw ApiError.badRequest("only a forum has topics");
        }
        return forum.atomically(() -> {
            ChatMessage topic = conversations.add(
                    forum, ChatMessage.of(forum.known(who), new Content.TopicCreated(name, Content.TopicCreated.BLUE)));
            if (!forum.blocked()) {
                updates.add(forum.id().value(), "message", forum.json(topic));
            }
            return topic;
        });
    }

    private Chat announced(Chat chat) {
        changeFeed.add("chat", summary(chat));
        return chat;
    }

    static ObjectNode summary(Chat chat) {
        ObjectNode summary = Json.object()
                .put("id", chat.id().value())
                .put("kind", chat.kind().word())
                .put("title", chat.title())
                .put("blocked", chat.blocked())
                .put("muted", chat.muted())
                .put("forum", chat.isForum());
        chat.movedTo().ifPresent(to -> summary.put("moved_to", to.value()));
        summary.set(
                "members",
                chat.members().stream()
                        .map(member -> (JsonNode) member.json()
                                .put("status", chat.status(member.id()).word()))
                        .collect(Json.toArray()));
        return summary;
    }

    private void membership(Chat chat, User person, ChatMember before) {
        ObjectNode change = Json.object();
        change.set("chat", chat.json());
        change.set("from", person.json());
        change.put("date", clock.instant().getEpochSecond());
        change.set("old_chat_member", before.json());
        change.set("new_chat_member", chat.bot(bot).json());
        updates.add(chat.id().value(), "my_chat_member", change);
    }

    private static User administrator(Chat group, UserId who) {
        Status status = group.status(who);
        if (!group.isGroup() || status != Status.CREATOR && status != Status.ADMINISTRATOR) {
            throw ApiError.badRequest("only administrators of a group can do that");
        }
        return group.known(who);
    }
}
