package tidings.scraper.reddit;

/// Takes the entries of a page.
interface Entries {
    void accept(Entry entry);

    /// There is something that is no entry.
    void skip();
}
