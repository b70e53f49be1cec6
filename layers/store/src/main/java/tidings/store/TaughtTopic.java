package tidings.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.TopicCursor;
import tidings.domain.TopicPage;

/// Pages of a topic as a chat has it: the shared pages, which are read on where the chat's rules moved posts away,
/// merged with the posts that they moved here. A cursor names a post beside it, so it holds in both.
///
/// @param taught gives a post the topic that the chat has it under
/// @param added posts of other topics that belong here, in any order
/// @param size of a page
record TaughtTopic(
        FeedStore feeds, String topic, UnaryOperator<ClassifiedPost> taught, List<ClassifiedPost> added, int size) {
    /// So many posts are read at once where pages have gaps.
    private static final int READ_ON = 50;

    /// So many times at most; behind that, a list of gaps ends.
    private static final int READS = 10;

    /// @param shared the shared page at the cursor
    TopicPage at(TopicCursor cursor, TopicPage shared) {
        return switch (cursor) {
            case TopicCursor.Top _ -> down(shared, _ -> true);
            case TopicCursor.After(OptionalInt score, PostId post, int _) ->
                down(shared, one -> TopicCursor.compare(one, score, post) < 0);
            case TopicCursor.Before before -> up(before, shared);
        };
    }

    private TopicPage down(TopicPage shared, Predicate<Post> isBelow) {
        List<ClassifiedPost> here = new ArrayList<>(here(shared.posts()));
        TopicPage last = shared;
        for (int reads = 0; here.size() < size && last.more() && reads < READS; reads++) {
            last = feeds.topic(topic, last.next().orElseThrow(), READ_ON).value();
            here.addAll(here(last.posts()));
        }
        Optional<Post> end = last.more() ? Optional.of(last.posts().getLast().post()) : Optional.empty();
        added.stream()
                .filter(one -> isBelow.test(one.post()))
                .filter(one -> end.isEmpty() || isAbove(one.post(), end.get()))
                .forEach(here::add);
        here.sort(TopicPage.BEST_FIRST);
        boolean more = here.size() > size || last.more() && !here.isEmpty();
        return new TopicPage(shared.first(), here.stream().limit(size).toList(), more);
    }

    /// The start of the topic is always the current one.
    private TopicPage up(TopicCursor.Before before, TopicPage shared) {
        Predicate<Post> isBefore = post -> TopicCursor.compare(post, before.score(), before.post()) > 0;
        List<ClassifiedPost> here = new ArrayList<>(here(shared.posts()));
        TopicPage first = shared;
        for (int reads = 0; here.size() < size && first.previous().isPresent() && reads < READS; reads++) {
            first = feeds.topic(topic, first.previous().get(), READ_ON).value();
            here.addAll(here(first.posts()));
        }
        boolean isAll = first.previous().isEmpty();
        Optional<Post> start =
                isAll ? Optional.empty() : Optional.of(first.posts().getFirst().post());
        added.stream()
                .filter(one -> start.isEmpty() || isAbove(start.get(), one.post()))
                .forEach(here::add);
        List<ClassifiedPost> above = here.stream()
                .filter(one -> isBefore.test(one.post()))
                .distinct()
                .sorted(TopicPage.BEST_FIRST)
                .toList();
        if (isAll && above.size() <= size) {
            return down(feeds.topic(topic, new TopicCursor.Top(), size).value(), _ -> true);
        }
        return new TopicPage(
                Math.max(1, before.rank() - size), above.subList(Math.max(0, above.size() - size), above.size()), true);
    }

    private List<ClassifiedPost> here(List<ClassifiedPost> shared) {
        return shared.stream()
                .map(taught)
                .filter(post -> post.topic().equals(topic))
                .toList();
    }

    private static boolean isAbove(Post one, Post other) {
        return TopicCursor.compare(one, other.score(), other.id()) > 0;
    }
}
