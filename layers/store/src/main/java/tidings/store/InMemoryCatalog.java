package tidings.store;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;

/// The catalog in memory, for tests and priming.
record InMemoryCatalog(InMemoryPostStore stored, InMemoryCommunityStore known, InMemoryLessons lessons)
        implements Catalog {
    private static final Comparator<Position> LATEST_FIRST = Comparator.comparing(Position::created)
            .thenComparing(position -> position.post().value())
            .reversed();

    @Override
    public Statistics statistics() {
        return TopicHours.statistics(stored.hours());
    }

    @Override
    public Accuracy accuracy() {
        Map<String, Checked> checked = new TreeMap<>();
        statistics()
                .topics()
                .forEach((topic, count) -> checked.put(
                        topic, new Checked(count.posts(), lessons.corrected().getOrDefault(topic, 0L))));
        return new Accuracy(checked);
    }

    @Override
    public List<Known> communities(String after, int max) {
        return known.all().stream()
                .filter(one -> one.name().value().compareTo(after) > 0
                        && !UNLISTED.matcher(one.name().value()).find())
                .sorted(Comparator.comparing(Known::name))
                .limit(max)
                .toList();
    }

    @Override
    public Optional<Known> community(Community name) {
        return communities("", Integer.MAX_VALUE).stream()
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    @Override
    public Page posts(Search search, Optional<Position> after, int max) {
        List<ClassifiedPost> found = stored.all().stream()
                .filter(post -> !post.post().adult() && matches(search, post))
                .filter(post -> after.isEmpty() || LATEST_FIRST.compare(Position.of(post), after.get()) > 0)
                .sorted(Comparator.comparing(Position::of, LATEST_FIRST))
                .toList();
        return found.size() > max
                ? new Page(found.subList(0, max), Optional.of(Position.of(found.get(max - 1))))
                : new Page(found, Optional.empty());
    }

    private static boolean matches(Search search, ClassifiedPost post) {
        String words = (post.post().title() + " " + post.post().body()).toLowerCase(Locale.ROOT);
        return search.topic().map(post.topic()::equals).orElse(true)
                && search.community().map(post.post().community()::equals).orElse(true)
                && search.text()
                        .map(text -> words.contains(text.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }
}
