package tidings.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of AWS as every function wants them: the lightest HTTP client, and calls that end with the invocation's
/// [Deadline] at the latest. Region, credentials and endpoints come from the environment that Lambda sets. They open
/// no connection before the first request, so they may be made before a snapshot.
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(8);
    private static final Duration PATIENT_ATTEMPT = Duration.ofSeconds(40);
    private static final Duration PATIENT_CALL = Duration.ofSeconds(60);

    private AwsClients() {}

    /// Without comparing the checksums of what was sent, which TLS makes sure of.
    public static SqsClient sqs() {
        return client(SqsClient.builder().checksumValidationEnabled(false)).build();
    }

    public static SecretsManagerClient secretsManager() {
        return client(SecretsManagerClient.builder()).build();
    }

    /// Any other client.
    public static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B client(B builder) {
        return builder.httpClient(http(ATTEMPT)).overrideConfiguration(AwsClients::deadlines);
    }

    /// A client of functions that may have to start first, which takes them up to half a minute.
    public static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B patient(B builder) {
        return builder.httpClient(http(PATIENT_ATTEMPT))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(PATIENT_ATTEMPT)
                        .retryStrategy(retry -> retry.maxAttempts(2))
                        .addExecutionInterceptor(new Buffered())
                        .addExecutionInterceptor(new WithinDeadline(PATIENT_CALL)));
    }

    /// A client for priming: every call is marshalled and signed as usual and answered with an empty result, without a
    /// network.
    public static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B silent(B builder) {
        return client(builder)
                .httpClient(new CannedHttpClient(new byte[0]))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("silent", "silent")));
    }

    private static SdkHttpClient http(Duration attempt) {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(attempt)
                .build();
    }

    private static void deadlines(ClientOverrideConfiguration.Builder override) {
        override.apiCallAttemptTimeout(ATTEMPT)
                .addExecutionInterceptor(new Buffered())
                .addExecutionInterceptor(new WithinDeadline(CALL));
    }

    /// Lets the JDK count a body's bytes itself. Told their number, it streams them, and before it streams into
    /// an open connection it waits a millisecond for a sign that the other side has closed it; a body that it
    /// holds it can send again instead.
    private record Buffered() implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            context.httpRequest()
                    .firstMatchingHeader("Content-Length")
                    .ifPresent(length -> attributes.putAttribute(WithinDeadline.BYTES, Long.valueOf(length)));
            return context.httpRequest().toBuilder()
                    .removeHeader("Content-Length")
                    .build();
        }
    }

    /// It also makes each call a part of the trace.
    private record WithinDeadline(Duration longest) implements ExecutionInterceptor {
        private static final ExecutionAttribute<Long> BEGAN = new ExecutionAttribute<>("began");
        private static final ExecutionAttribute<Long> BYTES = new ExecutionAttribute<>("bytes");

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            ended(attributes, false);
        }

        @Override
        public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
            ended(attributes, true);
        }

        private static void ended(ExecutionAttributes attributes, boolean failed) {
            if (Segment.isRecording()) {
                String call = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                        + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
                long bytes = attributes.getOptionalAttribute(BYTES).orElse(0L);
                Segment.ended(
                        call, Duration.ofNanos(System.nanoTime() - attributes.getAttribute(BEGAN)), failed, bytes);
            }
        }

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            attributes.putAttribute(BEGAN, System.nanoTime());
            AwsRequest request = (AwsRequest) context.request();
            AwsRequestOverrideConfiguration.Builder override = request.overrideConfiguration()
                    .map(AwsRequestOverrideConfiguration::toBuilder)
                    .orElseGet(AwsRequestOverrideConfiguration::builder);
            Duration most = Deadline.current().atMost(longest);
            return request.toBuilder()
                    .overrideConfiguration(override.apiCallTimeout(most).build())
                    .build();
        }
    }
}
