package tidings.topics.train;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The model card as it is written, section by section, in Markdown.
final class Card {
    /// Figures that others published for the public sets: the mean of ten runs in Table 2 of arXiv 1809.05679.
    private static final Map<String, String> PUBLISHED = Map.of(
            "20ng", "fastText 0.797, TF-IDF + LR 0.832, Text GCN 0.863",
            "r8", "fastText 0.961, TF-IDF + LR 0.937, Text GCN 0.971",
            "ohsumed", "fastText 0.577, TF-IDF + LR 0.547, Text GCN 0.684",
            "mr", "fastText 0.762, TF-IDF + LR 0.746, Text GCN 0.767");

    private static final int MIXED_UP = 30;

    private final StringBuilder text = new StringBuilder();

    /// A subreddit put aside, and how its posts were sorted.
    record Subreddit(String name, String topic, int posts, double accuracy) {}

    void head(
            String about,
            String version,
            long bytes,
            List<LabelledPost> train,
            List<LabelledPost> dev,
            Holdout holdout,
            Recipe recipe,
            LocalDate date) {
        line("# Model card: the topic model");
        line("");
        line("Version `%s`, %,d bytes. Written by the evaluator on %s; the README says how.", version, bytes, date);
        line("");
        line("## What it is");
        line(
                "A linear model of hashed features: words of title and body, pairs of the title's words and pieces of three");
        line("to five characters of them, the domain and pieces of it, and how the title is written (length, marks,");
        line(
                "capitals, first and last words); at most %,d, each seen in two subreddits at least. It begins at naive Bayes",
                recipe.features());
        line(
                "and goes on with one-against-rest squared hinge and AdaGrad for %d epochs, in steps as telling as naive",
                recipe.epochs());
        line(
                "Bayes says; in 3 of 10 readings the domain is hidden. It is the mean of ten models that each learned without");
        line("a tenth of the subreddits; what they said of those tenths is what its probabilities are calibrated on.");
        line("Weights are rounded to one of 256 patterns for every three topics. A feature that occurs n times counts");
        line(
                "1 + 1.5 ln n times as much. Names of subreddits, cut into words, are learned like posts, five times as often;");
        line("how much a subreddit's name and other posts say for each topic is learned on those tenths as well.");
        line("");
        line("## Data");
        line("%,d posts of %,d subreddits.", train.size(), countSubreddits(train));
        line("");
        line("%s", about.strip());
        line("");
        line(
                "The figures below are of a second model, made by the same command from %,d of those posts: %,d",
                holdout.training().size(), countSubreddits(train) - countSubreddits(holdout.training()));
        line("subreddits, two of each topic at least, were put aside before anything was learned or calibrated. Known");
        line(
                "subreddits are measured on %,d of %,d posts kept apart for development.",
                holdout.known().size(), dev.size());
        line("");
    }

    void tried(String tried) {
        line("%s", tried.strip());
        line("");
    }

    void accuracy(Map<String, Measures> sets) {
        line("## One post, by its text alone");
        line("| posts | number | accuracy | calibration error | not `other` | of those right |");
        line("| --- | --- | --- | --- | --- | --- |");
        sets.forEach((name, set) -> line(
                "| %s | %,d | %.4f | %.4f | %.1f %% | %.1f %% |",
                name,
                set.posts(),
                set.accuracy(),
                set.calibrationError(),
                100 * set.sure(),
                100 * set.surePrecision()));
        line("");
    }

