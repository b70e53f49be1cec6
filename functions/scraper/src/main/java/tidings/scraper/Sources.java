package tidings.scraper;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tidings.aws.Wiring;
import tidings.scraper.reddit.Reddit;
import tidings.scraper.source.Source;

/// The sources of this deployment.
final class Sources {
    private Sources() {}

    static List<Source> all(ScraperConfig config, Wiring wiring) {
        return Stream.of(Reddit.of(config.reddit(), wiring))
                .flatMap(Optional::stream)
                .toList();
    }
}
