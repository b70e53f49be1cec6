package tidings.bot;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.cards.Card;
import tidings.cards.Html;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.domain.SubredditName;
import tidings.store.Subreddits.Known;
import tidings.topics.Classification;
import tidings.topics.Explanation;
import tidings.topics.Explanation.Evidence;
import tidings.topics.PostText;
import tidings.topics.ShippedTopics;
import tidings.topics.SubredditPrior;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;
import tidings.topics.TopicClassifier;
import tidings.topics.TopicContext;
import tidings.topics.TopicModel;

/// Says which topic a text or a link belongs to, and why. Thread-safe.
final class Classifier {
    private static final Pattern REDDIT_POST =
            Pattern.compile("/r/(\\w{2,21})/comments/([0-9a-z]{1,13})(?:/([^/]*))?/?");
    private static final int TITLE = 300;
    private static final int REASONS = 6;

    private final TopicModel model;
    private final TopicClassifier classifier;
    private final ShippedTopics subreddits;
    private final Taxonomy taxonomy;

    Classifier(TopicModel model, ShippedTopics subreddits, Taxonomy taxonomy) {
        this.model = model;
        this.classifier = new TopicClassifier(model);
        this.subreddits = subreddits;
        this.taxonomy = taxonomy;
    }

    /// @param library has posts, so that a link to one tells more than its address; and cards that it made before
    Card classify(String text, Library library) {
        return link(text).map(url -> ofLink(url, library)).orElseGet(() -> ofText(text, library));
    }

    private Card ofText(String text, Library library) {
        String title = Post.cut(text, TITLE);
        return card(new PostText(title, text.substring(title.length()), ""), new TopicContext.NoContext(), "", library);
    }

    private Card ofLink(URI url, Library library) {
        Matcher reddit = REDDIT_POST.matcher(url.getPath());
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!(host.equals("reddit.com") || host.endsWith(".reddit.com")) || !reddit.matches()) {
            return card(
                    new PostText(words(url.getPath()), "", host.replaceFirst("^www\\.", "")),
                    new TopicContext.NoContext(),
                    "Judged by the address alone.",
                    library);
        }
        TopicContext context = context(reddit.group(1), library);
        Optional<Post> kept = library.find(new PostId(reddit.group(2))).map(SortedPost::post);
        String place = "r/" + reddit.group(1)
                + switch (context) {
                    case TopicContext.KnownSubreddit _ -> " is about this, so its posts are.";
                    case TopicContext.UnknownSubreddit unknown
                    when unknown.prior().posts() > 0 -> " was judged by its name and its posts, too.";
                    case TopicContext.UnknownSubreddit _, TopicContext.NoContext _ ->
                        " is not known yet, so its name counts, too.";
                };
        PostText text = kept.map(post -> new PostText(post.title(), post.body(), post.domain()))
                .orElseGet(() -> new PostText(words(reddit.group(3) == null ? "" : reddit.group(3)), "", ""));
        return card(text, context, place, library);
    }

    private TopicContext context(String subreddit, Library library) {
        Known known = SubredditName.parse(subreddit).map(library::known).orElse(Known.NOTHING);
        int topics = model.topics().size();
        return known.fixedTopic()
                .or(() -> subreddits.topicOf(subreddit))
                .<TopicContext>map(TopicContext.KnownSubreddit::new)
                .orElseGet(() -> new TopicContext.UnknownSubreddit(
                        subreddit,
                        known.prior()
                                .flatMap(bytes -> SubredditPrior.fromStored(bytes, topics))
                                .orElseGet(() -> SubredditPrior.none(topics))));
    }

    private Card card(PostText text, TopicContext context, String note, Library library) {
        return library.classification(hash(text, context, note), () -> card(text, context, note));
    }

    /// Names the card by all that it is made of, so that it is made once; it tells nothing of the text.
    private String hash(PostText text, TopicContext context, String note) {
        String all = String.join(
                "\u0000", model.version(), text.title(), text.body(), text.domain(), context.fingerprint(), note);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Card card(PostText text, TopicContext context, String note) {
        Classification classification = classifier.classify(text, context);
        Topic topic = taxonomy.find(classification.topic()).orElse(taxonomy.other());
        StringBuilder html = new StringBuilder(Html.bold(Html.text(topic.label())));
        if (classification.topic().equals(Taxonomy.OTHER)) {
            html.append("\nI am not sure. Closest is ")
                    .append(Html.text(taxonomy.find(classification.likeliest())
                            .orElse(taxonomy.other())
                            .label()))
                    .append(" with ")
                    .append(percent(classification.confidence()));
        } else {
            html.append(" · ").append(percent(classification.confidence()));
        }
        Explanation explanation = model.explain(text);
        String reasons = reasons(explanation);
        // Where the subreddit overruled the text, the text's words decided nothing.
        if (explanation.topic().equals(classification.likeliest()) && !reasons.isEmpty()) {
            html.append("\n\nWords that decided: ").append(reasons);
        }
        if (!note.isEmpty()) {
            html.append("\n\n<i>").append(Html.text(note)).append("</i>");
        }
        return Card.of(html.toString());
    }

    private static String reasons(Explanation explanation) {
        return explanation.evidence().stream()
                .filter(evidence -> evidence.weight() > 0 && evidence.source() != Explanation.EvidenceSource.STYLE)
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(REASONS)
                .map(evidence -> "<code>" + Html.line(evidence.text(), 40) + "</code>")
                .collect(Collectors.joining(", "));
    }

    private static String percent(double probability) {
        return Math.round(probability * 100) + "%";
    }

    /// The words of an address: `/2026/why-bread-rises.html` says `2026 why bread rises html`.
    private static String words(String path) {
        return String.join(" ", List.of(path.split("[^\\p{L}\\p{N}]+"))).strip();
    }

    private static Optional<URI> link(String text) {
        if (!text.matches("(?i)https?://\\S+")) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(text)).filter(url -> url.getHost() != null && url.getPath() != null);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
