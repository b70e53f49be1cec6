package tidings.alarms;

import java.util.Optional;
import tidings.aws.Env;
import tidings.aws.QueueSource;
import tidings.domain.ChatId;

/// What the alarms function needs to know.
///
/// @param operatorsChat where alarms are shown; empty for nowhere
record AlarmsConfig(
        QueueSource alarms,
        String outboxQueueUrl,
        String chatsTable,
        Optional<ChatId> operatorsChat,
        AnalysisConfig analysis) {
    static AlarmsConfig from(Env env) {
        return new AlarmsConfig(
                QueueSource.from(env, "ALARMS"),
                env.text("OUTBOX_QUEUE_URL"),
                env.text("CHATS_TABLE"),
                env.chat("OPERATORS_CHAT").map(ChatId::new),
                AnalysisConfig.from(env));
    }
}
