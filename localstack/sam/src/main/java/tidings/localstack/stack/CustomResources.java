package tidings.localstack.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tidings.localstack.lambda.Functions;
import tidings.localstack.lambda.InvocationResult;
import tidings.localstack.template.StackModel;
import tidings.localstack.template.Value;

/// The part of CloudFormation that serves custom resources: it invokes their functions and waits for the responses
/// that these PUT to the given `ResponseURL`. Unlike CloudFormation it stops waiting when the function fails.
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
final class CustomResources implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final ResponseUrls addresses = new ResponseUrls();
    private final Map<String, String> physicalIds = new ConcurrentHashMap<>();
    private final Functions functions;
    private final StartupListener progress;

    private CustomResources(Functions functions, StartupListener progress) {
        this.functions = functions;
        this.progress = progress;
    }

    static CustomResources listen(Functions functions, StartupListener progress) {
        return new CustomResources(functions, progress);
    }

    /// Creates all of them, in parallel unless one depends on another.
    ///
    /// @return completes with an [IllegalStateException] that states the reason if one cannot be created
    CompletableFuture<Void> create(StackModel model, Executor threads) {
        return inOrder(model, threads, resource -> make(resource, "create", event(model, resource)));
    }

    /// Updates all of them. CloudFormation updates only those whose properties change, but the local ARN of a layer
    /// stays the same when its content changes.
    ///
    /// @return completes with an [IllegalStateException] that states the reason if one cannot be updated
    CompletableFuture<Void> update(StackModel from, StackModel to, Executor threads) {
        return inOrder(to, threads, resource -> {
            ObjectNode event = event(to, resource).put("PhysicalResourceId", physicalIds.get(resource.id()));
            from.customResources().stream()
                    .filter(before -> before.id().equals(resource.id()))
                    .forEach(before -> event.set("OldResourceProperties", json(before.properties())));
            make(resource, "update", event);
        });
    }

    private static CompletableFuture<Void> inOrder(
            StackModel model, Executor threads, Consumer<StackModel.CustomResource> work) {
        Map<String, CompletableFuture<Void>> done = new LinkedHashMap<>();
        model.customResources().forEach(resource -> inOrder(model, resource, done, threads, work));
        return CompletableFuture.allOf(done.values().toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> inOrder(
            StackModel model,
            StackModel.CustomResource resource,
            Map<String, CompletableFuture<Void>> done,
            Executor threads,
            Consumer<StackModel.CustomResource> work) {
        CompletableFuture<Void> begun = done.get(resource.id());
        if (begun != null) {
            return begun;
        }
        CompletableFuture<?>[] before = model.customResources().stream()
                .filter(other -> resource.dependsOn().contains(other.id()))
                .map(other -> inOrder(model, other, done, threads, work))
                .toArray(CompletableFuture[]::new);
        CompletableFuture<Void> made =
                CompletableFuture.allOf(before).thenRunAsync(() -> work.accept(resource), threads);
        done.put(resource.id(), made);
        return made;
    }

    /// @param what `create` or `update`
    private void make(StackModel.CustomResource resource, String what, ObjectNode event) {
        long began = System.nanoTime();
        try (ResponseUrls.Address address = addresses.open()) {
            event.put("RequestType", Character.toUpperCase(what.charAt(0)) + what.substring(1))
                    .put("RequestId", address.request())
                    .put("ResponseURL", address.uri().toString());
            byte[] asked = event.toString().getBytes(StandardCharsets.UTF_8);
            Thread invocation = Thread.ofVirtual()
                    .name(what + " of " + resource.id())
                    .start(() -> invoke(resource, asked, address.answer()));
            JsonNode told = address.answer().get(resource.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (!told.path("Status").asText().equals("SUCCESS")) {
                throw failed(resource, what, told.path("Reason").asText("no reason given"));
            }
            physicalIds.put(resource.id(), told.path("PhysicalResourceId").asText());
            invocation.join();
            progress.started(
                    resource.id(),
                    functions.log(resource.function()).toString(),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (ExecutionException e) {
            throw failed(resource, what, e.getCause().getMessage());
        } catch (TimeoutException _) {
            throw failed(
                    resource, what, "no answer within " + resource.patience().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(resource, what, "interrupted");
        }
    }

    private void invoke(StackModel.CustomResource resource, byte[] event, CompletableFuture<JsonNode> answer) {
        try {
            String ending = switch (functions.invoke(resource.function(), event)) {
                case InvocationResult.Answered _ -> "its function returned without a response to CloudFormation";
                case InvocationResult.Failed(byte[] error) ->
                    "its function failed: " + new String(error, StandardCharsets.UTF_8);
                case InvocationResult.Rejected(InvocationResult.Rejection _, String message) -> message;
            };
            answer.completeExceptionally(new IllegalStateException(ending));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.completeExceptionally(e);
        }
    }

    private static IllegalStateException failed(StackModel.CustomResource resource, String what, String reason) {
        return new IllegalStateException(resource.id() + " is not " + what + "d: " + reason);
    }

    private ObjectNode event(StackModel model, StackModel.CustomResource resource) {
        ObjectNode event = json.createObjectNode()
                .put("ServiceToken", model.function(resource.function()).arn())
                .put(
                        "StackId",
                        model.pseudo()
                                .arn("cloudformation", "stack/" + model.pseudo().stackName() + "/local"))
                .put("ResourceType", resource.type())
                .put("LogicalResourceId", resource.id());
        event.set("ResourceProperties", json(resource.properties()));
        return event;
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

    @Override
    public void close() {
        addresses.close();
    }
}
