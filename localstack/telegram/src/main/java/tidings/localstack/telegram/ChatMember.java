package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/// How somebody belongs to a chat (https://core.telegram.org/bots/api#chatmember).
record ChatMember(User user, Status status) {
    private static final List<String> RIGHTS_OF_MOST = List.of(
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_change_info",
            "can_invite_users",
            "can_pin_messages");
    private static final List<String> RIGHTS_OF_FEW = List.of(
            "can_be_edited", "can_promote_members", "can_post_stories", "can_edit_stories", "can_delete_stories");

    enum Status {
        CREATOR,
        ADMINISTRATOR,
        MEMBER,
        LEFT,
        KICKED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("user", user.json());
        json.put("status", status.word());
        switch (status) {
            case CREATOR -> json.put("is_anonymous", false);
            case ADMINISTRATOR -> {
                json.put("is_anonymous", false);
                RIGHTS_OF_MOST.forEach(right -> json.put(right, true));
                RIGHTS_OF_FEW.forEach(right -> json.put(right, false));
            }
            case KICKED -> json.put("until_date", 0);
            case MEMBER, LEFT -> {}
        }
        return json;
    }
}
