/// What a source implements, and the HTTP client that sources share.
///
/// To add a source:
///
/// | file | change | what catches a miss |
/// |---|---|---|
/// | package `tidings.scraper.<source>` | a [tidings.scraper.source.Source] with all that is specific to the site: its
/// requests, its permalinks, what its status codes mean, its rate limit ([tidings.ratelimit.Allowance]) and its
/// configuration | the compiler |
/// | `tidings.scraper.Sources` | one line in `all` | a feed of an unlisted source is refused as `OFF` |
/// | `tidings.scraper.ScraperConfig`, `template.yaml` | a component for its configuration; the variables | the test of
/// environment variables |
/// | its test | implement `SourceContract` | – |
///
/// The [tidings.domain.SourceId] prefixes ids and names of every source but Reddit, so nothing stored has to change.
package tidings.scraper.source;
