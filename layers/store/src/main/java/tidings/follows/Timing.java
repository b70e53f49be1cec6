package tidings.follows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.preferences.Setting;

/// What somebody said of how many posts a day, of when a brief, and of when nothing is to come.
public record Timing(OptionalInt pace, Optional<BriefTimes> brief, Optional<QuietHours> quiet) {
    /// What it chooses.
    public List<Setting<?>> settings() {
        return Stream.<Optional<Setting<?>>>of(
                        pace.stream().boxed().findFirst().map(_ -> ChatSettings.PACE),
                        brief.map(_ -> ChatSettings.BRIEF),
                        quiet.map(_ -> ChatSettings.QUIET))
                .flatMap(Optional::stream)
                .toList();
    }

    public ChatSettings over(ChatSettings chosen) {
        ChatSettings paced = pace.isPresent() ? chosen.with(ChatSettings.PACE, Optional.of(pace.getAsInt())) : chosen;
        ChatSettings timed = brief.isPresent() ? paced.with(ChatSettings.BRIEF, brief) : paced;
        return quiet.isPresent() ? timed.with(ChatSettings.QUIET, quiet) : timed;
    }
}
