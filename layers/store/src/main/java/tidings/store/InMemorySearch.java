package tidings.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.store.PostStore.Found;

/// Searches posts in memory, with a few of the rules by which Postgres makes forms of a word one.
///
/// @param posts all that are kept
record InMemorySearch(List<ClassifiedPost> posts) {
    private static final Set<String> STOP =
            Set.of("the", "a", "an", "of", "and", "or", "to", "in", "is", "it", "for", "on", "with", "what", "about");

    /// A quoted phrase or a word, perhaps after a minus.
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"|(\\S+))");

    private static final Pattern SPACE = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final List<String> ENDINGS = List.of("ing", "ed", "s");

    /// What an ending leaves of a word has so many letters.
    private static final int STEM = 3;

    /// @param words that stand beside each other
    private record Term(boolean isWanted, List<String> words) {
        static Term of(MatchResult found) {
            return new Term(
                    found.group(1).isEmpty(),
                    InMemorySearch.words(found.group(2) == null ? found.group(3) : found.group(2)));
        }

        /// False where it is not in a text in small letters; quick.
        boolean mayBeIn(String text) {
            return !isWanted || words.stream().allMatch(text::contains);
        }

        boolean isIn(List<String> said) {
            return (Collections.indexOfSubList(said, words) >= 0) == isWanted;
        }
    }

    private Found find(String words, boolean adult) {
        List<List<Term>> either = Stream.of(words.split("(?i)\\bor\\b"))
                .map(InMemorySearch::terms)
                .filter(terms -> !terms.isEmpty())
                .toList();
        boolean isVague = either.isEmpty()
                || !either.stream().allMatch(terms -> terms.stream().anyMatch(Term::isWanted));
        return new Found(isVague, isVague ? List.of() : ranked(either, "", adult));
    }

    Found find(SearchWords words, boolean adult, Optional<Set<PostId>> near) {
        List<Term> operators = terms(words.operators());
        Found byWords = find(words.text(), adult);
        return near.map(ids -> wanted(ids, adult, post -> operators.stream().allMatch(term -> term.isIn(said(post)))))
                .map(byWords::with)
                .orElse(byWords);
    }

    Found like(ClassifiedPost post, boolean adult, Collection<PostId> near) {
        List<List<Term>> rare = PostSearch.longest(post.post().title()).stream()
                .map(InMemorySearch::terms)
                .filter(terms -> !terms.isEmpty())
                .toList();
        return PostSearch.like(post, ranked(rare, post.topic(), adult), wanted(near, adult, _ -> true));
    }

    private List<PostId> wanted(Collection<PostId> ids, boolean adult, Predicate<Post> isWanted) {
        Set<PostId> wanted = posts.stream()
                .map(ClassifiedPost::post)
                .filter(one -> (adult || !one.adult()) && isWanted.test(one))
                .map(Post::id)
                .collect(Collectors.toSet());
        return ids.stream().filter(wanted::contains).toList();
    }

    private static List<String> said(Post post) {
        return both(words(post.title()), words(post.body()));
    }

    private static List<String> both(List<String> title, List<String> body) {
        return Stream.concat(title.stream(), body.stream()).toList();
    }

    private static List<Term> terms(String words) {
        return TERM.matcher(words)
                .results()
                .map(Term::of)
                .filter(term -> !term.words().isEmpty())
                .toList();
    }

    private List<PostId> ranked(List<List<Term>> either, String topic, boolean adult) {
        List<Term> wanted =
                either.stream().flatMap(List::stream).filter(Term::isWanted).toList();
        return posts.stream()
                .filter(post -> adult || !post.post().adult())
                .map(post -> Said.of(post, either, wanted, topic))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Said::rank)
                        .reversed()
                        .thenComparing(said -> said.post().created(), Comparator.reverseOrder())
                        .thenComparing(said -> said.post().id().value()))
                .map(said -> said.post().id())
                .limit(PostStore.MAX_FOUND)
                .toList();
    }

    /// A post that has what is looked for.
    private record Said(Post post, int rank) {
        static Optional<Said> of(ClassifiedPost post, List<List<Term>> either, List<Term> wanted, String topic) {
            String text = (post.post().title() + " " + post.post().body()).toLowerCase(Locale.ROOT);
            if (either.stream().noneMatch(terms -> terms.stream().allMatch(term -> term.mayBeIn(text)))) {
                return Optional.empty();
            }
            List<String> title = words(post.post().title());
            List<String> body = words(post.post().body());
            List<String> all = both(title, body);
            if (either.stream().noneMatch(terms -> terms.stream().allMatch(term -> term.isIn(all)))) {
                return Optional.empty();
            }
            int rank = wanted.stream()
                    .mapToInt(term -> (term.isIn(title) ? 10 : 0) + (term.isIn(body) ? 1 : 0))
                    .sum();
            return Optional.of(new Said(post.post(), rank * (post.topic().equals(topic) ? 2 : 1)));
        }
    }

    private static List<String> words(String text) {
        return SPACE.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty() && !STOP.contains(word))
                .map(InMemorySearch::stem)
                .toList();
    }

    private static String stem(String word) {
        for (String ending : ENDINGS) {
            int length = word.length() - ending.length();
            if (length >= STEM && word.endsWith(ending)) {
                return word.substring(0, length);
            }
        }
        return word;
    }
}
