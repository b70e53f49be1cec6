package tidings.scraper.reddit;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tidings.domain.PlainText;
import tidings.domain.Post;

/// The HTML content of a feed's entry.
///
/// @param link target of the `[link]` anchor that Reddit puts below a post
/// @param picture address of the picture that Reddit puts beside a post
/// @param body plain text of the post's body, with a blank line between paragraphs; empty if it has none
record PostHtml(Optional<String> link, Optional<String> picture, String body) {
    /// More than Reddit's longest text takes.
    private static final int MAX_HTML = 500_000;

    static PostHtml parse(String html) {
        Document document = Jsoup.parse(Post.cut(html, MAX_HTML));
        Optional<String> link = document.select("a").reversed().stream()
                .filter(anchor -> anchor.text().equals("[link]"))
                .map(anchor -> anchor.attr("href"))
                .findFirst();
        return new PostHtml(
                link,
                Optional.ofNullable(document.selectFirst("img[src]")).map(picture -> picture.attr("src")),
                document.select("div.md").stream()
                        .findFirst()
                        .map(PostHtml::text)
                        .orElse(""));
    }

    private static String text(Element body) {
        body.select("p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, tr").forEach(block -> block.appendText("\n"));
        return PlainText.paragraphs(body.wholeText(), Post.MAX_BODY);
    }
}
