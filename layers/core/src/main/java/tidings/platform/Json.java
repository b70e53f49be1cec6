package tidings.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tidings.contracts.AlarmMessage;
import tidings.contracts.CardId;
import tidings.contracts.OutboxMessage;
import tidings.contracts.PostsMessage;
import tidings.contracts.ScrapeMessage;
import tidings.domain.ChatId;
import tidings.domain.PostId;
import tidings.domain.SubredditName;

/// The one way of writing and reading JSON: ids as plain values, enums in lower case, times as ISO-8601, unknown fields
/// ignored. Thread-safe.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(plainValues())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    static {
        for (Class<?> contract :
                List.of(ScrapeMessage.class, PostsMessage.class, OutboxMessage.class, AlarmMessage.class)) {
            MAPPER.registerSubtypes(contract.getPermittedSubclasses());
        }
    }

    private Json() {}

    /// The mapper itself, for streaming and for trees.
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    /// @throws UnreadableException if the text is not JSON of that type; its message holds no content
    public static <T> T read(String json, Class<T> type) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableException(type, "null", null);
            }
            return value;
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new UnreadableException(type, e.getClass().getSimpleName(), e);
        }
    }

    private static SimpleModule plainValues() {
        SimpleModule module = new SimpleModule("tidings");
        plain(module, SubredditName.class, SubredditName::value, value -> new SubredditName(value.asText()));
        plain(module, PostId.class, PostId::value, value -> new PostId(value.asText()));
        plain(module, CardId.class, CardId::value, value -> new CardId(value.asText()));
        plain(module, ChatId.class, ChatId::value, value -> new ChatId(value.asLong()));
        module.addSerializer(Enum.class, new LowerCase());
        return module;
    }

    @SuppressWarnings("rawtypes") // Jackson finds the serializer of all enums by the raw class
    private static final class LowerCase extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
        }
    }

    private static <T> void plain(
            SimpleModule module, Class<T> type, Function<T, Object> write, Function<JsonNode, T> read) {
        module.addSerializer(type, new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writePOJO(write.apply(value));
            }
        });
        module.addDeserializer(type, new JsonDeserializer<>() {
            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                JsonNode node = in.readValueAsTree();
                if (!node.isValueNode() || node.isNull()) {
                    throw context.weirdStringException("", type, "expected a plain value");
                }
                try {
                    return read.apply(node);
                } catch (IllegalArgumentException e) {
                    throw context.weirdStringException("", type, e.getMessage());
                }
            }
        });
    }
}
