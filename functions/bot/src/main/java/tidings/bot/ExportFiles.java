package tidings.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tidings.aws.Json;
import tidings.aws.SqsText;
import tidings.chats.ChatItem;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.SourceId;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.ChatRegistry;
import tidings.store.ChatRegistry.Rows;

/// The files of an export, each as large as a queue message has room for. What is more is left out, and counted.
record ExportFiles(Instant now) {
    /// Of a file in UTF-8; in Base64 a third more.
    static final int MAX_BYTES = 500_000;

    static final int MAX_PARTS = 4;

    /// The attribute of an outline that has the whole follow as JSON, for [ImportReader]; other readers know the
    /// address alone.
    static final String FOLLOW = "follow";

    private static final int TEXT = 200;

    /// @param parts the files
    /// @param leftOut rows that are in none of them
    record Everything(List<String> parts, int leftOut, boolean isEmpty) {}

    /// Such as `tidings-2026-11-20`, and from the second on `tidings-2026-11-20-2`.
    String name(int part) {
        return "tidings-" + now.atOffset(ZoneOffset.UTC).toLocalDate() + (part == 0 ? "" : "-" + (part + 1));
    }

    static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /// Each part names the chat, the time, and the tables of its rows; the first one also what is kept and not
    /// exported, and why; the last one how many rows are in none.
    Everything json(ChatId chat, ChatSettings settings, Map<String, Rows> tables) {
        Parts parts = new Parts(chat, settings);
        tables.forEach(parts::add);
        parts.written.getLast().put("leftOut", parts.leftOut);
        return new Everything(
                parts.written.stream().map(Json::write).toList(),
                parts.leftOut,
                settings.equals(ChatSettings.NONE) && tables.values().stream().allMatch(rows -> rows.total() == 0));
    }

    /// Not thread-safe.
    private final class Parts {
        private final List<ObjectNode> written = new ArrayList<>();
        private final ObjectNode head = Json.mapper().createObjectNode();
        private int bytes = MAX_BYTES;
        private int leftOut;

        Parts(ChatId chat, ChatSettings settings) {
            head.put("chat", chat.value()).put("exportedAt", now.toString());
            ObjectNode first = begin();
            first.set("settings", Json.mapper().valueToTree(settings.chosen()));
            ObjectNode reasons = first.putObject("notExported");
            ChatRegistry.unexported().forEach(reasons::put);
            Stream.of(ChatItem.values())
                    .forEach(item -> item.kept()
                            .ifPresent(reason -> reasons.put(item.name().toLowerCase(Locale.ROOT), reason)));
        }

        private ObjectNode begin() {
            ObjectNode part = head.deepCopy();
            written.add(part);
            bytes = length(part);
            return part;
        }

        void add(String table, Rows rows) {
            int added = 0;
            for (JsonNode row : rows.rows()) {
                int length = length(row) + table.length() + 8;
                if (bytes + length > MAX_BYTES && written.size() == MAX_PARTS) {
                    break;
                } else if (bytes + length > MAX_BYTES) {
                    begin();
                }
                written.getLast().withObject("/tables").withArray(table).add(row);
                bytes += length;
                added++;
            }
            leftOut += rows.total() - added;
        }

        private static int length(JsonNode node) {
            return node.toString().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /// OPML (http://opml.org/spec2.opml). Reddit has a feed of communities, and none of its own topics.
    List<String> opml(List<FollowQuery> queries) {
        List<String> files = new ArrayList<>();
        List<FollowQuery> some = new ArrayList<>();
        int bytes = 0;
        for (FollowQuery query : queries) {
            int length = 4 * (Json.write(query).length() + TEXT); // in UTF-8, and a quote is six characters
            if (bytes + length > MAX_BYTES && !some.isEmpty()) {
                files.add(document(some));
                some.clear();
                bytes = 0;
            }
            some.add(query);
            bytes += length;
        }
        if (!some.isEmpty()) {
            files.add(document(some));
        }
        return files;
    }

    private String document(List<FollowQuery> queries) {
        StringWriter written = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("opml");
            xml.writeAttribute("version", "2.0");
            xml.writeStartElement("head");
            xml.writeStartElement("title");
            xml.writeCharacters("Tidings");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeStartElement("body");
            for (FollowQuery query : queries) {
                outline(xml, query);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes everything", e);
        }
        return written.toString();
    }

    private static void outline(XMLStreamWriter xml, FollowQuery query) throws XMLStreamException {
        String text = FollowText.of(query);
        xml.writeCharacters("\n");
        xml.writeEmptyElement("outline");
        xml.writeAttribute("text", SqsText.escaped(text.length() > TEXT ? text.substring(0, TEXT - 1) + "…" : text));
        String communities = query.origins().stream().flatMap(ExportFiles::name).collect(Collectors.joining("+"));
        if (!communities.isEmpty()) {
            xml.writeAttribute("type", "rss");
            xml.writeAttribute("xmlUrl", "https://www.reddit.com/r/" + communities + "/.rss");
        }
        xml.writeAttribute(FOLLOW, SqsText.escaped(Json.write(query)));
    }

    /// The name in an address of Reddit, of what can be read there together with others.
    private static Stream<String> name(Origin origin) {
        return origin instanceof Origin.OfCommunity(Community community)
                        && community.source().equals(SourceId.REDDIT)
                        && !community.value().contains("/")
                ? Stream.of(community.value())
                : Stream.empty();
    }
}
