package tidings.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tidings.aws.Json;
import tidings.aws.UnreadableException;
import tidings.bot.BadImportException.Problem;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.telegram.Texts;

/// Reads lists of feeds: OPML (http://opml.org/spec2.opml) with whatever attributes a reader adds, the backups of
/// MonitoRSS in both of its forms (JSON), and links in any text.
final class ImportReader {
    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?://|\\b(?:[a-z]{1,5}\\.)?reddit\\.com/|(?<![\\w./])/?(?:r|u|user)/)[^\\s<>\"',;()\\[\\]]+");

    /// Attributes of OPML itself, and those that say nothing of what is wanted.
    private static final Set<String> OPML = Set.of(
            "text",
            "title",
            "type",
            "xmlurl",
            "htmlurl",
            "url",
            "description",
            "language",
            "version",
            "category",
            "created",
            "iscomment",
            "isbreakpoint");

    /// Fields of MonitoRSS that say nothing of what is wanted.
    private static final Set<String> NEUTRAL =
            Set.of("_id", "__v", "title", "url", "link", "guild", "channel", "addedat", "createdat", "updatedat");

    /// Parts of a post in which a follow looks for words.
    private static final Set<String> LOOKED_AT = Set.of("title", "description", "summary", "content");

    private ImportReader() {}

    /// @throws BadImportException if it is none of these
    static Imported read(byte[] file) throws BadImportException {
        String start = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        if (start.replaceAll("[^!-~]", "").startsWith("<")) { // in any encoding
            return xml(factory -> factory.createXMLStreamReader(new ByteArrayInputStream(file)));
        }
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString());
        } catch (CharacterCodingException _) {
            throw new BadImportException(Problem.BINARY, "");
        }
    }

    /// @throws BadImportException if it is none of these
    static Imported read(String text) throws BadImportException {
        String list = text.replaceFirst("^\uFEFF", "").strip();
        if (list.indexOf('\0') >= 0) {
            throw new BadImportException(Problem.BINARY, "");
        } else if (list.startsWith("<")) {
            return xml(factory -> factory.createXMLStreamReader(new StringReader(list)));
        }
        Imported imported = list.startsWith("{") || list.startsWith("[{") ? json(list) : links(list);
        if (imported.isEmpty()) {
            throw new BadImportException(Problem.EMPTY, "");
        }
        return imported;
    }

    private static Imported links(String text) {
        Imported imported = new Imported();
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            imported.add(withoutEnd(link.group()), List.of(), List.of());
        }
        return imported;
    }

    /// Without what ends a sentence.
    private static String withoutEnd(String link) {
        int end = link.length();
        while (end > 0 && ".!?:*".indexOf(link.charAt(end - 1)) >= 0) {
            end--;
        }
        return link.substring(0, end);
    }

    @FunctionalInterface
    private interface Opening {
        XMLStreamReader open(XMLInputFactory factory) throws XMLStreamException;
    }

    /// Neither reads what a document type declares nor fetches anything, so no entity can stand for a file or for
    /// much text.
    private static Imported xml(Opening opening) throws BadImportException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return opml(opening.open(factory));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new BadImportException(Problem.XML, Integer.toString(line));
        }
    }

    private static Imported opml(XMLStreamReader reader) throws XMLStreamException, BadImportException {
        Imported imported = new Imported();
        boolean isRoot = true;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                String name = reader.getLocalName();
                if (isRoot && !name.equalsIgnoreCase("opml")) {
                    throw new BadImportException(Problem.NO_OPML, name);
                } else if (name.equalsIgnoreCase("outline")) {
                    outline(reader, imported);
                }
                isRoot = false;
            }
        }
        if (imported.isEmpty()) {
            throw new BadImportException(Problem.EMPTY, "");
        }
        return imported;
    }

    /// One without an address is a folder.
    private static void outline(XMLStreamReader reader, Imported imported) {
        String address = "";
        boolean isFeed = false;
        Optional<FollowQuery> follow = Optional.empty();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            String value = reader.getAttributeValue(i);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "xmlurl" -> address = value;
                case "url" -> address = address.isEmpty() ? value : address;
                case ExportFiles.FOLLOW -> {
                    follow = follow(value);
                    if (follow.isEmpty()) {
                        others.add(name);
                    }
                }
                case "type" -> isFeed = value.equalsIgnoreCase("rss") || value.equalsIgnoreCase("atom");
                case String known when OPML.contains(known) || value.isBlank() -> {}
                case String _ -> others.add(name);
            }
        }
        if (follow.isPresent()) {
            imported.add(follow.get());
        } else if (!address.isBlank() || isFeed) {
            imported.add(address, List.of(), List.of());
        }
        if (follow.isPresent() || !address.isBlank() || isFeed) {
            others.forEach(imported::ignore);
        }
    }

    /// What an export of ours says of a follow, which is more than its address does.
    private static Optional<FollowQuery> follow(String json) {
        try {
            return Optional.of(Json.read(json, FollowQuery.class)).filter(ImportReader::isKnown);
        } catch (UnreadableException _) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(FollowQuery query) {
        return query.origins().stream()
                .allMatch(origin -> !(origin instanceof Origin.OfTopic(String topic))
                        || Texts.of(Texts.DEFAULT).has("topic.label." + topic));
    }

    private static Imported json(String text) throws BadImportException {
        JsonNode root;
        try {
            root = Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw new BadImportException(Problem.JSON, Integer.toString(line));
        }
        Imported imported = new Imported();
        Stream.of(root, root.path("feeds"), root.path("sources"))
                .filter(list -> list.isArray() || list != root)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .filter(JsonNode::isObject)
                .forEach(feed -> feed(feed, imported));
        return imported;
    }

    /// An older form calls the address a link.
    private static void feed(JsonNode feed, Imported imported) {
        List<String> included = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        feed.path("filters").properties().forEach(filter -> {
            if (LOOKED_AT.contains(filter.getKey().toLowerCase(Locale.ROOT))) {
                words(filter.getValue(), included, excluded, imported);
            } else if (!isNothing(filter.getValue())) {
                imported.ignore("filters." + filter.getKey());
            }
        });
        imported.add(feed.path("url").asText(feed.path("link").asText("")), included, excluded);
        feed.properties().stream()
                .filter(field -> !field.getKey().equals("filters") && !isNothing(field.getValue()))
                .filter(field -> !NEUTRAL.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .forEach(field -> imported.ignore(field.getKey()));
    }

    /// Before a word, `!` leaves posts out that have it, and `~` also finds it within others, which a follow does
    /// not.
    private static void words(JsonNode filter, List<String> included, List<String> excluded, Imported imported) {
        List<JsonNode> words = filter.isArray()
                ? StreamSupport.stream(filter.spliterator(), false).toList()
                : List.of(filter);
        for (JsonNode node : words) {
            String marked = node.asText("").strip();
            Optional<String> word =
                    FollowQuery.phrase(marked.replaceFirst("^[!~]{1,2}", "").replaceFirst("^\\\\", ""));
            String marks = marked.substring(
                    0, marked.length() - marked.replaceFirst("^[!~]{1,2}", "").length());
            List<String> to = marks.contains("!") ? excluded : included;
            if (marks.contains("~")) {
                imported.ignore("filters ~");
            }
            if (word.isEmpty() || to.size() >= FollowQuery.MAX_PHRASES) {
                imported.ignore("filters");
            } else {
                to.add(word.get());
            }
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.asText().isBlank()
                || value.isBoolean() && !value.booleanValue();
    }
}
