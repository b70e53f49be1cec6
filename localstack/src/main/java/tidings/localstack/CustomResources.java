package tidings.localstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tidings.localstack.http.LoopbackServer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.Outcome;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Value;

/// CloudFormation, as far as custom resources know it: asks their functions to create them, and waits for the answers
/// that they PUT to an address that they are told. Unlike CloudFormation it does not wait for the answer of a function
/// that failed.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
final class CustomResources implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final LoopbackServer server;
    private final Functions functions;
    private final StackModel model;
    private final Progress progress;

    private CustomResources(Functions functions, StackModel model, Progress progress) {
        this.functions = functions;
        this.model = model;
        this.progress = progress;
        this.server = LoopbackServer.listen(0, "the answers of custom resources", this::take);
    }

    static CustomResources listen(Functions functions, StackModel model, Progress progress) {
        return new CustomResources(functions, model, progress);
    }

    /// Creates all, side by side where none depends on another.
    ///
    /// @return ends with an [IllegalStateException] that has the reason when one cannot be created
    CompletableFuture<Void> create(Executor threads) {
        Map<String, CompletableFuture<Void>> created = new LinkedHashMap<>();
        model.customResources().forEach(resource -> create(resource, created, threads));
        return CompletableFuture.allOf(created.values().toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> create(
            StackModel.CustomResource resource, Map<String, CompletableFuture<Void>> created, Executor threads) {
        CompletableFuture<Void> begun = created.get(resource.id());
        if (begun != null) {
            return begun;
        }
        CompletableFuture<?>[] before = model.customResources().stream()
                .filter(other -> resource.dependsOn().contains(other.id()))
                .map(other -> create(other, created, threads))
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> creation =
                CompletableFuture.allOf(before).thenRunAsync(() -> create(resource), threads);
        created.put(resource.id(), creation);
        return creation;
    }

    private void create(StackModel.CustomResource resource) {
        long began = System.nanoTime();
        String request = UUID.randomUUID().toString();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        awaited.put(request, answer);
        Thread invocation =
                Thread.ofVirtual().name("creation of " + resource.id()).start(() -> invoke(resource, request, answer));
        try {
            JsonNode told = answer.get(resource.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (!told.path("Status").asText().equals("SUCCESS")) {
                throw notCreated(resource, told.path("Reason").asText("no reason given"));
            }
            invocation.join();
            progress.started(
                    resource.id(),
                    functions.log(resource.function()).toString(),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (ExecutionException e) {
            throw notCreated(resource, e.getCause().getMessage());
        } catch (TimeoutException _) {
            throw notCreated(resource, "no answer within " + resource.patience().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notCreated(resource, "interrupted");
        } finally {
            awaited.remove(request);
        }
    }

    private void invoke(StackModel.CustomResource resource, String request, CompletableFuture<JsonNode> answer) {
        try {
            String ending = switch (functions.invoke(resource.function(), event(resource, request))) {
                case Outcome.Answered _ -> "its function ended without an answer to CloudFormation";
                case Outcome.Failed(byte[] error) ->
                    "its function failed: " + new String(error, StandardCharsets.UTF_8);
                case Outcome.Refused(Outcome.Refusal _, String message) -> message;
            };
            answer.completeExceptionally(new IllegalStateException(ending));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(e);
        }
    }

    private static IllegalStateException notCreated(StackModel.CustomResource resource, String reason) {
        return new IllegalStateException(resource.id() + " is not created: " + reason);
    }

    private byte[] event(StackModel.CustomResource resource, String request) {
        ObjectNode event = json.createObjectNode()
                .put("RequestType", "Create")
                .put("ServiceToken", model.function(resource.function()).arn())
                .put("ResponseURL", server.uri() + "/" + request)
                .put(
                        "StackId",
                        model.pseudo()
                                .arn("cloudformation", "stack/" + model.pseudo().stackName() + "/local"))
                .put("RequestId", request)
                .put("ResourceType", resource.type())
                .put("LogicalResourceId", resource.id());
        event.set("ResourceProperties", json(resource.properties()));
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode json(Value value) {
        return switch (value) {
            case Value.Text text -> TextNode.valueOf(text.text());
            case Value.Items items -> {
                ArrayNode array = json.createArrayNode();
                items.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Value.Fields fields -> {
                ObjectNode object = json.createObjectNode();
                fields.fields().forEach((name, field) -> object.set(name, json(field)));
                yield object;
            }
            case Value.NoValue _ -> json.nullNode();
        };
    }

    /// As at AWS the address is signed for a PUT without a content type.
    private void take(HttpExchange exchange) throws IOException {
        JsonNode answer = json.readTree(exchange.getRequestBody().readAllBytes());
        CompletableFuture<JsonNode> waiting =
                awaited.get(exchange.getRequestURI().getPath().substring(1));
        boolean signed = waiting != null
                && exchange.getRequestMethod().equals("PUT")
                && !exchange.getRequestHeaders().containsKey("Content-Type");
        exchange.sendResponseHeaders(signed ? 200 : 403, -1);
        if (signed) {
            waiting.complete(answer);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
