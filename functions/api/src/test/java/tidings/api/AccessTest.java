package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.api.ApiCalls.Answer;
import tidings.api.Route.Operation;
import tidings.domain.Community;
import tidings.store.CommunityStore.Learned;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may use which route, and `openapi.yaml` says the same.
class AccessTest {
    private static final Map<String, JsonNode> DESCRIBED = OpenApi.read().operations();

    private final ApiCalls api = new ApiCalls();

    static Stream<Operation> operations() {
        return new ApiCalls().routes().stream().map(Route::operation);
    }

    @BeforeEach
    void learn() {
        api.stores.communities().learn(new Community("java"), _ -> new Learned(new byte[132], 30, "programming", 0.5f));
    }

    private ApiCalls.Call call(Operation operation) {
        return api.new Call(operation.method(), OpenApi.read().example(operation.path()));
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedOperationIsARoute() {
        Map<String, Access> routes =
                operations().collect(Collectors.toMap(one -> one.method() + " " + one.path(), Operation::access));
        Map<String, Access> described = DESCRIBED.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        operation -> Access.valueOf(operation
                                .getValue()
                                .path("x-tidings-access")
                                .asText()
                                .toUpperCase(Locale.ROOT))));

        assertThat(routes).isEqualTo(described);
    }

    @Test
    void peopleOfALoadTestUseEveryRoute() throws IOException {
        String mix = Files.readString(Path.of("../../loadtest/scenarios/src/main/resources/tidings/loadtest/mix.yaml"));

        assertThat(Pattern.compile("route: \"([^\"]+?)(?: of \\d+)?\"")
                        .matcher(mix)
                        .results()
                        .map(found -> found.group(1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(one -> one.method() + " " + one.path()).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRouteOfOperatorsOrOfAPersonIsClosedToAnybodyElse(Operation operation) {
        Answer answer = call(operation).byAnybody();

        assertThat(answer.status()).matches(status -> switch (operation.access()) {
            case PUBLIC -> status != 401 && status != 403;
            case PERSON -> status == 401;
            case OPERATOR -> status == 403;
        });
        if (answer.status() == 403) {
            assertThat(answer.json().at("/detail").asText()).contains("/operators/");
        }
        if (answer.status() == 401) {
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer, tma");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperatorMayUseEveryRouteButThoseOfAPerson(Operation operation) {
        assertThat(call(operation).byAnOperator().status() == 401).isEqualTo(operation.access() == Access.PERSON);
        assertThat(call(operation).byAnOperator().status()).isNotIn(403, 405);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aPersonMayUseWhatIsTheirsAndWhatIsPublic(Operation operation) {
        int status = call(operation).byAPerson(42).status();

        assertThat(status).isNotIn(401, 405);
        assertThat(status == 403).isEqualTo(operation.access() == Access.OPERATOR);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatTelegramDidNotSignIsRefusedEverywhere(Operation operation) {
        assertThat(call(operation)
                        .with("authorization", "tma user=%7B%22id%22%3A1%7D&hash=0")
                        .byAnybody()
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noWriteIsPublic(Operation operation) {
        JsonNode described = DESCRIBED.get(operation.method() + " " + operation.path());
        if (!operation.method().equals("GET")
                && !described.path("x-tidings-safe").asBoolean()) {
            assertThat(operation.access()).isNotEqualTo(Access.PUBLIC);
        }
    }

    /// A path that API Gateway did not route to its authorizer proves nothing.
    @Test
    void theOperatorsPrefixWithoutASignatureGivesNoAccess() {
        assertThat(api.get("/operators/api/v1/metrics").byAnybody().status()).isEqualTo(404);
        assertThat(api.get("//operators/api/v1/metrics").byAnybody().status()).isEqualTo(404);
    }
}
