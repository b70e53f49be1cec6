package tidings.localstack.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Text and the entities in it, by offset, outer ones first.
record FormattedText(String text, List<Entity> entities) {
    /// Telegram ignores what is beyond.
    private static final int MAX_ENTITIES = 100;

    private static final Comparator<Entity> OUTER_FIRST = Comparator.comparingInt(Entity::offset)
            .thenComparing(Comparator.comparingInt(Entity::length).reversed());

    static final FormattedText NONE = new FormattedText("", List.of());

    FormattedText {
        entities = entities.stream().sorted(OUTER_FIRST).toList();
    }

    static FormattedText plain(String text) {
        return new FormattedText(clean(text), List.of()).finished();
    }

    /// Control characters are spaces, and lines end with one character.
    private static String clean(String text) {
        return text.replace("\r", "").replaceAll("[\\x00-\\x08\\x0B-\\x1F]", " ");
    }

    /// Reads the text of a call: with a parse mode, with given entities, or plain.
    static FormattedText read(String text, Optional<String> parseMode, Optional<JsonNode> entities) {
        String mode = parseMode.orElse("");
        return switch (mode.toLowerCase(java.util.Locale.ROOT)) {
            case "html" -> new HtmlParser(clean(text)).parse().finished();
            case "markdown", "markdownv2" -> throw ApiError.withoutBehaviour("parse_mode " + mode);
            case "" ->
                new FormattedText(
                                clean(text),
                                entities.map(given -> read(text, given)).orElse(List.of()))
                        .finished();
            default -> throw ApiError.badRequest("unsupported parse_mode");
        };
    }

    private static List<Entity> read(String text, JsonNode entities) {
        return StreamSupport.stream(entities.spliterator(), false)
                .map(entity -> Entities.read(entity, text.length()))
                .toList();
    }

    /// Stripped like Telegram does, and with the entities that it detects: links, commands, mentions, hashtags.
    private FormattedText finished() {
        String stripped = text.strip();
        int lead = text.length() - text.stripLeading().length();
        List<Entity> kept = entities.stream()
                .map(entity -> entity.within(-lead, stripped.length()))
                .filter(entity -> entity.length() > 0)
                .toList();
        return new FormattedText(
                stripped,
                Stream.concat(kept.stream(), Entities.found(stripped, kept))
                        .limit(MAX_ENTITIES)
                        .toList());
    }

    int length() {
        return text.length();
    }

    ArrayNode entitiesJson() {
        return entities.stream().map(Entity::json).collect(Json.toArray());
    }
}
