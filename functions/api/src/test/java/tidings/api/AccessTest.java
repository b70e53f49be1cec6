package tidings.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tidings.api.ApiCalls.Answer;
import tidings.api.Route.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/// Who may use which route, and `openapi.yaml` says the same.
class AccessTest {
    private static final Map<String, JsonNode> DESCRIBED = OpenApi.read().operations();

    private final ApiCalls api = new ApiCalls();

    static Stream<Operation> operations() {
        return new ApiCalls().routes().stream().map(Route::operation);
    }

    private ApiCalls.Call call(Operation operation) {
        return api.new Call(operation.method(), operation.path().replace("{name}", "listing-ttl"));
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

        assertThat(Pattern.compile("route: \"([^\"]+)\"").matcher(mix).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        operations().map(one -> one.method() + " " + one.path()).toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRouteOfOperatorsIsForbiddenToAnybodyElse(Operation operation) {
        Answer answer = call(operation).byAnybody();

        assertThat(answer.status() == 403).isEqualTo(operation.access() != Access.PUBLIC);
        if (answer.status() == 403) {
            assertThat(answer.json().at("/detail").asText()).contains("/operators" + "/api/v1/");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperatorMayUseEveryRoute(Operation operation) {
        assertThat(call(operation).byAnOperator().status()).isNotIn(401, 403, 404, 405);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void noWriteIsPublic(Operation operation) {
        if (!Set.of("GET", "HEAD").contains(operation.method())) {
            assertThat(operation.access()).isNotEqualTo(Access.PUBLIC);
            assertThat(call(operation).byAnybody().status()).isEqualTo(403);
        }
    }

    /// A path that API Gateway did not route to its authorizer proves nothing.
    @Test
    void theOperatorsPrefixWithoutASignatureGivesNoAccess() {
        assertThat(api.get("/operators/api/v1/metrics").byAnybody().status()).isEqualTo(404);
        assertThat(api.get("//operators/api/v1/metrics").byAnybody().status()).isEqualTo(404);
    }
}
