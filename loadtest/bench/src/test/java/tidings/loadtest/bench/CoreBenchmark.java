package tidings.loadtest.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import tidings.aws.IamSigner;
import tidings.aws.Invocation;
import tidings.aws.Json;
import tidings.cards.PostCards;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.FeedPage;
import tidings.domain.Period;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostKind;
import tidings.domain.SourceApi;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.messages.Samples;
import tidings.telegram.Card;
import tidings.telegram.Texts;
import tidings.testing.TestContext;

/// What every function does for a message.
@State(Scope.Benchmark)
public class CoreBenchmark {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);

    private final String card = Samples.json("show-card.1");
    private final String posts = Samples.json("posts-found.1");
    private final OutboxMessage showCard = Json.read(card, OutboxMessage.class);
    private final PostsMessage found = Json.read(posts, PostsMessage.class);
    private final TestContext context = new TestContext(Duration.ofSeconds(30));
    private final IamSigner signer = new IamSigner(
            "rds-db", "us-east-1", StaticCredentialsProvider.create(AwsBasicCredentials.create("sample", "sample")));
    private final Feed feed = new Feed(new Community("java"), Period.DAY);
    private final PostCards cards = new PostCards(Texts.of("en"));
    private final FeedPage page = new FeedPage(
            0,
            100,
            0,
            SourceApi.OAUTH,
            NOON,
            IntStream.range(0, PostCards.PAGE).mapToObj(CoreBenchmark::post).toList());

    private static ClassifiedPost post(int number) {
        Post post = new Post(
                new PostId("p" + number),
                new Community("java"),
                "Number " + number + " of what <somebody> found out & wrote down",
                "And this is what they say of it. ".repeat(10),
                "https://example.org/" + number,
                "example.org",
                "https://www.reddit.com/comments/p" + number + "/",
                PostKind.LINK,
                OptionalInt.of(1_000 - number),
                OptionalInt.of(3),
                false,
                NOON.minusSeconds(7_200));
        return new ClassifiedPost(post, "programming", 0.9f, "m1");
    }

    /// What surrounds the work of every invocation, which here is none.
    @Benchmark
    public Object functionBase() {
        return Invocation.run(context, CLOCK, () -> feed);
    }

    @Benchmark
    public OutboxMessage readCardMessage() {
        return Json.read(card, OutboxMessage.class);
    }

    @Benchmark
    public String writeCardMessage() {
        return Json.write(showCard);
    }

    @Benchmark
    public PostsMessage readPostsMessage() {
        return Json.read(posts, PostsMessage.class);
    }

    @Benchmark
    public String writePostsMessage() {
        return Json.write(found);
    }

    @Benchmark
    public String signToken() {
        return signer.token("database.example.org:5432", Map.of("DBUser", "tidings"));
    }

    @Benchmark
    public Card renderPage() {
        return cards.page(feed, page, NOON);
    }

    @Benchmark
    public List<String> renderLabels() {
        return List.of(PostCards.topicLabel("programming", cards.texts()), cards.ago(NOON.minusSeconds(90), NOON));
    }
}
