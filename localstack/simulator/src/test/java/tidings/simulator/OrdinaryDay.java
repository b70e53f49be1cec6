package tidings.simulator;

import java.util.ArrayList;
import java.util.List;
import tidings.simulator.Account.Kind;

/// People who ask for what the counted people of the local stack ask for, one after the other: one of ten updates
/// is for a feed that has to be fetched.
final class OrdinaryDay implements Script {
    private static final List<String> KNOWN = List.of("java", "python", "cooking");
    private static final List<String> FRESH = List.of("hiking", "chess", "cats", "physics", "movies");
    private static final List<String> PERIODS = List.of("hour", "week", "month", "all");
    private static final int PAUSE = 5_000;

    @Override
    public void plan(Stage stage) {
        People people = stage.people();
        List<Runnable> actions = new ArrayList<>();
        KNOWN.forEach(community -> actions.add(() -> people.text(1, "/top " + community, Kind.CARD)));
        long chat = 1;
        for (String community : FRESH) {
            for (String period : PERIODS) {
                talk(people, ++chat, community + " " + period, actions);
            }
        }
        for (int i = 0; i < actions.size(); i++) {
            stage.time().at((long) i * PAUSE, actions.get(i));
        }
    }

    @Override
    public boolean isScheduled() {
        return false;
    }

    private static void talk(People people, long chat, String fresh, List<Runnable> actions) {
        KNOWN.forEach(community -> actions.add(() -> people.text(chat, "/top " + community, Kind.CARD)));
        actions.add(() -> people.press(chat));
        List.of("/topics", "/topic programming", "/classify a walk in the hills", "/help", "/top java", "/top " + fresh)
                .forEach(text -> actions.add(() -> people.text(chat, text, Kind.CARD)));
    }
}
