package tidings.loadtest.coldstart;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tidings.localstack.lambda.FunctionProcess;
import tidings.localstack.stack.Stack;

/// The servers of a running local stack.
///
/// @param queues in place of its own, so that nothing comes of what is sent
record StackServers(Stack stack, Optional<URI> queues) implements Network {
    /// A function of the stack, started beside it.
    JavaSubject subject(String id, FunctionProcess processes) {
        return new JavaSubject(
                id.replace("Function", "").toLowerCase(Locale.ROOT),
                processes,
                _ -> stack.model().function(id));
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Optional<Certificate> certificate() {
        return Optional.empty();
    }

    @Override
    public Map<String, URI> endpoints() {
        return Map.of(
                "SQS", queues.orElseGet(() -> stack.queues().endpoint()),
                "DYNAMODB", stack.tables().endpoint(),
                "SECRETS_MANAGER", stack.secrets().endpoint());
    }

    @Override
    public List<String> jvmFlags() {
        return List.of();
    }

    @Override
    public int calls() {
        return 0;
    }

    /// Functions close their own before a checkpoint.
    @Override
    public void disconnect() {}

    @Override
    public void close() {}
}
