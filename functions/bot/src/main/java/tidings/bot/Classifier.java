package tidings.bot;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tidings.cards.Card;
import tidings.cards.Html;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.SortedPost;
import tidings.topics.Context;
import tidings.topics.Explanation;
import tidings.topics.Explanation.Evidence;
import tidings.topics.PostText;
import tidings.topics.Sorter;
import tidings.topics.Sorting;
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

    /// @param find posts that are kept, so that a link to one tells more than its address
    Card classify(String text, Function<PostId, Optional<SortedPost>> find) {
        return link(text).map(url -> ofLink(url, find)).orElseGet(() -> ofText(text));
    }

    private Card ofText(String text) {
        String title = Post.cut(text, TITLE);
        return card(new PostText(title, text.substring(title.length()), ""), new Context.NoContext(), "");
    }

    private Card ofLink(URI url, Function<PostId, Optional<SortedPost>> find) {
        Matcher reddit = REDDIT_POST.matcher(url.getPath());
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (!(host.equals("reddit.com") || host.endsWith(".reddit.com")) || !reddit.matches()) {
            return card(
                    new PostText(words(url.getPath()), "", host.replaceFirst("^www\\.", "")),
                    new Context.NoContext(),
                    "Judged by the address alone.");
        }
        Context context = subreddits
                .topicOf(reddit.group(1))
                .<Context>map(Context.KnownSubreddit::new)
                .orElseGet(Context.NoContext::new);
        Optional<Post> kept = find.apply(new PostId(reddit.group(2))).map(SortedPost::post);
        String place = "r/" + reddit.group(1)
                + (context instanceof Context.KnownSubreddit
                        ? " is about this, so its posts are."
                        : " is not known yet.");
        return kept.map(post -> card(new PostText(post.title(), post.body(), post.domain()), context, place))
                .orElseGet(() -> card(
                        new PostText(words(reddit.group(3) == null ? "" : reddit.group(3)), "", ""), context, place));
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
        String reasons = reasons(model.explain(text));
        if (!reasons.isEmpty()) {
            html.append("\n\nWords that decided: ").append(reasons);
        }
        if (!note.isEmpty()) {
            html.append("\n\n<i>").append(Html.text(note)).append("</i>");
        }
        return Card.of(html.toString());
    }

    private static String reasons(Explanation explanation) {
        return explanation.evidence().stream()
                .filter(evidence -> evidence.weight() > 0)
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
