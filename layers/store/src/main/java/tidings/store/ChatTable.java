package tidings.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import tidings.aws.Json;
import tidings.domain.ChatId;
import tidings.store.ChatRegistry.Rows;

/// A table that has something of chats: erased with a chat, and exported, unless nobody would miss it.
///
/// To add a table with a column for a chat: its entry in [#ALL].
///
/// @param chat the column with the chat's id
/// @param exported columns, the JSON in texts as such; empty if the table is not exported
/// @param order in which rows are exported
/// @param kept why it is not exported; empty if it is
record ChatTable(String name, String chat, String exported, String order, String kept) {
    /// The chat itself comes first: whoever makes something of a chat holds its row, and is waited for.
    static final List<ChatTable> ALL = List.of(
            exported("chat", "id", "id, status, status_at, settings::json, pace, next_brief_at", "id"),
            exported("follow", "chat", "thread, query::json, paused, created_at", "id"),
            exported("saved_post", "chat", "post, subreddit, topic, permalink, note, saved_at", "saved_at desc, post"),
            exported(
                    "reminder",
                    "chat",
                    "thread, words, post, permalink, language, repeat, due_at, active, came_at",
                    "due_at desc, id"),
            exported("topic_rule", "chat", "kind, value, topic, created_at", "created_at desc, id"),
            exported("taste", "chat", "kind, value, score, at", "kind, value"),
            exported("points", "chat", "score::json, points, level, name", "chat"),
            exported("shared_list", "chat", "code, queries::json, created_at", "created_at"),
            exported("forum_thread", "chat", "topic, thread, lost, asked_at", "topic"),
            exported("notice", "chat", "thread, community, problem, due_at", "id"),
            exported("brief", "chat", "due_at, made_at", "due_at desc"),
            exported(
                    "delivery",
                    "chat",
                    "post, thread, story, topic, state, reason, created_at, due_at, sent_at, brief_at, vote",
                    "created_at desc, story"),
            new ChatTable("waiting_card", "chat", "", "", "a card that waits for its feed, for some minutes"));

    private static ChatTable exported(String name, String chat, String columns, String order) {
        return new ChatTable(name, chat, columns, order, "");
    }

    boolean isExported() {
        return kept.isEmpty();
    }

    void erase(Handle handle, ChatId chat) {
        handle.createUpdate("delete from " + name + " where " + this.chat + " = :chat")
                .bind("chat", chat.value())
                .execute();
    }

    /// @param max rows, of those that come first in the order
    Rows rows(Handle handle, ChatId chat, int max) {
        List<JsonNode> rows = new ArrayList<>();
        int total = handle
                .createQuery("select row_to_json(x)::text as row, count(*) over () as total from (select " + exported
                        + " from " + name + " where " + this.chat + " = :chat order by " + order + ") x limit :max")
                .bind("chat", chat.value())
                .bind("max", max)
                .map((row, _) -> {
                    rows.add(Json.read(row.getString("row"), JsonNode.class));
                    return row.getInt("total");
                })
                .list()
                .stream()
                .findFirst()
                .orElse(0);
        return new Rows(total, rows);
    }
}
