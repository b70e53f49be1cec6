package tidings.aws;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// What a function's code is connected to: the clock, metrics and the services of AWS. A role is built on a real wiring
/// to serve events, and on a silent one to be primed before a snapshot is taken. Clients connect at their first
/// request.
public final class Wiring {
    private final boolean silent;
    private final InstantSource clock;
    private final Meter meter;
    private final Map<Class<?>, Object> shared;
    private final List<Runnable> beforeCheckpoint = new ArrayList<>();
    private final List<Runnable> afterRestore = new ArrayList<>();
    private final List<Runnable> smokeTests = new ArrayList<>();

    /// @param given takes the place of what is shared otherwise, by its type
    Wiring(boolean silent, Meter meter, InstantSource clock, Map<Class<?>, Object> given) {
        this.silent = silent;
        this.clock = clock;
        this.meter = meter;
        this.shared = new HashMap<>(given);
    }

    /// @param service names the function in its metrics
    public static Wiring real(String service) {
        return new Wiring(false, Meter.emf(service), InstantSource.system(), Map.of());
    }

    /// Metrics go nowhere, and AWS answers every call with an empty result without being asked; a secret is an empty
    /// JSON object. Everything else, from marshalling to signing, is real.
    public static Wiring silent() {
        return silent(Meter.silent());
    }

    static Wiring silent(Meter meter) {
        return new Wiring(true, meter, InstantSource.system(), Map.of());
    }

    /// Whether nothing outside this process may be touched.
    public boolean isSilent() {
        return silent;
    }

    public InstantSource clock() {
        return clock;
    }

    public Meter meter() {
        return meter;
    }

    public SqsClient sqs() {
        return shared(SqsClient.class, () -> client(SqsClient.builder()).build());
    }

    /// The one object of a type that everything on this wiring shares, such as a client whose library is in another
    /// layer. A role is built by one thread.
    public <T> T shared(Class<T> type, Supplier<T> first) {
        return type.cast(shared.computeIfAbsent(type, _ -> first.get()));
    }

    /// A cache of its own for each call. Only who calls this needs permission to read secrets.
    public CachedSecrets secrets() {
        SecretsManagerClient client = shared(
                SecretsManagerClient.class,
                () -> client(SecretsManagerClient.builder()).build());
        CachedSecrets secrets =
                silent ? new CachedSecrets(arn -> emptySecret(client, arn), clock) : CachedSecrets.of(client, clock);
        afterRestore(secrets::forget); // they may have been rotated since the snapshot was taken
        return secrets;
    }

    private static String emptySecret(SecretsManagerClient client, String arn) {
        client.getSecretValue(request -> request.secretId(arn));
        return "{}";
    }

    public <M extends Message> Queue<M> queue(String url) {
        return new SqsQueue<>(sqs(), url);
    }

    /// Any other client.
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B client(B builder) {
        return silent ? AwsClients.silent(builder) : AwsClients.client(builder);
    }

    /// Registers what has to be let go before a snapshot is taken, such as connections.
    public void beforeCheckpoint(Runnable release) {
        beforeCheckpoint.add(release);
    }

    /// Registers what has to be done in an environment that was restored from a snapshot, such as forgetting what was
    /// read before.
    public void afterRestore(Runnable refresh) {
        afterRestore.add(refresh);
    }

    /// Registers what reaches something that the function needs, as far as it can be reached without a trace, and
    /// throws where it cannot. It primes the function, too, which has met its clients' code by then.
    public void onSmokeTest(Runnable reach) {
        smokeTests.add(reach);
    }

    void checkpoint() {
        beforeCheckpoint.forEach(Runnable::run);
    }

    void restored() {
        afterRestore.forEach(Runnable::run);
    }

    List<Runnable> smokeTests() {
        return List.copyOf(smokeTests);
    }
}
