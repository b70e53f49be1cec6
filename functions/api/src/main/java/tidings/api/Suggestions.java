package tidings.api;

import java.util.List;
import java.util.stream.Stream;

/// The rules that make suggestions, those first that are done at once.
final class Suggestions {
    private Suggestions() {}

    static List<Suggestion> of(Evidence evidence) {
        return Stream.of(
                        new LiveRules(evidence).all(),
                        new DeploymentRules(evidence).all(),
                        new DatabaseRules(evidence).all())
                .flatMap(suggestions -> suggestions)
                .toList();
    }
}
