package tidings.store;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Decider;
import tidings.store.DeliveryStore.Follower;

/// New posts whose followers have not all been looked at, in memory. Not thread-safe.
final class InMemoryFanOut {
    private static final Logger LOG = LoggerFactory.getLogger(InMemoryFanOut.class);

    private final FollowStore follows;
    private final InMemoryPostStore posts;
    private final InMemoryLessons lessons;
    private final Map<PostId, NewPost> newPosts = new LinkedHashMap<>();
    private final Map<String, String> storyKeys = new HashMap<>();
    private final Map<PostId, NextLook> looks = new HashMap<>();

    /// @param after the last follow that was looked at
    record NewPost(
            PostId id, String story, float rank, List<Origin> origins, long after, Instant seenAt, Instant turn) {
        NewPost at(long after, Instant turn) {
            return new NewPost(id, story, rank, origins, after, seenAt, turn);
        }

        NewPost of(String story) {
            return new NewPost(id, story, rank, origins, after, seenAt, FanOut.turn(seenAt));
        }
    }

    InMemoryFanOut(FollowStore follows, InMemoryPostStore posts, InMemoryLessons lessons) {
        this.follows = follows;
        this.posts = posts;
        this.lessons = lessons;
    }

    /// @param best whether the posts are the best of their communities
    /// @param turn when their followers are looked at
    void note(
            List<ClassifiedPost> stored,
            Set<PostId> fresh,
            Map<PostId, Double> ranks,
            Meant meant,
            Instant seenAt,
            boolean best,
            Instant turn) {
        List<ClassifiedPost> followed = FanOut.fresh(stored, seenAt).stream()
                .filter(post -> fresh.contains(post.post().id()) || isGrown(post.post(), best))
                .filter(post -> !follows.followers(origins(post), 0, 1).isEmpty())
                .toList();
        Map<PostId, String> stories =
                Stories.assign(new Stories.InMemory(storyKeys, id -> posts.find(id).stream()), followed, meant);
        for (ClassifiedPost post : followed) {
            PostId id = post.post().id();
            looks.remove(id);
            newPosts.putIfAbsent(
                    id, new NewPost(id, stories.get(id), ranks.get(id).floatValue(), origins(post), 0, seenAt, turn));
        }
    }

    /// Lets go of posts that were noted to be held.
    void release(List<PostId> noted, Meant meant, Instant seenAt) {
        List<NewPost> held = noted.stream()
                .map(newPosts::get)
                .filter(post -> post != null && post.turn.equals(FanOut.held(seenAt)))
                .toList();
        List<ClassifiedPost> told = held.stream()
                .filter(post -> meant.same().containsKey(post.id))
                .flatMap(post -> posts.find(post.id).stream())
                .toList();
        Map<PostId, String> stories =
                Stories.assign(new Stories.InMemory(storyKeys, id -> posts.find(id).stream()), told, meant);
        held.forEach(post -> newPosts.put(post.id, post.of(stories.getOrDefault(post.id, post.story))));
    }

    private boolean isGrown(Post post, boolean best) {
        return !newPosts.containsKey(post.id())
                && looks.containsKey(post.id())
                && looks.get(post.id()).isDue(post, best);
    }

    /// With the topics that somebody's rules give it.
    private List<Origin> origins(ClassifiedPost post) {
        return Stream.concat(
                        Origin.of(post).stream(),
                        lessons.topics(post.post()).stream().map(Origin.OfTopic::new))
                .toList();
    }

    /// Expands the next page of the post whose turn it is.
    boolean expand(
            int max,
            Instant now,
            Decider decider,
            Function<Follow, ChatSettings> settings,
            ToDoubleFunction<Follow> threshold,
            BiConsumer<NewPost, Decided> deliver) {
        Optional<NewPost> next = newPosts.values().stream()
                .filter(post -> !post.turn.isAfter(now))
                .min(Comparator.comparing(NewPost::turn));
        next.ifPresent(post -> posts.find(post.id)
                .ifPresentOrElse(
                        there -> expand(post, there, max, now, decider, settings, threshold)
                                .forEach(one -> deliver.accept(post, one)),
                        () -> newPosts.remove(post.id)));
        return next.isPresent();
    }

    private List<Decided> expand(
            NewPost next,
            ClassifiedPost post,
            int max,
            Instant now,
            Decider decider,
            Function<Follow, ChatSettings> settings,
            ToDoubleFunction<Follow> threshold) {
        List<Follow> page = follows.followers(next.origins, next.after, max);
        List<Follower> followers = page.stream()
                .map(follow -> new Follower(
                        follow,
                        settings.apply(follow),
                        (float) threshold.applyAsDouble(follow),
                        lessons.topic(follow.place().chat(), post.post())))
                .toList();
        List<Decided> decided;
        try {
            decided = decider.decide(
                    post, Optional.ofNullable(posts.meanings(List.of(next.id)).get(next.id)), next.rank, followers);
        } catch (RuntimeException e) {
            LOG.error("who wants post {} cannot be decided now", next.id, e);
            newPosts.put(next.id, next.at(next.after, now.plus(DeliveryStore.PAUSE)));
            return List.of();
        }
        looks.merge(next.id, NextLook.of(post.post(), followers, decided), NextLook::and);
        if (page.size() == max) {
            newPosts.put(next.id, next.at(page.getLast().id(), next.turn));
        } else {
            newPosts.remove(next.id);
        }
        return DeliveryRows.onePerPlace(decided);
    }

    Optional<Instant> oldest() {
        return newPosts.values().stream().map(NewPost::seenAt).min(Comparator.naturalOrder());
    }
}
