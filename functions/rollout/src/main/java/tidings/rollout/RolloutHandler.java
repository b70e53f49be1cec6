package tidings.rollout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.lambda.LambdaClient;
import tidings.aws.AwsClients;
import tidings.aws.Env;
import tidings.aws.Invocation;

/// Woken by CodeDeploy before traffic goes to new versions of webhook and bot: tries both and says whether to go on.
/// https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
public final class RolloutHandler implements RequestHandler<Map<String, String>, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutHandler.class);

    private final InstantSource clock = InstantSource.system();
    private final List<SmokeTest> trials;
    private final Versions versions;
    private final CodeDeployClient codeDeploy;

    public RolloutHandler() {
        this(
                RolloutConfig.from(Env.system()),
                AwsClients.client(LambdaClient.builder()).build(),
                AwsClients.client(CodeDeployClient.builder()).build());
    }

    RolloutHandler(RolloutConfig config, LambdaClient lambda, CodeDeployClient codeDeploy) {
        this.trials = List.of(SmokeTest.ofWebhook(config.webhookVersion()), SmokeTest.ofBot(config.botVersion()));
        this.versions = new Versions(lambda);
        this.codeDeploy = codeDeploy;
    }

    @Override
    public Void handleRequest(Map<String, String> event, Context context) {
        return Invocation.run(context, clock, () -> {
            LifecycleEventStatus status = tried() ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED;
            codeDeploy.putLifecycleEventHookExecutionStatus(request -> request.deploymentId(event.get("DeploymentId"))
                    .lifecycleEventHookExecutionId(event.get("LifecycleEventHookExecutionId"))
                    .status(status));
            return null;
        });
    }

    private boolean tried() {
        boolean good = true;
        for (SmokeTest trial : trials) {
            Optional<String> wrong = wrong(trial);
            wrong.ifPresent(what -> LOG.error("traffic stays with the old version: {}", what));
            good &= wrong.isEmpty();
        }
        return good;
    }

    /// Whatever keeps a version from being tried keeps traffic from it.
    private Optional<String> wrong(SmokeTest trial) {
        try {
            return versions.wrong(trial);
        } catch (RuntimeException e) {
            LOG.error("{} could not be tried", trial.function(), e);
            return Optional.of(trial.function() + " could not be tried");
        }
    }
}
