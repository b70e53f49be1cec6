package tidings.alarms;

import java.util.Optional;
import tidings.domain.ChatId;
import tidings.aws.Env;

/// What the alarms function needs to know.
///
/// @param operatorsChat where alarms are shown; empty for nowhere
record AlarmsConfig(
        String service,
        String alarmsQueueUrl,
        String alarmsDeadLetterQueueUrl,
        String outboxQueueUrl,
        String chatsTable,
        Optional<ChatId> operatorsChat) {
    static AlarmsConfig from(Env env) {
        return new AlarmsConfig(
                env.text("POWERTOOLS_SERVICE_NAME"),
                env.text("ALARMS_QUEUE_URL"),
                env.text("ALARMS_DEAD_LETTER_QUEUE_URL"),
                env.text("OUTBOX_QUEUE_URL"),
                env.text("CHATS_TABLE"),
                env.chat("OPERATORS_CHAT").map(ChatId::new));
    }
}