    void priors(List<PriorMeasures> priors) {
        line("## One post of an unseen subreddit, by its text, the subreddit's name and some of its other posts");
        line("Whoever reviewed which topic a subreddit is about saw its name, too.");
        line("");
        line("| name | posts read before | subreddits | their topic right | posts sorted | accuracy "
                + "| calibration error | not `other` | of those right |");
        line("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        priors.forEach(prior -> line(
                "| %s | %d | %d | %.3f | %,d | %.3f | %.4f | %.1f %% | %.1f %% |",
                prior.named() ? "yes" : "no",
                prior.priorPosts(),
                prior.subreddits(),
                prior.subredditAccuracy(),
                prior.posts(),
                prior.accuracy(),
                prior.calibrationError(),
                100 * prior.sure(),
                100 * prior.surePrecision()));
        line("");
    }

    void speed(double loadMillis, double firstMillis, double postsPerSecond) {
        line("## Speed");
        line(
                "Reading the weights in a cold JVM %.0f ms, the first post %.1f ms; warm, one thread sorts %,.0f posts a",
                loadMillis, firstMillis, postsPerSecond);
        line("second.");
        line("");
    }

    void fastText(
            Map<String, Measures> ours,
            Map<String, Double> theirs,
            double speed,
            double theirSpeed,
            long bytes,
            long theirBytes) {
        line("## Beside fastText");
        line("The same posts in the same run; `fasttext supervised %s`.", FastText.setting());
        line("");
        line("| | this model | fastText | |");
        line("| --- | --- | --- | --- |");
        ours.forEach((name, set) -> line(
                "| %s | %.4f | %.4f | %+.1f points |",
                name, set.accuracy(), theirs.get(name), 100 * (set.accuracy() - theirs.get(name))));
        line("| posts a second | %,.0f | %,.0f | %.1f times |", speed, theirSpeed, speed / theirSpeed);
        line("| bytes | %,d | %,d | 1/%d |", bytes, theirBytes, theirBytes / bytes);
        line("");
    }

    void texts(Map<String, Double> accuracies) {
        line("## Public sets of texts, with the same trainer and setting");
        line("| set | accuracy | published |");
        line("| --- | --- | --- |");
        accuracies.forEach(
                (set, accuracy) -> line("| %s | %.4f | %s |", set, accuracy, PUBLISHED.getOrDefault(set, "")));
        line("");
    }

    void topics(List<String> topics, Measures known, Measures unseen) {
        line("## Each topic");
        line("| topic | precision, known | recall, known | precision, unseen | recall, unseen |");
        line("| --- | --- | --- | --- | --- |");
        for (int topic = 0; topic < topics.size(); topic++) {
            line(
                    "| %s | %.3f | %.3f | %.3f | %.3f |",
                    topics.get(topic),
                    known.precision(topic),
                    known.recall(topic),
                    unseen.precision(topic),
                    unseen.recall(topic));
        }
        line("");
    }

    /// Rows are the posts' topics, columns what the model said, both numbered as in the table of topics.
    void confusion(List<String> topics, Measures unseen) {
        record Mix(String of, String as, int posts) {}
        List<Mix> mixes = new ArrayList<>();
        for (int of = 0; of < topics.size(); of++) {
            for (int as = 0; as < topics.size(); as++) {
                if (of != as) {
                    mixes.add(new Mix(topics.get(of), topics.get(as), unseen.confusion()[of][as]));
                }
            }
        }
        mixes.sort(Comparator.comparingInt(mix -> -mix.posts()));
        line("## What is mixed up most, unseen subreddits");
        line("| topic | sorted as | posts |");
        line("| --- | --- | --- |");
        mixes.subList(0, Math.min(MIXED_UP, mixes.size()))
                .forEach(mix -> line("| %s | %s | %d |", mix.of(), mix.as(), mix.posts()));
        line("");
        line("## Confusion, unseen subreddits");
        line("A row is a topic, a column what the model said, in the same order.");
        line("");
        line("```");
        for (int of = 0; of < topics.size(); of++) {
            StringBuilder row = new StringBuilder("%-21s".formatted(topics.get(of)));
            for (int count : unseen.confusion()[of]) {
                row.append("%5d".formatted(count));
            }
            line("%s", row);
        }
        line("```");
        line("");
    }

    void subreddits(List<Subreddit> subreddits) {
        line("## Each unseen subreddit");
        line("| subreddit | topic | posts | accuracy |");
        line("| --- | --- | --- | --- |");
        subreddits.forEach(
                one -> line("| %s | %s | %d | %.3f |", one.name(), one.topic(), one.posts(), one.accuracy()));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static long countSubreddits(List<LabelledPost> posts) {
        return posts.stream().map(LabelledPost::subreddit).distinct().count();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
