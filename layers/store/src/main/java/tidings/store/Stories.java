package tidings.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.selection.StoryKeys;

import static tidings.store.PostRows.at;

/// Which story each new post tells; a story is named after its first post. A place gets a story once.
final class Stories {
    private Stories() {}

    /// The keys of stories.
    interface Keys {
        /// Notes whose keys these are, except for those that are another story's already. Returns whose each one
        /// is.
        Map<String, String> claim(SortedMap<String, String> stories);

        /// The first posts of stories, as far as they are stored.
        List<Post> firsts(Set<String> stories);

        /// Gives keys to the stories that they turned out to be of.
        void move(Map<String, String> stories);
    }

    static Map<PostId, String> assign(Keys known, List<ClassifiedPost> newPosts, Meant meant) {
        Map<String, Post> posts = newPosts.stream()
                .collect(Collectors.toMap(
                        post -> post.post().id().value(), ClassifiedPost::post, (one, _) -> one, TreeMap::new));
        Map<String, StoryKeys> keys = new HashMap<>();
        SortedMap<String, String> claims = new TreeMap<>();
        posts.forEach((id, post) -> {
            keys.put(id, StoryKeys.of(post, meant.same().getOrDefault(post.id(), Set.of())));
            keys.get(id).all().forEach(key -> claims.putIfAbsent(key, id));
        });
        Map<String, String> owners = known.claim(claims);
        Map<String, Post> firsts = known.firsts(Set.copyOf(owners.values())).stream()
                .collect(Collectors.toMap(first -> first.id().value(), Function.identity()));
        firsts.putAll(posts);
        Map<String, String> stories = new HashMap<>();
        posts.forEach((id, post) -> {
            Stream<String> certain = keys.get(id).certain().stream().map(owners::get);
            Stream<String> likely = keys.get(id).likely().stream()
                    .map(owners::get)
                    .distinct()
                    .filter(story -> !story.equals(id)
                            && firsts.containsKey(story)
                            && StoryKeys.isLike(post, firsts.get(story)));
            stories.put(
                    id,
                    Stream.concat(certain, likely)
                            .map(story -> stories.getOrDefault(story, story))
                            .filter(story -> !story.equals(id))
                            .findFirst()
                            .orElse(id));
        });
        known.move(owners.entrySet().stream()
                .filter(owner -> !stories.getOrDefault(owner.getValue(), owner.getValue())
                        .equals(owner.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, owner -> stories.get(owner.getValue()))));
        return stories.entrySet().stream()
                .collect(Collectors.toMap(story -> new PostId(story.getKey()), Map.Entry::getValue));
    }

    /// @param handle in the transaction that stores the posts
    record InPostgres(Handle handle, Instant seenAt) implements Keys {
        /// In the order of the keys, so that no two transactions wait for each other.
        @Override
        public Map<String, String> claim(SortedMap<String, String> stories) {
            return bind(handle.createQuery("""
                            insert into story_key (key, story, seen_at)
                            select key, story, :seen::timestamptz
                            from unnest(:keys::text[], :stories::text[]) as new (key, story) order by key
                            on conflict (key) do update set
                                seen_at = greatest(story_key.seen_at, excluded.seen_at)
                            returning key, story"""), stories)
                    .bind("seen", at(seenAt))
                    .map((row, _) -> Map.entry(row.getString("key"), row.getString("story")))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public List<Post> firsts(Set<String> stories) {
            return PostRows.read(handle, stories).stream()
                    .map(ClassifiedPost::post)
                    .toList();
        }

        @Override
        public void move(Map<String, String> stories) {
            if (!stories.isEmpty()) {
                Update move = handle.createUpdate("""
                        update story_key set story = new.story
                        from unnest(:keys::text[], :stories::text[]) as new (key, story)
                        where story_key.key = new.key""");
                bind(move, stories).execute();
            }
        }

        private static <S extends SqlStatement<S>> S bind(S statement, Map<String, String> stories) {
            List<Map.Entry<String, String>> entries = List.copyOf(stories.entrySet());
            return statement
                    .bindArray(
                            "keys",
                            String.class,
                            entries.stream().map(Map.Entry::getKey).toArray())
                    .bindArray(
                            "stories",
                            String.class,
                            entries.stream().map(Map.Entry::getValue).toArray());
        }
    }

    /// In memory, for tests and priming. Not thread-safe.
    record InMemory(Map<String, String> known, Function<PostId, Stream<ClassifiedPost>> posts) implements Keys {
        @Override
        public Map<String, String> claim(SortedMap<String, String> stories) {
            stories.forEach(known::putIfAbsent);
            return stories.keySet().stream().collect(Collectors.toMap(Function.identity(), known::get));
        }

        @Override
        public List<Post> firsts(Set<String> stories) {
            return stories.stream()
                    .flatMap(story -> posts.apply(new PostId(story)))
                    .map(ClassifiedPost::post)
                    .toList();
        }

        @Override
        public void move(Map<String, String> stories) {
            known.putAll(stories);
        }
    }
}
