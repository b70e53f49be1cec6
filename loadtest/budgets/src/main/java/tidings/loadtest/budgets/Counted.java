package tidings.loadtest.budgets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.localstack.cost.Costs;
import tidings.localstack.cost.Counts;

/// What was counted rather than timed: what the local stack does for an update, what AWS takes for that, and how
/// often the topic model is right.
final class Counted {
    private static final Pattern ACCURACY =
            Pattern.compile("(?m)^\\| unseen subreddits, top2013 \\| [\\d,]+ \\| ([\\d.]+) \\|");

    private Counted() {}

    static Result of(Path project, InstantSource clock) throws IOException {
        Run run = new Run("counted", project);
        Counts counts = Counts.read();
        run.add(
                "messages an update",
                counts.messages().values().stream()
                        .mapToDouble(Counts.Messages::sent)
                        .sum());
        run.add(
                "invocations an update",
                counts.functions().values().stream()
                        .mapToDouble(Counts.Work::calls)
                        .sum());
        run.add("cache commands an update", counts.cacheCommands());
        run.add(
                "scraper calls an update",
                counts.functions().get("ScraperFunction").calls());
        run.add("dollars a million updates", new Costs(project).ofMillionUpdates("production"));
        Matcher accuracy = ACCURACY.matcher(Files.readString(project.resolve("layers/topics/MODEL_CARD.md")));
        if (!accuracy.find()) {
            throw new IllegalStateException("MODEL_CARD.md has no line that matches " + ACCURACY);
        }
        run.add("accuracy on unseen subreddits", Double.parseDouble(accuracy.group(1)));
        return run.result(clock.instant());
    }
}
