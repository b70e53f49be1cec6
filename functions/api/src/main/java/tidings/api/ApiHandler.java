package tidings.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tidings.ratelimit.RequestBudget;
import tidings.ratelimit.SourceHealth;
import tidings.aws.AwsClients;
import tidings.aws.EmfMeter;
import tidings.aws.Env;
import tidings.aws.Invocation;
import tidings.aws.Meter;
import tidings.settings.Profile;
import tidings.store.Database;
import tidings.store.cache.RemoteCache;
import tidings.settings.DynamoDbTunableStore;
import tidings.settings.Tunables;

/// Answers the HTTP API. Who may ask what is API Gateway's to decide: by the time a request is here, it may.
public final class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);

    private final InstantSource clock = InstantSource.system();
    private final Database database;
    private final RemoteCache cache;
    private final HealthCheck checkup;
    private final SystemMetrics vitals;
    private final Tunables tunables;
    private final Api api;
    private final Meter meter;
    private final Profile profile;
    private final DynamoDbTunableStore changes;

    public ApiHandler() {
        ApiConfig config = ApiConfig.from(Env.system());
        String version = version() + "+" + config.version();
        DynamoDbClient dynamoDb = AwsClients.dynamoDb();
        this.profile = config.profile();
        this.changes = new DynamoDbTunableStore(dynamoDb, config.tunablesTable());
        Queues queues = new Queues(AwsClients.sqs(), config);
        this.meter = new EmfMeter(config.service());
        this.database = Database.of(config.database(), meter, clock);
        this.cache = RemoteCache.of(config.cache(), meter, clock);
        RequestBudget reddit = RequestBudget.of(config.redditMode(), dynamoDb, config.sourcesTable(), clock);
        this.tunables = new Tunables(changes, config.profile(), clock);
        this.checkup = new HealthCheck(
                List.of(
                        new Dependency("database", true, () -> {
                            database.ping();
                            return "";
                        }),
                        new Dependency("queues", true, queues::wrong),
                        new Dependency("tables", true, () -> reads(dynamoDb, config.chatsTable())),
                        new Dependency("cache", false, () -> answers(cache)),
                        new Dependency(
                                "reddit", false, () -> wrong(reddit.outlook().health()))),
                version,
                clock);
        this.vitals = new SystemMetrics(queues, database, checkup, version, config.profileName(), clock);
        this.api = new Api(checkup, vitals::report, new TunableRoutes(tunables, changes, clock));
        Core.getGlobalContext().register(this);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return Invocation.run(context, clock, () -> {
            Answer answer = answer(event);
            meter.count("ApiRequest", answer.status() < 400 ? "answered" : "refused", 1);
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(answer.status())
                    .withHeaders(Map.of("content-type", "application/json", "cache-control", "no-store"))
                    .withBody(answer.body())
                    .build();
        });
    }

    private Answer answer(APIGatewayV2HTTPEvent event) {
        try {
            return api.answer(request(event));
        } catch (RuntimeException e) {
            LOG.error("a request failed: {}", event.getRouteKey(), e);
            return Answer.problem(500, "this went wrong here; the log of the function api says why");
        }
    }

    private static Api.Request request(APIGatewayV2HTTPEvent event) {
        String body = Optional.ofNullable(event.getBody()).orElse("");
        return new Api.Request(
                event.getRouteKey(),
                Optional.ofNullable(event.getPathParameters())
                        .map(parameters -> parameters.get("name"))
                        .orElse(""),
                event.getIsBase64Encoded()
                        ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                        : body,
                Optional.ofNullable(event.getRequestContext().getAuthorizer())
                        .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getIam)
                        .map(APIGatewayV2HTTPEvent.RequestContext.IAM::getUserArn)
                        .orElse("unknown"));
    }

    private static String reads(DynamoDbClient dynamoDb, String table) {
        dynamoDb.getItem(request -> request.tableName(table)
                .key(Map.of("chat", AttributeValue.fromN("0"), "item", AttributeValue.fromS("health"))));
        return "";
    }

    /// Whatever it answers, it answers.
    private static String answers(RemoteCache cache) {
        cache.get(List.of("health"));
        return "";
    }

    private static String wrong(SourceHealth reddit) {
        return switch (reddit) {
            case ALIVE -> "";
            case THROTTLED -> "it asks for a pause";
            case BLOCKED -> "it refuses this bot";
            case DEAD -> "it has not answered for minutes";
        };
    }

    private static String version() {
        try (InputStream in = ApiHandler.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers a request of each kind through everything but the network, so that a restored environment has it loaded.
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Api rehearsal = new Api(
                new HealthCheck(List.of(new Dependency("rehearsal", true, () -> "")), "rehearsal", clock),
                () -> new SystemMetrics.Report(
                        new SystemMetrics.System("rehearsal", "rehearsal", 0, 0, 0, 1),
                        Database.Pool.EMPTY,
                        new Health.State(Health.Life.ALIVE, 0, ""),
                        Map.of()),
                new TunableRoutes(Tunables.fixed(profile), changes, clock));
        for (String route : List.of("GET /health", "GET /api/v1/metrics", "GET /api/v1/tunables")) {
            rehearsal.answer(new Api.Request(route, "", "", "rehearsal"));
        }
        database.close();
        cache.close();
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        vitals.restored();
        checkup.forget();
        tunables.forget();
    }
}
