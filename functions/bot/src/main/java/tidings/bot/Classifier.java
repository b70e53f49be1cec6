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
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.store.Subreddits.Known;
import tidings.topics.Context;
import tidings.topics.Explanation;
import tidings.topics.Explanation.Evidence;
import tidings.topics.PostText;
import tidings.topics.Sorter;
import tidings.topics.Sorting;
import tidings.topics.SubredditPrior;
import tidings.topics.Subreddits;
import tidings.topics.Taxonomy;
import tidings.topics.Topic;
import tidings.topics.TopicModel;

/// Says which topic a text or a link belongs to, and why. Thread-safe.
final class Classifier {
    private static final Pattern REDDIT_POST =
            Pattern.compile("/r/(\\w{2,21})/comments/([0-9a-z]{1,13})(?:/([^/]*))?/?");
    private static final int TITLE = 300;
    private static final int REASONS = 6;

    private final TopicModel model;
    private final Sorter sorter;
    private final Subreddits subreddits;
    private final Taxonomy taxonomy;

    Classifier(TopicModel model, Subreddits subreddits, Taxonomy taxonomy) {
        this.model = model;
        this.sorter = new Sorter(model);
        this.subreddits = subreddits;
        this.taxonomy = taxonomy;
    }

    /// @param library has posts, so that a link to one tells more than its address; and cards that it made before
    Card classify(String text, Library library) {
        return link(text).map(url -> ofLink(url, library)).orElseGet(() -> ofText(text, library));
    }

    private Card ofText(String text, Library library) {
        String title = Post.cut(text, TITLE);
        return card(new PostText(title, text.substring(title.length()), ""), new Context.NoContext(), "", library);
    }

    private Card ofLink(URI url, Library library) {
        Matcher reddit = REDDIT_POST.matcher(url.getPath());
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!(host.equals("reddit.com") || host.endsWith(".reddit.com")) || !reddit.matches()) {
            return card(
                    new PostText(words(url.getPath()), "", host.replaceFirst("^www\\.", "")),
                    new Context.NoContext(),
                    "Judged by the address alone.",
                    library);
        }
        Context context = context(reddit.group(1), library);
        Optional<Post> kept = library.find(new PostId(reddit.group(2))).map(ClassifiedPost::post);
        String place = "r/" + reddit.group(1)
                + switch (context) {
                    case Context.KnownSubreddit _ -> " is about this, so its posts are.";
                    case Context.UnknownSubreddit unknown
                    when unknown.prior().posts() > 0 -> " was judged by its name and its posts, too.";
                    case Context.UnknownSubreddit _, Context.NoContext _ ->
                        " is not known yet, so its name counts, too.";
                };
        PostText text = kept.map(post -> new PostText(post.title(), post.body(), post.domain()))
                .orElseGet(() -> new PostText(words(reddit.group(3) == null ? "" : reddit.group(3)), "", ""));
        return card(text, context, place, library);
    }

    private Context context(String subreddit, Library library) {
        Known known = Community.parse(subreddit).map(library::known).orElse(Known.NOTHING);
        int topics = model.topics().size();
        return known.fixedTopic()
                .or(() -> subreddits.topicOf(subreddit))
                .<Context>map(Context.KnownSubreddit::new)
                .orElseGet(() -> new Context.UnknownSubreddit(
                        subreddit,
                        known.prior()
                                .flatMap(bytes -> SubredditPrior.kept(bytes, topics))
                                .orElseGet(() -> SubredditPrior.none(topics))));
    }

    private Card card(PostText text, Context context, String note, Library library) {
        return library.classification(hash(text, context, note), () -> card(text, context, note));
    }

    /// Names the card by all that it is made of, so that it is made once; it tells nothing of the text.
    private String hash(PostText text, Context context, String note) {
        String all = String.join(
                "\u0000", model.version(), text.title(), text.body(), text.domain(), context.toString(), note);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Card card(PostText text, Context context, String note) {
        Sorting sorting = sorter.sort(text, context);
        Topic topic = taxonomy.find(sorting.topic()).orElse(taxonomy.other());
        StringBuilder html = new StringBuilder(Html.bold(Html.text(topic.label())));
        if (sorting.topic().equals(Taxonomy.OTHER)) {
            html.append("\nI am not sure. Closest is ")
                    .append(Html.text(taxonomy.find(sorting.likeliest())
                            .orElse(taxonomy.other())
                            .label()))
                    .append(" with ")
                    .append(percent(sorting.confidence()));
        } else {
            html.append(" · ").append(percent(sorting.confidence()));
        }
        Explanation explanation = model.explain(text);
        String reasons = reasons(explanation);
        // Where the subreddit overruled the text, the text's words decided nothing.
        if (explanation.topic().equals(sorting.likeliest()) && !reasons.isEmpty()) {
            html.append("\n\nWords that decided: ").append(reasons);
        }
        if (!note.isEmpty()) {
            html.append("\n\n<i>").append(Html.text(note)).append("</i>");
        }
        return Card.of(html.toString());
    }

    private static String reasons(Explanation explanation) {
        return explanation.evidence().stream()
                .filter(evidence -> evidence.weight() > 0 && evidence.source() != Explanation.Source.STYLE)
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
