package tidings.domain;

/// Which door of Reddit a post came through.
public enum SourceApi {
    /// The API with an OAuth client: scores and comments are known.
    OAUTH,
    /// The Atom feeds: no scores and no comments.
    RSS
}
