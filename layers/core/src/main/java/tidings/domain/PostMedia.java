package tidings.domain;

/// A picture or a video of a post, by its address.
///
/// @param url absolute, of the largest form that the source names
/// @param width in pixels; 0 if unknown
/// @param height in pixels; 0 if unknown
public record PostMedia(Kind kind, String url, int width, int height) {
    public enum Kind {
        PHOTO,
        /// A picture that moves, without sound.
        ANIMATION,
        VIDEO
    }
}
