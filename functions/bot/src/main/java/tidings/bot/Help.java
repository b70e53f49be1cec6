package tidings.bot;

import tidings.telegram.Html;

/// Lists the commands.
record Help(HelpText help) implements Command {
    static final String WORD = "help";

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Reply run(Call call) {
        return Reply.text(Html.bold(call.texts().get("command.help.title")) + "\n" + help.lines(call.texts()));
    }
}
