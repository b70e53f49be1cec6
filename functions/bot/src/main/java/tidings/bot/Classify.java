package tidings.bot;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tidings.bot.Interaction.Replied;
import tidings.cards.PostCards;
import tidings.domain.Certainty;
import tidings.domain.RedditLink;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Says which topic a text or a link has, and why.
record Classify(Explainer explainer) implements Command {
    static final String WORD = "classify";

    private static final int QUOTED = 40;

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Reply run(Call call) {
        Texts texts = call.texts();
        Optional<String> text = Optional.of(call.arguments())
                .filter(given -> !given.isEmpty())
                .or(() -> call.repliedTo().map(Replied::text));
        return Reply.text(text.map(given -> html(explainer.explain(given), given, texts))
                .orElseGet(() -> texts.get("command.classify.missing")));
    }

    private static String html(Explained explained, String given, Texts texts) {
        StringJoiner html = new StringJoiner("\n\n").add(topic(explained, texts));
        if (RedditLink.parse(given).filter(RedditLink.ToShare.class::isInstance).isPresent()) {
            html.add("<i>" + texts.get("classify.share-link") + "</i>");
        }
        return html.toString();
    }

    /// The topic, how sure it is, and what decided, in up to three paragraphs.
    static String topic(Explained explained, Texts texts) {
        StringJoiner html = new StringJoiner("\n\n");
        Certainty certainty = Certainty.of(explained.confidence());
        html.add(texts.get(
                "classify." + certainty.name().toLowerCase(Locale.ROOT),
                label(explained.likeliest(), texts),
                NumberFormat.getPercentInstance(texts.locale()).format(explained.confidence()),
                label(explained.second(), texts)));
        if (!explained.words().isEmpty()) {
            html.add(texts.get(
                    "classify.words",
                    explained.words().stream()
                            .map(word -> "<code>" + Html.line(word, QUOTED) + "</code>")
                            .collect(Collectors.joining(", "))));
        }
        String note = note(explained, texts);
        return (note.isEmpty() ? html : html.add("<i>" + note + "</i>")).toString();
    }

    private static String label(String topic, Texts texts) {
        return Html.bold(Html.text(PostCards.topicLabel(topic, texts)));
    }

    private static String note(Explained explained, Texts texts) {
        String community = Html.text(explained.community());
        return switch (explained.basis()) {
            case TEXT -> "";
            case ADDRESS -> texts.get("classify.by-address");
            case KNOWN -> texts.get("classify.known", community);
            case LEARNED -> texts.get("classify.learned", community);
            case NEW -> texts.get("classify.new", community);
        };
    }
}
