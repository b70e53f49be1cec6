package tidings.scraper.reddit;

import java.util.regex.Pattern;

/// What Reddit puts in the place of a text that somebody removed, such as `[deleted by user]` or
/// `[ Removed by Reddit ]`.
final class Notices {
    private static final Pattern NOTICE =
            Pattern.compile("\\s*\\[\\s*(?:removed|deleted)\\b[^\\[\\]]*]\\s*", Pattern.CASE_INSENSITIVE);

    private Notices() {}

    static boolean isNotice(String text) {
        return NOTICE.matcher(text).matches();
    }

    /// The text; empty if it is only a notice.
    static String text(String text) {
        return isNotice(text) ? "" : text;
    }
}
