package tidings.house;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.aws.IamSigner;

/// The IAM actions that calls of the AWS SDK need.
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
final class Permission {
    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    private static final Pattern OPERATION =
            Pattern.compile("software\\.amazon\\.awssdk\\..*\\.(\\w+Response|paginators\\.\\w+)");
    private static final Pattern PART_OF_A_TRANSACTION = Pattern.compile(
            "software\\.amazon\\.awssdk\\.services\\.dynamodb\\.model\\.(Put|Update|Delete|ConditionCheck)");

    /// Services that IAM calls otherwise than the SDK.
    private static final Map<String, String> SERVICES = Map.of("cloudwatchlogs", "logs", "sfn", "states");

    /// Operations that IAM calls otherwise; a batch needs what its parts need.
    private static final Map<String, String> ACTIONS = Map.of(
            "sqs:SendMessageBatch", "sqs:SendMessage",
            "sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessageBatch", "sqs:DeleteMessage",
            "lambda:Invoke", "lambda:InvokeFunction");

    /// What a request is signed with.
    private static final Set<String> SIGNING = Set.of("AwsV4HttpSigner", "IamSigner", "AwsJson");

    /// Classes that have a request signed, and for what.
    private static final Map<String, String> SIGNERS = Map.of(
            "tidings.store.IamDataSource", "rds-db:connect",
            "tidings.store.cache.IamToken", "elasticache:Connect",
            "tidings.webhook.UpdateQueue", "sqs:SendMessage",
            "tidings.webhook.StoredSecrets", "secretsmanager:GetSecretValue");

    private Permission() {}

    /// The actions that the code needs which can be reached from the class.
    static Set<String> neededBy(JavaClass start) {
        List<JavaAccess<?>> calls = ReachableCode.callsFrom(start);
        return calls.stream().flatMap(call -> needed(call, calls)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> needed(JavaAccess<?> call, List<JavaAccess<?>> all) {
        if (SIGNING.contains(call.getTargetOwner().getSimpleName())) {
            return signed(call.getOriginOwner());
        }
        Matcher client = CLIENT.matcher(call.getTargetOwner().getName());
        if (!client.matches() || !isOperation(call)) {
            return Stream.empty();
        }
        String name = call.getName().replaceFirst("Paginator$", "");
        String action = SERVICES.getOrDefault(client.group(1), client.group(1)) + ":"
                + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return action.equals("dynamodb:TransactWriteItems")
                ? partsOfTransactions(all)
                : Stream.of(ACTIONS.getOrDefault(action, action));
    }

    private static boolean isOperation(JavaAccess<?> call) {
        return call.getTarget() instanceof CodeUnitAccessTarget target
                && OPERATION.matcher(target.getRawReturnType().getName()).matches();
    }

    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    private static Stream<String> partsOfTransactions(List<JavaAccess<?>> calls) {
        return calls.stream()
                .filter(call -> call.getName().equals("builder"))
                .map(call -> PART_OF_A_TRANSACTION.matcher(call.getTargetOwner().getName()))
                .filter(Matcher::matches)
                .map(part -> "dynamodb:" + part.group(1) + "Item");
    }

    private static Stream<String> signed(JavaClass signer) {
        if (signer.isEquivalentTo(IamSigner.class)) {
            return Stream.empty();
        }
        String action = SIGNERS.get(signer.getName());
        if (action == null) {
            throw new AssertionError(signer.getName() + " signs a request: name the action that it is for in SIGNERS");
        }
        return Stream.of(action);
    }
}
