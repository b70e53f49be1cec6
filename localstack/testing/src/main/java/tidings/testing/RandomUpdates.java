package tidings.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Updates as Telegram might send them one day: every kind that it sends today, nine of ten with parts that
/// are missing, null, of another type, huge, nested or repeated, and with any text at all. A seed gives the same
/// ones always.
public final class RandomUpdates {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int CHANGED_PERCENT = 90;

    /// The kinds, and the parts that they name.
    private static final JsonNode UPDATES = updates();

    private final Random random;
    private final List<String> texts;
    private final List<String> presses;
    private boolean changed;

    /// @param texts what people write; any other text is sent too
    /// @param presses callback data that buttons have; any other data is sent too
    public RandomUpdates(long seed, List<String> texts, List<String> presses) {
        this.random = new Random(seed);
        this.texts = List.copyOf(texts);
        this.presses = List.copyOf(presses);
    }

    /// An update as JSON; most have an id.
    public String next(long updateId) {
        JsonNode kinds = UPDATES.get("kinds");
        String kind = kinds.get(random.nextInt(kinds.size())).toString();
        for (Map.Entry<String, JsonNode> part : UPDATES.get("parts").properties()) {
            kind = kind.replace("\"" + part.getKey() + "\"", part.getValue().toString());
        }
        ObjectNode update = object("{\"update_id\":" + updateId + "," + kind.substring(1));
        filled(update);
        changed = random.nextInt(100) < CHANGED_PERCENT;
        if (changed) {
            for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
                mutate(update);
            }
        }
        return update.toString();
    }

    /// Whether something of the last one was changed.
    public boolean isChanged() {
        return changed;
    }

    /// What somebody might write.
    public String text() {
        return text(texts);
    }

    private static JsonNode updates() {
        try (InputStream in = RandomUpdates.class.getResourceAsStream("updates.json")) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("updates.json cannot be read", e);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kind of update is not JSON", e);
        }
    }

    /// Puts texts in the places that are kept for them.
    private void filled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                switch (object.get(name).asText()) {
                    case "TEXT" -> object.put(name, text(texts));
                    case "DATA" -> object.put(name, text(presses));
                    default -> filled(object.get(name));
                }
            });
        } else {
            node.forEach(this::filled);
        }
    }

    /// Changes one part of it, at any depth; serves other shapes than updates too.
    public void mutate(ObjectNode update) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(update, objects);
        ObjectNode object = one(objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set(text(List.of()), value());
            return;
        }
        String name = one(names);
        switch (random.nextInt(7)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.set(name, value());
            case 3 -> object.set(name, nested(object.get(name)));
            case 4 -> object.set(name, repeated(object.get(name)));
            case 5 -> object.set(text(List.of()), value());
            default -> object.set(one(names), object.get(name).deepCopy());
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> found) {
        if (node instanceof ObjectNode object) {
            found.add(object);
        }
        node.forEach(child -> collect(child, found));
    }

    private JsonNode value() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.numberNode(random.nextLong());
            case 1 -> NODES.numberNode(new java.math.BigInteger(200, random));
            case 2 -> NODES.numberNode(random.nextInt(3) - 1);
            case 3 -> NODES.numberNode(random.nextGaussian());
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.textNode(text(texts));
            case 6 -> NODES.textNode(text(texts).repeat(1 + random.nextInt(200)));
            case 7 -> NODES.arrayNode().add(text(presses));
            case 8 -> NODES.objectNode().put("id", random.nextInt());
            default -> NODES.textNode("");
        };
    }

    private JsonNode nested(JsonNode inner) {
        JsonNode node = inner.deepCopy();
        for (int depth = 1 + random.nextInt(60); depth > 0; depth--) {
            node = random.nextBoolean()
                    ? NODES.arrayNode().add(node)
                    : NODES.objectNode().set("inner", node);
        }
        return node;
    }

    private JsonNode repeated(JsonNode of) {
        ArrayNode all = NODES.arrayNode();
        for (int times = 1 + random.nextInt(5); times > 0; times--) {
            all.add(of.deepCopy());
        }
        return all;
    }

    /// One of those, one of those with something foreign in it, or any characters.
    private String text(List<String> of) {
        if (of.isEmpty() || random.nextInt(4) == 0) {
            return characters(random.nextInt(30));
        }
        String text = one(of);
        int at = random.nextInt(text.length() + 1);
        return random.nextInt(3) > 0 ? text : text.substring(0, at) + characters(3) + text.substring(at);
    }

    /// Halves of surrogate pairs included.
    private String characters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
                case 1 -> text.append((char) random.nextInt(Character.MAX_VALUE + 1));
                case 2 -> text.append("\u0000 /@|:<>&\"'{}\\\n\u00a0\u200b".charAt(random.nextInt(17)));
                default -> text.append((char) (' ' + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
