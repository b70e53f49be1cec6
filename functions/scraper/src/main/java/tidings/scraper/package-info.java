/// Fetches one listing from its source: a scrape request in, posts or a refusal out.
package tidings.scraper;
