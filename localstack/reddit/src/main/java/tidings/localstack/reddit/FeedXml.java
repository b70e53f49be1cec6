package tidings.localstack.reddit;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tidings.localstack.reddit.SamplePost.Kind;

/// Writes a page of posts as the Atom document that Reddit calls RSS: no scores, no comments, the body as HTML.
final class FeedXml {
    private static final Set<Kind> PICTURES = EnumSet.of(Kind.IMAGE, Kind.GIF, Kind.GALLERY, Kind.VIDEO);
    private static final String MEDIA = "http://search.yahoo.com/mrss/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    private FeedXml() {}

    static String write(List<SampleSubreddit> subreddits, Sort sort, List<SamplePost> posts, Instant now) {
        String names =
                String.join("+", subreddits.stream().map(SampleSubreddit::name).toList());
        String path = "/r/" + names + "/" + sort.name().toLowerCase(Locale.ROOT);
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
            xml.writeNamespace("media", MEDIA);
            category(xml, names);
            element(xml, "updated", TIME.format(now));
            element(xml, "icon", "https://www.redditstatic.com/icon.png/");
            element(xml, "id", path + ".rss");
            link(xml, "self", "https://www.reddit.com" + path + ".rss", "application/atom+xml");
            link(xml, "alternate", "https://www.reddit.com" + path, "text/html");
            element(xml, "subtitle", subreddits.getFirst().about());
            element(xml, "title", subreddits.getFirst().title());
            for (SamplePost post : posts) {
                entry(xml, post);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("r/" + names + " did not become a feed", e);
        }
        return text.toString();
    }

    /// `&`, `<` and `>` as HTML entities, which is what Reddit does to text.
    static String entities(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void entry(XMLStreamWriter xml, SamplePost post) throws XMLStreamException {
        String address = "https://www.reddit.com" + post.permalink();
        xml.writeStartElement("entry");
        xml.writeStartElement("author");
        element(xml, "name", "/u/" + post.author());
        element(xml, "uri", "https://www.reddit.com/user/" + post.author());
        xml.writeEndElement();
        category(xml, post.seed().subreddit().name());
        xml.writeStartElement("content");
        xml.writeAttribute("type", "html");
        xml.writeCharacters(html(post, address));
        xml.writeEndElement();
        element(xml, "id", post.seed().fullname());
        if (PICTURES.contains(post.kind())) {
            xml.writeEmptyElement("media", "thumbnail", MEDIA);
            xml.writeAttribute(
                    "url", "https://preview.redd.it/" + post.seed().number().id() + ".jpeg?width=140");
        }
        xml.writeEmptyElement("link");
        xml.writeAttribute("href", address);
        element(xml, "updated", TIME.format(post.seed().created()));
        element(xml, "published", TIME.format(post.seed().created()));
        element(xml, "title", post.title());
        xml.writeEndElement();
    }

    private static String html(SamplePost post, String address) {
        String body = post.body().isEmpty()
                ? ""
                : "<!-- SC_OFF --><div class=\"md\"><p>" + entities(post.body()).replace("\n\n", "</p>\n\n<p>")
                        + "</p>\n</div><!-- SC_ON --> ";
        String by = "/u/" + post.author();
        return body + "&#32; submitted by &#32; <a href=\"https://www.reddit.com/user/" + post.author() + "\"> " + by
                + " </a> <br/> <span><a href=\"" + entities(post.url()) + "\">[link]</a></span> &#32; <span><a href=\""
                + address + "\">[comments]</a></span>";
    }

    private static void category(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", name);
        xml.writeAttribute("label", "r/" + name);
    }

    private static void link(XMLStreamWriter xml, String rel, String href, String type) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("href", href);
        xml.writeAttribute("type", type);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
