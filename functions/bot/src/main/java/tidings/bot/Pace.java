package tidings.bot;

import tidings.preferences.ChatSettings;

/// Lets a chat choose about how many posts a day it gets, as in `/pace 12`.
record Pace(Settings settings) implements Command {
    @Override
    public String word() {
        return "pace";
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? new Reply.Show(Settings.cards(call, call.settings()).choices(ChatSettings.PACE))
                : settings.typed(call, ChatSettings.PACE, call.arguments());
    }
}
