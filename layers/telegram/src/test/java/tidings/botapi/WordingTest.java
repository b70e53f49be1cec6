package tidings.botapi;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            message is not modified: specified new message content is the same; NotModified
            MESSAGE_NOT_MODIFIED; NotModified
            message to edit not found; MessageGone
            message can't be edited; MessageGone
            MESSAGE_ID_INVALID; MessageGone
            MESSAGE_NOT_FOUND; MessageGone
            message is inaccessible; MessageGone
            MESSAGE_EDIT_TIME_EXPIRED; MessageGone
            message thread not found; TopicGone
            TOPIC_CLOSED; TopicGone
            message thread is closed; TopicGone
            topic general is hidden; TopicGone
            the chat is not a forum; TopicGone
            CHAT_NOT_FORUM; TopicGone
            REPLY_TO_TOPIC_INVALID; TopicGone
            TOPIC_DELETED; TopicGone
            TOPIC_ID_INVALID; TopicGone
            there is no text in the message to edit; NoText
            can't parse entities: Unsupported start tag "x" at byte offset 0; BadMarkup
            ENTITY_BOUNDS_INVALID; BadMarkup
            ENTITIES_TOO_LONG; BadMarkup
            not enough rights to send photos to the chat; MediaForbidden
            not enough rights to send documents to the chat; MediaForbidden
            CHAT_SEND_PHOTOS_FORBIDDEN; MediaForbidden
            CHAT_SEND_DOCS_FORBIDDEN; MediaForbidden
            SLOWMODE_MULTI_MSGS_DISABLED; MediaForbidden
            SLOWMODE_WAIT_30; SlowDown
            FLOOD_WAIT_99999999999; SlowDown
            Too Many Requests: retry after 7; SlowDown
            not enough rights to send text messages to the chat; WriteForbidden
            not enough rights to send messages to the chat; WriteForbidden
            have no rights to send a message; WriteForbidden
            Have no write access to the chat; WriteForbidden
            need administrator rights in the channel chat; WriteForbidden
            CHAT_WRITE_FORBIDDEN; WriteForbidden
            CHAT_SEND_PLAIN_FORBIDDEN; WriteForbidden
            not enough rights to send a message to the chat; WriteForbidden
            group chat was migrated to a supergroup chat; WriteForbidden
            CHAT_FORBIDDEN; WriteForbidden
            USER_IS_BOT; WriteForbidden
            ALLOW_PAYMENT_REQUIRED; WriteForbidden
            CHAT_RESTRICTED; WriteForbidden
            CHAT_ADMIN_REQUIRED; WriteForbidden
            CHANNEL_PRIVATE; WriteForbidden
            USER_BANNED_IN_CHANNEL; WriteForbidden
            PEER_ID_INVALID; WriteForbidden
            chat not found; WriteForbidden
            user not found; WriteForbidden
            user is deactivated; WriteForbidden
            USER_IS_BLOCKED; WriteForbidden
            INPUT_USER_DEACTIVATED; WriteForbidden
            bot was kicked from the group chat; WriteForbidden
            bot is not a member of the channel chat; WriteForbidden
            group chat was deactivated; WriteForbidden
            the chat is deleted; WriteForbidden
            bot can't initiate conversation with a user; WriteForbidden
            bots can't send messages to bots; WriteForbidden
            YOU_BLOCKED_USER; WriteForbidden
            BOT_BLOCKED; WriteForbidden
            USER_RESTRICTED; WriteForbidden
            CHANNEL_MONOFORUM_UNSUPPORTED; WriteForbidden
            REPLY_TO_MONOFORUM_PEER_INVALID; WriteForbidden
            CHAT_DISCUSSION_UNALLOWED; WriteForbidden
            group chat was upgraded to a supergroup chat; WriteForbidden
            not enough rights to create a topic; Refused
            BUTTON_DATA_INVALID; Refused
            message is too long; Refused
            message text is empty; Refused
            message to be replied not found; Refused
            wrong file identifier/HTTP URL specified; MediaRefused
            wrong HTTP URL specified: URL host is empty; MediaRefused
            failed to get HTTP URL content; MediaRefused
            wrong type of the web page content; MediaRefused
            file is too big; MediaRefused
            group send failed; MediaRefused
            failed to send message #2 with the error message "WEBPAGE_MEDIA_EMPTY"; MediaRefused
            WEBPAGE_CURL_FAILED; MediaRefused
            EXTERNAL_URL_INVALID; MediaRefused
            PHOTO_INVALID_DIMENSIONS; MediaRefused
            PHOTO_EXT_INVALID; MediaRefused
            IMAGE_PROCESS_FAILED; MediaRefused
            MEDIA_EMPTY; MediaRefused
            VIDEO_CONTENT_TYPE_INVALID; MediaRefused
            FILE_PARTS_INVALID; MediaRefused
            message to delete not found; MessageGone
            message can't be deleted for everyone; MessageGone
            something that nobody saw before; Refused""")
    void recognizesWhatTelegramDescribesInWordsAlone(String description, String result) {
        assertThat(Wording.of("Bad Request: " + description).getClass().getSimpleName())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"SLOWMODE_WAIT_30,30", "FLOOD_WAIT_0,1", "FLOOD_WAIT_99999999999,2147483647", "retry after 7,7"})
    void aWaitIsAsLongAsItsWordsSay(String description, long seconds) {
        assertThat(Wording.of("Bad Request: " + description))
                .isEqualTo(new CallResult.SlowDown(Duration.ofSeconds(seconds)));
    }
}
