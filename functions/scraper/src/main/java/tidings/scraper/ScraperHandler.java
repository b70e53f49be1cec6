package tidings.scraper;

import java.util.List;
import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.QueueFunction;
import tidings.failures.FailureNotes;
import tidings.messages.Samples;
import tidings.messages.ScrapeMessage;

/// Consumes the scrape queue, which people wait for, and the refresh queue, which nobody does.
public final class ScraperHandler extends QueueFunction<ScrapeMessage> {
    /// Called by Lambda. Opens no connection, so it can run before a snapshot is taken.
    public ScraperHandler() {
        ScraperConfig config = ScraperConfig.from(Env.system());
        super(
                config.requests(),
                body -> Json.read(body, ScrapeMessage.class),
                wiring -> FailureNotes.of(
                                wiring,
                                config.requests().service(),
                                config.reddit().sourcesTable())
                        .role(Scraper.of(config, wiring)::handle),
                List.of(Samples.json("scrape-requested.1")));
    }
}
