package tidings.scraper.reddit;

import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// The HTML content of a feed's entry.
///
/// @param link target of the `[link]` anchor that Reddit puts below a post
/// @param body plain text of the post's body, with a blank line between paragraphs; empty if it has none
record PostHtml(Optional<String> link, String body) {
    static PostHtml parse(String html) {
        Document document = Jsoup.parse(html);
        Optional<String> link = document.select("a").reversed().stream()
                .filter(anchor -> anchor.text().equals("[link]"))
                .map(anchor -> anchor.attr("href"))
                .findFirst();
        return new PostHtml(
                link,
                document.select("div.md").stream()
                        .findFirst()
                        .map(PostHtml::text)
                        .orElse(""));
    }

    private static String text(Element body) {
        body.select("p, li, h1, h2, h3, h4, h5, h6, blockquote, pre, tr").forEach(block -> block.appendText("\n"));
        return body.wholeText().replaceAll("\\h*\\R\\s*\\R\\s*", "\n\n").strip();
    }
}
