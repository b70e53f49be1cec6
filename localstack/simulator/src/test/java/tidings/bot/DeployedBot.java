package tidings.bot;

import tidings.aws.Env;
import tidings.aws.Wiring;
import tidings.simulator.Deployed;
import tidings.topics.TopicModel;

/// The bot as [BotHandler] puts it together.
public final class DeployedBot {
    private DeployedBot() {}

    public static Deployed<?> of(Env env, TopicModel model, Wiring wiring) {
        BotConfig config = BotConfig.from(env);
        return new Deployed<>(config.updates(), Incoming::read, Bot.of(config, model, wiring)::handle, false);
    }
}
