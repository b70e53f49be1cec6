/// Fetches one feed from its source: takes a scrape request, queues the posts or the reason why there are none.
///
/// | package | what it holds |
/// |---|---|
/// | `tidings.scraper` | the handling of a request, the same for every source, and the list of sources |
/// | `tidings.scraper.source` | what a source implements, and how to add one |
/// | `tidings.scraper.reddit` | Reddit |
package tidings.scraper;
