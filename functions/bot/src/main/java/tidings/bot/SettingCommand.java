package tidings.bot;

import java.util.List;
import tidings.preferences.Setting;

/// Shows the choices of one setting, or saves one, as in `/pace 12` and `/brief 8:00`.
///
/// @param buttons of what the setting brings
record SettingCommand(Setting<?> setting, Settings settings, List<Press<?>> buttons) implements Command {
    SettingCommand(Setting<?> setting, Settings settings) {
        this(setting, settings, List.of());
    }

    @Override
    public String word() {
        return setting.name();
    }

    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty();
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        return call.arguments().isEmpty()
                ? new Reply.Show(settings.cards(call, call.settings()).choices(setting))
                : settings.typed(call, setting, call.arguments());
    }
}
