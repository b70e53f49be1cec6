package tidings.bot;

import java.util.List;
import java.util.function.IntSupplier;
import tidings.aws.Env;
import tidings.aws.Gate;
import tidings.aws.QueueFunction;
import tidings.aws.Wiring;
import tidings.failures.FailureNotes;
import tidings.settings.Tunable;
import tidings.settings.Tunables;
import tidings.state.DynamoDbTunableStore;
import tidings.telegram.Texts;
import tidings.topics.TopicModel;

/// Drains the updates queue: what people do goes in, cards and requests for feeds come out.
public final class BotHandler extends QueueFunction<Incoming> {
    public BotHandler() {
        BotConfig config = BotConfig.from(Env.system());
        TopicModel model = TopicModel.load();
        super(
                config.updates(),
                Incoming::read,
                wiring -> FailureNotes.of(wiring, config.updates().service(), config.sourcesTable())
                        .role(new Gate<>(Bot.of(config, model, wiring)::handle, gate(config, wiring))),
                samples());
    }

    private static IntSupplier gate(BotConfig config, Wiring wiring) {
        Tunables tunables = DynamoDbTunableStore.tunables(
                wiring, config.tunablesTable(), config.database().profile());
        return () -> tunables.get(Tunable.BOT_GATE);
    }

    /// Every command with its example.
    private static List<String> samples() {
        Texts texts = Texts.of(Texts.DEFAULT);
        return texts.keys().stream()
                .filter(key -> key.startsWith("command.") && key.endsWith(".summary"))
                .map(key -> Help.sample(key.split("\\.")[1], texts))
                .map(text -> """
                        {"update_id": 0, "message": {"message_id": 1, "date": 1, "text": "%s",
                         "from": {"id": 1, "is_bot": false, "first_name": "Ada", "language_code": "en"},
                         "chat": {"id": 1, "type": "private"}}}""".formatted(text))
                .toList();
    }
}
