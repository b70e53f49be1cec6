package tidings.alarms;

import java.util.Optional;
import tidings.aws.Env;
import tidings.domain.ChatId;

/// What the alarms function needs to know.
///
/// @param operatorsChat where alarms are shown; empty for nowhere
record AlarmsConfig(String outboxQueueUrl, String chatsTable, Optional<ChatId> operatorsChat) {
    static AlarmsConfig from(Env env) {
        return new AlarmsConfig(
                env.text("OUTBOX_QUEUE_URL"),
                env.text("CHATS_TABLE"),
                env.chat("OPERATORS_CHAT").map(ChatId::new));
    }
}
