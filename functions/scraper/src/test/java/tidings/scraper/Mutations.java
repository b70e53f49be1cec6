package tidings.scraper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Changes real shapes into unusual ones, the same for the same seed.
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] TEXTS = {
        "",
        " ",
        "\u0000",
        "\uFFFF",
        "\uD83D",
        "\uDF3F\uD83C",
        "\u200B\u2060",
        "\u202Edrow",
        "\uFEFF\n\n\r text",
        "\u00A0\u3000",
        "[removed]",
        "[deleted by user]",
        "javascript:alert(1)",
        "//example.org/",
        "https://",
        "https://example.org/ a\u0000b",
        "t3_abc",
        "t5_abc",
        "../../etc",
        "hackernews:1",
        "java+kotlin",
        "1e400",
        "-1",
        "null",
        "</title></entry></feed>",
        "]]>&nosuch;&#0;&#xD800;<",
        "{\"kind\": \"Listing\"}"
    };

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    String text() {
        return switch (random.nextInt(4)) {
            case 0 -> TEXTS[random.nextInt(TEXTS.length)];
            case 1 -> TEXTS[random.nextInt(TEXTS.length)].repeat(1 + random.nextInt(3_000));
            case 2 -> TEXTS[random.nextInt(TEXTS.length)] + "text" + TEXTS[random.nextInt(TEXTS.length)];
            default ->
                random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                        .mapToObj(Character::toString)
                        .reduce("", String::concat);
        };
    }

    /// Changes some fields of an object, at any depth.
    void change(ObjectNode object) {
        for (String name : names(object)) {
            if (object.get(name) instanceof ObjectNode inner && oneIn(2)) {
                change(inner);
            } else if (oneIn(6)) {
                object.set(name, value(object.get(name)));
            } else if (oneIn(12)) {
                object.remove(name);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private JsonNode value(JsonNode before) {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(BigInteger.TEN.pow(random.nextInt(400)).negate());
            case 4 -> JSON.numberNode(new BigDecimal("1e" + (random.nextInt(1_000) - 500)));
            case 5 -> JSON.arrayNode().add(before.deepCopy()).add(before.deepCopy());
            case 6 -> JSON.objectNode().set("of", before.deepCopy());
            case 7 -> nested(random.nextInt(900));
            case 8 -> before.isTextual() ? JSON.textNode(before.asText() + text()) : before;
            default -> JSON.textNode(text());
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JSON.textNode("deep");
        for (int i = 0; i < depth; i++) {
            node = i % 2 == 0 ? JSON.arrayNode().add(node) : JSON.objectNode().set("data", node);
        }
        return node;
    }

    /// Puts things that are no posts among the children.
    void disturb(ArrayNode children) {
        for (int i = random.nextInt(4); i > 0; i--) {
            children.insert(
                    random.nextInt(children.size() + 1), value(JSON.objectNode().put("kind", "t" + i)));
        }
    }

    /// Changes the text between some tags of an XML document, and some attributes.
    String change(String xml) {
        StringBuilder changed = new StringBuilder();
        for (String part : xml.split("(?<=>)|(?=<)")) {
            boolean isText = !part.startsWith("<");
            changed.append(isText && oneIn(6) ? escaped(text()) : !isText && oneIn(40) ? "" : part);
        }
        return changed.toString();
    }

    private String escaped(String text) {
        return oneIn(3) ? text : text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /// Destroys some bytes.
    byte[] damaged(byte[] bytes) {
        byte[] damaged = bytes.clone();
        if (oneIn(3)) {
            return Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        for (int i = random.nextInt(8); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    int number(int below) {
        return random.nextInt(below);
    }
}
