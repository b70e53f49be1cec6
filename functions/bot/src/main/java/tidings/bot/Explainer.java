package tidings.bot;

import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tidings.bot.Explained.Basis;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.RedditLink;
import tidings.domain.Sha256;
import tidings.settings.Tunable;
import tidings.store.CommunityStore;
import tidings.store.CommunityStore.Knowledge;
import tidings.store.PostStore;
import tidings.store.cache.CacheRegion;
import tidings.store.cache.Key;
import tidings.topics.Classification;
import tidings.topics.Explanation;
import tidings.topics.Explanation.Evidence;
import tidings.topics.Explanation.EvidenceSource;
import tidings.topics.PostText;
import tidings.topics.ShippedTopics;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicContexts;
import tidings.topics.TopicModel;

/// Classifies a text or what a link leads to, and says why. Thread-safe.
///
/// @param posts so that a link to a stored post tells more than its address
/// @param cache gives what it has under a key, else what is made anew
record Explainer(
        TopicModel model,
        TopicClassifier classifier,
        TopicContexts contexts,
        PostStore posts,
        CommunityStore communities,
        BiFunction<Key, Supplier<Explained>, Explained> cache) {
    /// A text is classified the same way until the model changes, which is part of the key.
    static final CacheRegion<Explained> EXPLANATIONS = CacheRegion.of(
            "explanation", 2, Explained.class, tunables -> tunables.seconds(Tunable.CLASSIFICATION_TTL), Duration.ZERO);

    private static final PostText NO_TEXT = new PostText("", "", "");
    private static final int TITLE = 300;
    private static final int WORDS = 6;

    Explainer(
            TopicModel model,
            ShippedTopics shipped,
            PostStore posts,
            CommunityStore communities,
            BiFunction<Key, Supplier<Explained>, Explained> cache) {
        this(model, new TopicClassifier(model), new TopicContexts(model, shipped), posts, communities, cache);
    }

    Explained explain(String textOrLink) {
        return RedditLink.parse(textOrLink)
                .map(this::ofReddit)
                .or(() -> link(textOrLink).map(this::ofAddress))
                .orElseGet(() -> ofText(textOrLink));
    }

    /// The words of a post that say most of its topic, by the text alone.
    List<String> telling(Post post) {
        return words(model.explain(text(post)));
    }

    private static PostText text(Post post) {
        return new PostText(post.title(), post.body(), post.domain());
    }

    /// The likeliest topics of a post by its text alone, the likeliest first.
    List<String> likely(Post post, int max) {
        float[] probabilities = new float[model.topics().size()];
        model.probabilities(text(post), probabilities);
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(topic -> -probabilities[topic]))
                .limit(max)
                .map(model.topics()::get)
                .toList();
    }

    private Explained ofText(String text) {
        String title = Post.cut(text, TITLE);
        PostText post = new PostText(title, text.substring(title.length()), "");
        return explain(post, TopicContext.NONE, Basis.TEXT, "");
    }

    private Explained ofAddress(URI url) {
        return ofAddress(
                words(url.getPath()), url.getHost().toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""));
    }

    private Explained ofAddress(String words, String host) {
        return explain(new PostText(words, "", host), TopicContext.NONE, Basis.ADDRESS, "");
    }

    private Explained ofReddit(RedditLink link) {
        return switch (link) {
            case RedditLink.ToCommunity(Community community) -> inside(community, NO_TEXT);
            case RedditLink.ToShare(Community community, var _) -> inside(community, NO_TEXT);
            case RedditLink.ToPost(Optional<Community> named, PostId id, String slug) -> {
                Optional<Post> kept = posts.find(id).map(ClassifiedPost::post);
                PostText text = kept.map(Explainer::text).orElseGet(() -> new PostText(words(slug), "", ""));
                yield named.or(() -> kept.map(Post::community))
                        .map(community -> inside(community, text))
                        .orElseGet(() -> ofAddress(words(slug), ""));
            }
        };
    }

    private Explained inside(Community community, PostText text) {
        Knowledge known = communities.knowledge(community);
        TopicContext context = contexts.of(community.value(), known.fixedTopic(), known.prior());
        Basis learned = context.prior().posts() > 0 ? Basis.LEARNED : Basis.NEW;
        Basis basis = context.topic().isPresent() ? Basis.KNOWN : learned;
        return explain(text, context, basis, community.label());
    }

    /// Its key is a digest of all that it is made of, and tells nothing of the text.
    private Explained explain(PostText text, TopicContext context, Basis basis, String community) {
        String all = String.join(
                "\u0000",
                model.version(),
                text.title(),
                text.body(),
                text.domain(),
                context.fingerprint(),
                basis.name(),
                community);
        return cache.apply(
                Key.of("explanation:" + HexFormat.of().formatHex(Sha256.of(all))),
                () -> make(text, context, basis, community));
    }

    private Explained make(PostText text, TopicContext context, Basis basis, String community) {
        Classification classification = classifier.classify(text, context);
        Explanation explanation = model.explain(text);
        // Where the community overruled the text, the text's words decided nothing.
        boolean byText = explanation.topic().equals(classification.likeliest());
        return new Explained(
                classification.likeliest(),
                classification.second(),
                classification.confidence(),
                byText ? words(explanation) : List.of(),
                basis,
                community);
    }

    private static List<String> words(Explanation explanation) {
        return explanation.evidence().stream()
                .filter(evidence -> evidence.weight() > 0 && evidence.source() != EvidenceSource.STYLE)
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(WORDS)
                .map(Evidence::text)
                .toList();
    }

    /// The words of an address: `/2026/why-bread-rises.html` says `2026 why bread rises html`.
    private static String words(String path) {
        return path.replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static Optional<URI> link(String text) {
        String bare = text.replaceAll("^[<(\"“]+|[>)\"”.,]+$", "");
        if (!bare.matches("(?i)https?://\\S+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(bare)).filter(url -> url.getHost() != null && url.getPath() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
