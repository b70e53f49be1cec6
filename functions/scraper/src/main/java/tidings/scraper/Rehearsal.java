package tidings.scraper;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import tidings.ratelimit.Allowance;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SharedState;
import tidings.aws.Breaker;
import tidings.aws.Deadline;
import tidings.aws.Json;
import tidings.aws.Meter;

/// A scraper as configured, but with canned answers, and with a queue and metrics that lead nowhere. It touches no
/// network and no disk, so it may run before a snapshot is taken.
final class Rehearsal {
    private static final String TOKEN = "{\"access_token\": \"rehearsal\", \"expires_in\": 3600}";
    private static final String CLIENT = "{\"clientId\": \"rehearsal\", \"clientSecret\": \"rehearsal\"}";

    private Rehearsal() {}

    static Scraper scraper(ScraperConfig config, InstantSource clock) {
        return new Scraper(source(config, clock), messages -> messages.forEach(Json::write), clock, Meter.silent());
    }

    static Source source(ScraperConfig config, InstantSource clock) {
        RedditGateway gateway = new RedditGateway(
                Rehearsal::answer,
                new RequestBudget(SharedState.inMemory(), Allowance.CLIENT, clock),
                new Breaker("reddit", RedditGateway.BREAKER, Meter.silent(), clock),
                Meter.silent(),
                clock);
        return Sources.of(config, _ -> CLIENT, gateway, clock);
    }

    private static Transport.Answer answer(Transport.Ask ask, Deadline deadline) throws IOException {
        if (ask.form().isPresent()) {
            return new Transport.Answer(
                    200, Map.of(), new ByteArrayInputStream(TOKEN.getBytes(StandardCharsets.UTF_8)));
        } else if (ask.uri().getPath().endsWith(".rss")) {
            return resource("rehearsal.xml", "application/atom+xml");
        }
        return resource("rehearsal.json", "application/json");
    }

    private static Transport.Answer resource(String name, String contentType) throws IOException {
        InputStream body = Rehearsal.class.getResourceAsStream(name);
        if (body == null) {
            throw new FileNotFoundException(name + " is missing beside " + Rehearsal.class.getName());
        }
        return new Transport.Answer(200, Map.of("content-type", contentType), body);
    }
}
