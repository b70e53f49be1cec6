package tidings.rollout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tidings.aws.AwsClients;
import tidings.aws.Env;
import tidings.aws.Invocation;

/// CodeDeploy's hook before traffic shifts to new versions of webhook and bot: tests both and reports the result
/// (https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html).
public final class RolloutHandler implements RequestHandler<Map<String, String>, Void> {
    private final InstantSource clock = InstantSource.system();
    private final List<SmokeTest> tests;
    private final SmokeTester tester;
    private final CodeDeployClient codeDeploy;

    /// Called by Lambda.
    public RolloutHandler() {
        this(
                RolloutConfig.from(Env.system()),
                AwsClients.patient(LambdaClient.builder()).build(),
                AwsClients.client(CodeDeployClient.builder()).build());
    }

    RolloutHandler(RolloutConfig config, LambdaClient lambda, CodeDeployClient codeDeploy) {
        this.tests = List.of(SmokeTest.ofWebhook(config.webhookVersion()), SmokeTest.ofBot(config.botVersion()));
        this.tester = new SmokeTester(lambda);
        this.codeDeploy = codeDeploy;
    }

    @Override
    public Void handleRequest(Map<String, String> event, Context context) {
        return Invocation.run(context, clock, () -> {
            LifecycleEventStatus status =
                    tester.pass(tests) ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED;
            codeDeploy.putLifecycleEventHookExecutionStatus(request -> request.deploymentId(event.get("DeploymentId"))
                    .lifecycleEventHookExecutionId(event.get("LifecycleEventHookExecutionId"))
                    .status(status));
            return null;
        });
    }
}
