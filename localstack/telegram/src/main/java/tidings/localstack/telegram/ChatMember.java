package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How somebody belongs to a chat (https://core.telegram.org/bots/api#chatmember).
///
/// @param posts in a channel, whether an administrator may post there
record ChatMember(User user, Status status, Optional<Boolean> posts) {
    private static final List<String> RIGHTS_OF_MOST = List.of(
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_change_info",
            "can_invite_users",
            "can_pin_messages",
            "can_manage_topics");
    private static final List<String> RIGHTS_OF_FEW = List.of(
            "can_be_edited", "can_promote_members", "can_post_stories", "can_edit_stories", "can_delete_stories");

    private static final List<String> RIGHTS_OF_GROUPS = List.of("can_pin_messages", "can_manage_topics");

    private static final List<String> RIGHTS_TO_SEND = List.of(
            "can_send_messages",
            "can_send_audios",
            "can_send_documents",
            "can_send_photos",
            "can_send_videos",
            "can_send_video_notes",
            "can_send_voice_notes",
            "can_send_polls",
            "can_send_other_messages",
            "can_add_web_page_previews",
            "can_change_info",
            "can_invite_users",
            "can_pin_messages",
            "can_manage_topics");

    enum Status {
        CREATOR,
        ADMINISTRATOR,
        MEMBER,
        RESTRICTED,
        LEFT,
        KICKED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ChatMember(User user, Status status) {
        this(user, status, Optional.empty());
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
                posts.ifPresent(may -> {
                    json.remove(RIGHTS_OF_GROUPS);
                    json.put("can_post_messages", may).put("can_edit_messages", true);
                });
            }
            case KICKED -> json.put("until_date", 0);
            case RESTRICTED -> {
                json.put("is_member", true).put("until_date", 0);
                RIGHTS_TO_SEND.forEach(right -> json.put(right, false));
            }
            case MEMBER, LEFT -> {}
        }
        return json;
    }
}
