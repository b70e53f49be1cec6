package tidings.messages;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.aws.Json;
import tidings.aws.UnreadableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessagesTest {
    static Stream<Class<?>> records() {
        return Stream.of(ScrapeMessage.class, PostsMessage.class, OutboxMessage.class, AlarmMessage.class)
                .flatMap(contract -> Stream.of(contract.getPermittedSubclasses()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordHasASampleThatComesBackAsItWas(Class<?> record) throws JsonProcessingException {
        String wireName = record.getAnnotation(JsonTypeName.class).value();
        JsonNode sample = Json.mapper().readTree(Samples.json(wireName.replace('/', '.')));

        Object message = Json.mapper().treeToValue(sample, record.getInterfaces()[0]);

        assertThat(message).isInstanceOf(record);
        assertThat(Json.mapper().readTree(Json.write(message))).isEqualTo(sample);
    }

    @Test
    void ignoresAFieldThatANewerSenderAdds() {
        String withMore = Samples.json("scrape-requested.1").replaceFirst("\\{", "{\"added\": 1,");

        assertThat(Json.read(withMore, ScrapeMessage.class))
                .isEqualTo(Samples.read("scrape-requested.1", ScrapeMessage.class));
    }

    @Test
    void saysNothingOfAnUnreadableText() {
        assertThatThrownBy(() -> Json.read("{\"type\":\"scrape-requested/1\",\"run\":my-secret", ScrapeMessage.class))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining("ScrapeMessage")
                .hasMessageNotContaining("my-secret")
                .hasNoCause();
    }

    @Test
    void refusesAnUnknownVersion() {
        String version9 = Samples.json("scrape-requested.1").replace("requested/1", "requested/9");

        assertThatThrownBy(() -> Json.read(version9, ScrapeMessage.class)).isInstanceOf(UnreadableException.class);
    }
}
