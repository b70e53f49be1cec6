package tidings.house;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static tidings.house.TemplateText.map;

/// How requests get to the API. Which route needs whom is the function's own rule.
class ApiRulesTest {
    private static final TemplateText TEMPLATE = TemplateText.read();

    /// The function takes a caller for an operator where API Gateway verified a signature, so one way must have its
    /// authorizer and the other must not need one.
    @Test
    void requestsArriveInTwoWaysOfWhichOneIsSigned() {
        Map<String, Optional<Object>> authorizerByRoute =
                map(TEMPLATE.ofType("AWS::Serverless::Function")
                                .get("ApiFunction")
                                .get("Events"))
                        .values()
                        .stream()
                        .filter(event -> map(event).get("Type").equals("HttpApi"))
                        .map(event -> map(map(event).get("Properties")))
                        .collect(Collectors.toMap(
                                event -> event.get("Method") + " " + event.get("Path"),
                                event -> Optional.ofNullable(
                                        map(event.get("Auth")).get("Authorizer"))));

        assertThat(authorizerByRoute)
                .isEqualTo(Map.of(
                        "ANY /", Optional.empty(),
                        "ANY /{proxy+}", Optional.empty(),
                        "ANY /operators/{proxy+}", Optional.of("AWS_IAM")));
        assertThat(TEMPLATE.ofType("AWS::Serverless::HttpApi").get("Api").toString())
                .as("an authorizer by default would close the way for everybody")
                .contains("EnableIamAuthorizer=true")
                .doesNotContain("DefaultAuthorizer");
    }
}
