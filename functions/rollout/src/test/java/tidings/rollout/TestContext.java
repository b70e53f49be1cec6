package tidings.rollout;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.time.Duration;

/// An invocation with that much time left.
record TestContext(Duration left) implements Context {
    @Override
    public String getAwsRequestId() {
        return "9a1e0000-0000-0000-0000-000000000001";
    }

    @Override
    public String getLogGroupName() {
        return "rollout";
    }

    @Override
    public String getLogStreamName() {
        return "1";
    }

    @Override
    public String getFunctionName() {
        return "rollout";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-west-1:000000000000:function:scraper:live";
    }

    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) left.toMillis();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
        return null;
    }
}
