package tidings.topics;

/// What of a post an encoder reads: the title and the beginning of the body.
public final class EncoderText {
    /// In characters; more hardly changes the topic, and costs time.
    private static final int BODY = 256;

    private EncoderText() {}

    public static String of(PostText post) {
        String body = post.body();
        if (body.length() > BODY) {
            body = body.substring(0, Character.isHighSurrogate(body.charAt(BODY - 1)) ? BODY - 1 : BODY);
        }
        return (post.title() + '\n' + body).strip();
    }

    /// What the vectors of posts depend on besides their texts.
    ///
    /// @param encoder the version of the encoder
    public static String version(String encoder) {
        return encoder + " title, body " + BODY;
    }
}
