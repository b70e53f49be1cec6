package tidings.domain;

/// What a post consists of beside its title.
public enum PostKind {
    TEXT,
    LINK,
    IMAGE,
    GALLERY,
    VIDEO,
    POLL,
    CROSSPOST
}
