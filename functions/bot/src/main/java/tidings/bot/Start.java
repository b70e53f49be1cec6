package tidings.bot;

import tidings.telegram.Html;

/// Says what the bot does; Telegram sends it when somebody opens the bot
/// (https://core.telegram.org/bots/features#global-commands).
record Start(Help help) implements Command {
    @Override
    public String word() {
        return "start";
    }

    @Override
    public Reply run(Call call) {
        return Reply.text(
                Html.bold("Tidings") + "\n" + call.texts().get("command.start.text", help.lines(call.texts())));
    }
}
