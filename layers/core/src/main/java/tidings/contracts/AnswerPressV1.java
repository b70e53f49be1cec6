package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// A press of a button is answered, with a short text or with none. It has a group of its own, so that it does not wait
/// behind the pacing of its chat.
///
/// @param press Telegram's id of the press
@JsonTypeName("answer-press/1")
public record AnswerPressV1(String press, String text) implements OutboxMessage {
    @Override
    public String group() {
        return "press:" + press;
    }

    @Override
    public String deduplication() {
        return "press:" + press;
    }
}
