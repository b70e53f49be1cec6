package tidings.contracts;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What the outbox carries: what a chat is to see.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface OutboxMessage extends Message permits ShowCardV1, ShowPictureV1, AnswerPressV1 {}
