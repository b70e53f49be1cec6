package tidings.store;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.domain.PostId;

/// Saved posts in memory, for tests and priming.
final class InMemorySavedPosts implements SavedPosts {
    private static final Comparator<SavedPost> LATEST = Comparator.comparing(SavedPost::at)
            .thenComparing(post -> post.id().value())
            .reversed();

    private final Map<ChatId, Map<PostId, SavedPost>> saved = new ConcurrentHashMap<>();
    private final PostStore posts;

    InMemorySavedPosts(InMemoryChatRegistry chats, PostStore posts) {
        this.posts = posts;
        chats.onMove(this::move);
        chats.onForget(saved::remove);
        chats.onExport("saved_post", chat -> find(chat, List.of(), 0, MAX).posts());
    }

    @Override
    public boolean save(ChatId chat, SavedPost post) {
        Map<PostId, SavedPost> there = of(chat);
        synchronized (there) {
            if (there.size() >= MAX && !there.containsKey(post.id())) {
                return false;
            }
            there.merge(post.id(), post, (before, now) -> now.note().isEmpty() ? before : withNote(before, now.note()));
            return true;
        }
    }

    private static SavedPost withNote(SavedPost post, String note) {
        return new SavedPost(
                post.id(), post.title(), post.community(), post.topic(), post.permalink(), note, post.at());
    }

    @Override
    public Page find(ChatId chat, List<String> words, int first, int size) {
        List<SavedPost> found = of(chat).values().stream()
                .filter(post -> words.stream().allMatch(word -> contains(post, word)))
                .sorted(LATEST)
                .map(this::withTitle)
                .toList();
        return new Page(
                found.size(), found.subList(Math.min(first, found.size()), Math.min(first + size, found.size())));
    }

    private static boolean contains(SavedPost post, String word) {
        return (post.note() + " " + post.community().map(Community::value).orElse("") + " " + post.topic())
                .toLowerCase(Locale.ROOT)
                .contains(word.toLowerCase(Locale.ROOT));
    }

    private SavedPost withTitle(SavedPost post) {
        return new SavedPost(
                post.id(),
                posts.find(post.id()).map(there -> there.post().title()),
                post.community(),
                post.topic(),
                post.permalink(),
                post.note(),
                post.at());
    }

    @Override
    public Optional<SavedPost> find(ChatId chat, PostId post) {
        return Optional.ofNullable(of(chat).get(post)).map(this::withTitle);
    }

    @Override
    public void remove(ChatId chat, PostId post) {
        of(chat).remove(post);
    }

    private Map<PostId, SavedPost> of(ChatId chat) {
        return saved.computeIfAbsent(chat, _ -> new ConcurrentHashMap<>());
    }

    private void move(ChatId from, ChatId to) {
        Map<PostId, SavedPost> moved = saved.remove(from);
        if (moved != null) {
            moved.forEach(of(to)::putIfAbsent);
        }
    }
}
