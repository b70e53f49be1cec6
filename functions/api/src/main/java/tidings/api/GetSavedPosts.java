package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.Community;
import tidings.store.SavedPosts;
import tidings.store.SavedPosts.SavedPost;

/// What a person logged: the posts that they saved with notes, the latest first.
record GetSavedPosts(Personal personal) implements Route {
    private static final int SIZE = 50;
    private static final int MAX_TEXT = 100;

    /// @param total how many were found, on all pages
    private record Found(int total, List<View> posts) {}

    /// @param title null once the post is no longer stored
    private record View(
            String id,
            Optional<String> title,
            Optional<String> subreddit,
            String topic,
            String permalink,
            String note,
            Instant savedAt) {
        static View of(SavedPost saved) {
            return new View(
                    saved.id().value(),
                    saved.title(),
                    saved.community().map(Community::value),
                    saved.topic(),
                    saved.permalink(),
                    saved.note(),
                    saved.at());
        }
    }

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/food", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        List<String> words = request.query()
                .text("q", MAX_TEXT)
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
        SavedPosts.Page found = personal.stores()
                .saved()
                .find(Personal.chat(request), words, request.query().integer("first", 0, SavedPosts.MAX, 0), SIZE);
        return HttpResponse.json(
                200,
                new Found(found.total(), found.posts().stream().map(View::of).toList()));
    }
}
