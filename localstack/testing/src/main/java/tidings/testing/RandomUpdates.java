package tidings.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Updates as Telegram might send them one day: every kind that it sends today, two thirds of them with parts that
/// are missing, null, of another type, huge, nested or repeated, and with any text at all. A seed gives the same
/// ones always.
public final class RandomUpdates {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MUTATED_PERCENT = 67;

    private static final Map<String, String> PARTS = Map.of(
            "PERSON", "{\"id\":7,\"is_bot\":false,\"first_name\":\"Ada\",\"language_code\":\"de\"}",
            "BOT", "{\"id\":9,\"is_bot\":true,\"first_name\":\"Tidings\",\"username\":\"TidingsBot\"}",
            "CHAT", "{\"id\":7,\"type\":\"private\",\"first_name\":\"Ada\"}",
            "GROUP", "{\"id\":-7,\"type\":\"supergroup\",\"title\":\"Circle\",\"is_forum\":true}",
            "ENTITIES", "[{\"offset\":0,\"length\":4,\"type\":\"bot_command\"}]",
            "PHOTO", "[{\"file_id\":\"f\",\"file_unique_id\":\"u\",\"width\":90,\"height\":90}]");

    private static final List<String> KINDS = List.of(
            "\"message\":{\"message_id\":1,\"date\":1,\"from\":PERSON,\"chat\":CHAT,\"text\":\"TEXT\",\"entities\":ENTITIES}",
            "\"message\":{\"message_id\":1,\"date\":1,\"from\":PERSON,\"chat\":GROUP,\"text\":\"TEXT\",\"entities\":ENTITIES}",
            "\"message\":{\"message_id\":2,\"date\":1,\"from\":PERSON,\"chat\":CHAT,\"photo\":PHOTO,\"caption\":\"TEXT\"}",
            "\"message\":{\"message_id\":3,\"date\":1,\"from\":PERSON,\"chat\":GROUP,\"text\":\"TEXT\",\"message_thread_id\":77,"
                    + "\"is_topic_message\":true,\"reply_to_message\":{\"message_id\":77,\"date\":1,\"chat\":GROUP,\"text\":\"TEXT\","
                    + "\"forum_topic_created\":{\"name\":\"Books\",\"icon_color\":7322096}},\"quote\":{\"text\":\"TEXT\",\"position\":0}}",
            "\"message\":{\"message_id\":4,\"date\":1,\"from\":PERSON,\"chat\":CHAT,\"text\":\"TEXT\","
                    + "\"forward_origin\":{\"type\":\"user\",\"sender_user\":PERSON,\"date\":1},\"via_bot\":BOT}",
            "\"message\":{\"message_id\":5,\"date\":1,\"from\":BOT,\"sender_chat\":GROUP,\"chat\":GROUP,\"text\":\"TEXT\"}",
            "\"message\":{\"message_id\":6,\"date\":1,\"from\":PERSON,\"chat\":GROUP,\"new_chat_members\":[PERSON,BOT]}",
            "\"message\":{\"message_id\":7,\"date\":1,\"from\":PERSON,\"chat\":GROUP,\"migrate_to_chat_id\":-1007}",
            "\"edited_message\":{\"message_id\":1,\"date\":1,\"edit_date\":2,\"from\":PERSON,\"chat\":CHAT,\"text\":\"TEXT\"}",
            "\"channel_post\":{\"message_id\":1,\"date\":1,\"sender_chat\":GROUP,\"chat\":GROUP,\"text\":\"TEXT\"}",
            "\"callback_query\":{\"id\":\"c1\",\"from\":PERSON,\"chat_instance\":\"1\",\"data\":\"DATA\","
                    + "\"message\":{\"message_id\":8,\"date\":1,\"from\":BOT,\"chat\":CHAT,\"text\":\"TEXT\"}}",
            "\"callback_query\":{\"id\":\"c2\",\"from\":PERSON,\"chat_instance\":\"1\",\"data\":\"DATA\","
                    + "\"message\":{\"message_id\":8,\"date\":0,\"chat\":GROUP}}",
            "\"callback_query\":{\"id\":\"c3\",\"from\":PERSON,\"chat_instance\":\"1\",\"data\":\"DATA\",\"inline_message_id\":\"i1\"}",
            "\"my_chat_member\":{\"chat\":GROUP,\"from\":PERSON,\"date\":1,\"old_chat_member\":{\"status\":\"member\",\"user\":BOT},"
                    + "\"new_chat_member\":{\"status\":\"kicked\",\"user\":BOT,\"until_date\":0}}",
            "\"inline_query\":{\"id\":\"q1\",\"from\":PERSON,\"query\":\"TEXT\",\"offset\":\"\",\"chat_type\":\"sender\"}",
            "\"chosen_inline_result\":{\"result_id\":\"r1\",\"from\":PERSON,\"query\":\"TEXT\"}",
            "\"message_reaction\":{\"chat\":GROUP,\"message_id\":1,\"user\":PERSON,\"date\":1,\"old_reaction\":[],\"new_reaction\":[]}",
            "\"chat_join_request\":{\"chat\":GROUP,\"from\":PERSON,\"user_chat_id\":7,\"date\":1}",
            "\"poll\":{\"id\":\"p\",\"question\":\"TEXT\",\"options\":[],\"total_voter_count\":0,\"is_closed\":true}",
            "\"of_tomorrow\":{\"chat\":GROUP,\"from\":PERSON,\"what\":[{\"text\":\"TEXT\"}]}");

    private final Random random;
    private final List<String> texts;
    private final List<String> presses;

    /// @param texts what people write; any other text is sent too
    /// @param presses callback data that buttons have; any other data is sent too
    public RandomUpdates(long seed, List<String> texts, List<String> presses) {
        this.random = new Random(seed);
        this.texts = List.copyOf(texts);
        this.presses = List.copyOf(presses);
    }

    /// An update as JSON; most have an id.
    public String next(long updateId) {
        String kind = one(KINDS);
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            kind = kind.replace("\"" + part.getKey() + "\"", part.getValue()).replace(part.getKey(), part.getValue());
        }
        ObjectNode update = object("{\"update_id\":" + updateId + "," + kind + "}");
        filled(update);
        if (random.nextInt(100) < MUTATED_PERCENT) {
            for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
                mutate(update);
            }
        }
        return update.toString();
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

    private void mutate(ObjectNode update) {
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
