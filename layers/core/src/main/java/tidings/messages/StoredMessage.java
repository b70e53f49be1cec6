package tidings.messages;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tidings.aws.Message;

/// What the categorizer stores, of whichever of its queues.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface StoredMessage extends Message permits PostsMessage, ActivityMessage {}
