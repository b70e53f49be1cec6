package tidings.localstack.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.template.StackModel;

/// Secrets Manager: `GetSecretValue` and `PutSecretValue` of the secrets that the template declares,
/// in AWS JSON 1.1.
public final class SecretsManagerServer implements AutoCloseable {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{resolve:secretsmanager:([^}]+)}}");

    private final Map<String, StoredSecret> stored = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final SecureRandom random = new SecureRandom();
    private final LoopbackServer server;
    private final InstantSource clock;

    /// One secret with its value.
    private record StoredSecret(String id, String name, String arn, String text, String version, double created) {}

    /// An error in the form of AWS.
    private static final class ServiceException extends Exception {
        private static final long serialVersionUID = 1;
        private final String type;

        ServiceException(String type, String message) {
            super(message, null, false, false);
            this.type = type;
        }
    }

    private SecretsManagerServer(InstantSource clock) {
        this.clock = clock;
        this.server = LoopbackServer.listen(0, "Secrets Manager", this::handle);
    }

    /// Listens on a free loopback port, with no secrets yet.
    public static SecretsManagerServer start(InstantSource clock) {
        return new SecretsManagerServer(clock);
    }

    public URI endpoint() {
        return server.uri();
    }

    /// Creates the secrets with the value given for the logical id, or else as the template declares.
    public void create(List<StackModel.Secret> secrets, Map<String, String> given) {
        for (StackModel.Secret secret : secrets) {
            String text = given.containsKey(secret.id())
                    ? given.get(secret.id())
                    : secret.text()
                            .orElseGet(
                                    () -> secret.generated().map(this::generate).orElse(""));
            stored.put(
                    secret.id(),
                    new StoredSecret(
                            secret.id(),
                            secret.name(),
                            secret.arn(),
                            text,
                            UUID.randomUUID().toString(),
                            clock.millis() / 1000.0));
        }
    }

    /// The value of the secret with this logical id.
    public String text(String id) {
        StoredSecret secret = stored.get(id);
        if (secret == null) {
            throw new IllegalArgumentException("no secret " + id + "; there are " + stored.keySet());
        }
        return secret.text();
    }

    /// A text with the values of the secrets that it refers to as `{{resolve:secretsmanager:<ARN or name>}}`
    /// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html).
    public String resolved(String text) {
        return REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(named(reference.group(1))
                        .orElseThrow(() -> new IllegalArgumentException(
                                reference.group() + " refers to no secret of this template"))
                        .text()));
    }

    private String generate(StackModel.Generated how) {
        List<Character> letters = ALPHABET.chars()
                .mapToObj(c -> (char) c)
                .filter(c -> how.excluded().indexOf(c) < 0)
                .toList();
        String made = random.ints(how.length(), 0, letters.size())
                .mapToObj(i -> letters.get(i).toString())
                .collect(Collectors.joining());
        if (how.key().isEmpty()) {
            return made;
        }
        try {
            ObjectNode object = (ObjectNode) json.readTree(how.template().orElse("{}"));
            return object.put(how.key().get(), made).toString();
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("SecretStringTemplate is no JSON object", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        ObjectNode answer = json.createObjectNode();
        int status = 200;
        try {
            JsonNode request = json.readTree(exchange.getRequestBody().readAllBytes());
            answer(exchange.getRequestHeaders().getFirst("X-Amz-Target"), request, answer);
        } catch (ServiceException failure) {
            status = 400;
            answer.put("__type", failure.type).put("Message", failure.getMessage());
        } catch (JsonProcessingException _) {
            status = 400;
            answer.put("__type", "SerializationException");
        }
        LoopbackServer.reply(exchange, status, "application/x-amz-json-1.1", json.writeValueAsBytes(answer));
    }

    private void answer(String target, JsonNode request, ObjectNode answer) throws ServiceException {
        switch (target == null ? "" : target) {
            case "secretsmanager.GetSecretValue" -> {
                StoredSecret secret = find(request);
                described(secret, answer).put("CreatedDate", secret.created()).put("SecretString", secret.text());
            }
            case "secretsmanager.PutSecretValue" -> {
                StoredSecret secret = find(request);
                StoredSecret renewed = new StoredSecret(
                        secret.id(),
                        secret.name(),
                        secret.arn(),
                        request.path("SecretString").asText(),
                        request.path("ClientRequestToken")
                                .asText(UUID.randomUUID().toString()),
                        secret.created());
                stored.put(secret.id(), renewed);
                described(renewed, answer);
            }
            default -> throw new ServiceException("UnknownOperationException", "");
        }
    }

    private static ObjectNode described(StoredSecret secret, ObjectNode answer) {
        return answer.put("ARN", secret.arn())
                .put("Name", secret.name())
                .put("VersionId", secret.version())
                .set("VersionStages", answer.arrayNode().add("AWSCURRENT"));
    }

    private StoredSecret find(JsonNode request) throws ServiceException {
        String id = request.path("SecretId").asText("");
        if (id.isEmpty()) {
            throw new ServiceException(
                    "ValidationException", "1 validation error detected: SecretId must not be empty");
        }
        return named(id)
                .orElseThrow(() -> new ServiceException(
                        "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    private Optional<StoredSecret> named(String arnOrName) {
        return stored.values().stream()
                .filter(secret -> arnOrName.equals(secret.name()) || arnOrName.equals(secret.arn()))
                .findFirst();
    }

    @Override
    public void close() {
        server.close();
    }
}
