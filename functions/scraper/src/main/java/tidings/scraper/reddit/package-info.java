/// Reddit as a source: its API with an OAuth client, or its Atom feeds without an account.
package tidings.scraper.reddit;
