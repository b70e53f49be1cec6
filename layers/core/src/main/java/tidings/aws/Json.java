package tidings.aws;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The one way of writing and reading JSON: ids as plain values, enums in lower case, times as ISO-8601, unknown fields
/// ignored. Thread-safe.
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new Conventions())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

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

    /// What a type itself tells: a record whose one component is `value` is that value in JSON, the subtypes of a
    /// sealed interface are those that it permits, and an enum's constants are their names in lower case.
    private static final class Conventions extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAsValue(Annotated accessor) {
            return accessor instanceof AnnotatedMethod method
                            && method.getName().equals("value")
                            && method.getParameterCount() == 0
                            && isPlainValue(method.getDeclaringClass())
                    ? Boolean.TRUE
                    : super.hasAsValue(accessor);
        }

        @Override
        public JsonCreator.Mode findCreatorAnnotation(MapperConfig<?> config, Annotated creator) {
            return creator instanceof AnnotatedConstructor constructor
                            && constructor.getParameterCount() == 1
                            && isPlainValue(constructor.getDeclaringClass())
                    ? JsonCreator.Mode.DELEGATING
                    : super.findCreatorAnnotation(config, creator);
        }

        @Override
        public List<NamedType> findSubtypes(Annotated type) {
            Class<?> raw = type.getRawType();
            return raw.isInterface() && raw.isSealed()
                    ? Arrays.stream(raw.getPermittedSubclasses())
                            .map(NamedType::new)
                            .toList()
                    : super.findSubtypes(type);
        }

        @Override
        public String[] findEnumValues(
                MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
            return Arrays.stream(constants)
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }

        private static boolean isPlainValue(Class<?> type) {
            if (!type.isRecord()) {
                return false;
            }
            RecordComponent[] components = type.getRecordComponents();
            return components.length == 1 && components[0].getName().equals("value");
        }
    }
}
