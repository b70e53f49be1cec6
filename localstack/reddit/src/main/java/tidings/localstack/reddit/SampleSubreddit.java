package tidings.localstack.reddit;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A sandbox community and the material that its posts are generated from.
///
/// @param minutes between two posts
/// @param pictures per cent of posts that are images, galleries or videos
/// @param words the lists that `{name}` in titles and bodies draws from
record SampleSubreddit(
        String name,
        String title,
        String about,
        int subscribers,
        int minutes,
        int pictures,
        List<String> domains,
        List<String> flairs,
        Map<String, List<String>> words,
        List<String> titles,
        List<String> bodies) {

    static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    /// The placeholder for a number instead of a word.
    static final String NUMBER = "n";

    SampleSubreddit {
        for (List<String> sentences : List.of(titles, bodies)) {
            for (String sentence : sentences) {
                PLACEHOLDER
                        .matcher(sentence)
                        .results()
                        .map(found -> found.group(1))
                        .forEach(word -> {
                            if (!word.equals(NUMBER) && !words.containsKey(word)) {
                                throw new IllegalArgumentException("r/" + name + ": no words called {" + word + "}");
                            }
                        });
            }
        }
    }

    /// The same under another name, with a post every minute.
    SampleSubreddit named(String other) {
        return new SampleSubreddit(
                other, title, about, subscribers, 1, pictures, domains, flairs, words, titles, bodies);
    }

    /// The `t5_` name, made from the community's own name so that it never changes.
    String fullname() {
        return "t5_" + Integer.toString(name.hashCode() & 0x7fffffff, 36);
    }
}
