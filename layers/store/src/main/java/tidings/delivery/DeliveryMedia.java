package tidings.delivery;

import java.util.List;
import java.util.Optional;
import tidings.domain.Post;
import tidings.domain.PostKind;
import tidings.domain.PostMedia;
import tidings.preferences.ChatSettings.Look;
import tidings.telegram.Attachment;
import tidings.telegram.Attachment.Form;

/// What delivered cards show of their posts beside the text. A video comes as the preview of its page, for what
/// Reddit gives away of a video has no sound.
final class DeliveryMedia {
    private DeliveryMedia() {}

    /// The pictures that come before the card; none if the card shows the only one itself.
    static List<PostMedia> album(Post post, Look look) {
        List<PostMedia> media = post.details().media();
        return look == Look.MEDIA && media.size() > 1 ? media : List.of();
    }

    /// What belongs to the text. A card whose album is shown goes without it.
    static Optional<Attachment> attached(Post post, Look look) {
        Optional<PostMedia> picture = post.details().media().stream()
                .filter(media -> media.kind() != PostMedia.Kind.VIDEO)
                .findFirst();
        if (look == Look.MEDIA && picture.isPresent() && post.details().media().size() == 1) {
            Form form = picture.get().kind() == PostMedia.Kind.PHOTO ? Form.PHOTO : Form.ANIMATION;
            return Optional.of(new Attachment(form, picture.get().url(), isHidden(post)));
        }
        return look == Look.CARDS || isHidden(post)
                ? Optional.empty()
                : picture.map(PostMedia::url).or(() -> page(post)).map(Attachment::preview);
    }

    /// Whether nobody sees it before they want to.
    static boolean isHidden(Post post) {
        return post.adult() || post.details().spoiler();
    }

    /// The page whose preview says something of the post.
    private static Optional<String> page(Post post) {
        boolean plays = post.kind() == PostKind.VIDEO || !post.details().media().isEmpty();
        return post.kind() == PostKind.LINK
                ? Optional.of(post.url())
                : plays ? Optional.of(post.permalink()) : Optional.empty();
    }
}
