package tidings.localstack.stack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tidings.localstack.lambda.Functions;
import tidings.localstack.template.StackModel;

/// Updates a running stack's functions and custom resources in CloudFormation's order, and rolls back on failure.
record StackUpdater(Functions functions, CustomResources customResources) {
    /// @throws IllegalStateException with the reason when a custom resource or a function cannot be updated; the
    ///     update was rolled back, or the suppressed exception states why that failed
    void apply(StackModel from, StackModel to) {
        if (!wiring(from).equals(wiring(to))) {
            throw new IllegalArgumentException("while the stack runs, only functions' code and configuration and the"
                    + " database's snapshot can be changed; restart it for anything else");
        }
        try {
            change(from, to);
        } catch (RuntimeException e) {
            try {
                change(to, from);
            } catch (RuntimeException stuck) {
                e.addSuppressed(stuck);
            }
            throw e;
        }
    }

    private static List<List<?>> wiring(StackModel model) {
        return List.of(
                model.functions().stream().map(StackModel.Function::id).toList(),
                model.customResources().stream()
                        .map(StackModel.CustomResource::id)
                        .toList(),
                model.queues(),
                model.tables(),
                model.topics(),
                model.queueTriggers(),
                model.schedules(),
                model.routes(),
                model.subscriptions());
    }

    private void change(StackModel from, StackModel to) {
        Map<Boolean, List<StackModel.Function>> woken =
                to.functions().stream().collect(Collectors.partitioningBy(to::isWoken));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            functions.update(woken.get(false));
            customResources.update(from, to, threads).join();
            functions.update(woken.get(true));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while updating", e);
        } finally {
            woken.get(false).forEach(function -> functions.retire(function.id()));
        }
    }
}
