package tidings.webhook;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UpdateHeadTest {
    @Test
    void groupsAMessageByItsChat() {
        assertThat(parse("""
                {"update_id": 7, "message": {"message_id": 1, "from": {"id": 5}, "text": "hi",
                 "reply_to_message": {"chat": {"id": 99}}, "chat": {"type": "private", "id": 4711}}}""")).contains(new UpdateHead(7, 4711));
    }

    @Test
    void groupsACallbackQueryByItsChat() {
        assertThat(parse("""
                {"callback_query": {"id": "1", "from": {"id": 5}, "data": "x",
                 "message": {"message_id": 3, "chat": {"id": -100123}, "from": {"id": 6}}}, "update_id": 8}""")).contains(new UpdateHead(8, -100123));
    }

    @Test
    void groupsAnInlineQueryByItsSender() {
        assertThat(
                        parse(
                                "{\"update_id\": 9, \"inline_query\": {\"id\": \"1\", \"from\": {\"id\": 5}, \"query\": \"\"}}"))
                .contains(new UpdateHead(9, 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"update_id\": 9, \"message\": {\"chat\": {\"id\": 123456789012345678901234567890}, \"from\": {\"id\": 5}}}",
                "{\"update_id\": 9, \"message\": {\"chat\": {\"id\": \"4\"}, \"from\": {\"id\": 5}}}",
                "{\"update_id\": 9, \"message\": {\"chat\": [4], \"from\": {\"id\": 5}}}",
                "{\"update_id\": 9, \"message\": {\"chat\": null, \"from\": {\"is_bot\": {\"id\": 4}, \"id\": 5}}}"
            })
    void anIdThatIsNoneCostsNoUpdate(String update) {
        assertThat(parse(update)).contains(new UpdateHead(9, 5));
    }

    @Test
    void acceptsAnUpdateOfAnUnknownKind() {
        assertThat(parse("{\"update_id\": 10, \"tomorrow\": {\"what\": [1, {\"chat\": {\"id\": 1}}]}}"))
                .contains(new UpdateHead(10, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"update_id\": \"7\"}",
                "{\"update_id\": 7",
                "{\"update_id\": 7}}",
                "{\"message\": {\"chat\": {\"id\": 1}}}",
                "update_id=7",
                "{\"update_id\": 1e3}",
                "{\"update_id\": 123456789012345678901234567890}",
                "\uFEFF{\"update_id\": 7}",
                "\u0000"
            })
    void rejectsABodyThatIsNotAnUpdate(String body) {
        assertThat(parse(body)).isEmpty();
    }

    private static Optional<UpdateHead> parse(String json) {
        return UpdateHead.parse(json);
    }
}
