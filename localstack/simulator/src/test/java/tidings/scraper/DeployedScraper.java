package tidings.scraper;

import tidings.aws.Env;
import tidings.aws.Json;
import tidings.aws.Wiring;
import tidings.messages.ScrapeMessage;
import tidings.simulator.Deployed;

/// The scraper as [ScraperHandler] puts it together.
public final class DeployedScraper {
    private DeployedScraper() {}

    public static Deployed<?> of(Env env, Wiring wiring) {
        ScraperConfig config = ScraperConfig.from(env);
        return new Deployed<>(
                config.requests(),
                body -> Json.read(body, ScrapeMessage.class),
                Scraper.of(config, wiring)::handle,
                true); // two fetches wait for one token
    }
}
