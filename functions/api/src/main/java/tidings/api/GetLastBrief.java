package tidings.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.Place;
import tidings.store.BriefStore;
import tidings.store.BriefStore.Page;

/// A person's last brief: what it brought, and what it left out, each as far as it is still stored.
record GetLastBrief(Personal personal) implements Route {
    private static final int MAX = 100;

    /// @param posts at most [#MAX], the best first
    /// @param total how many there were
    private record Part(int total, List<PostView> posts) {}

    private static final Part NONE = new Part(0, List.of());

    /// @param dueAt empty if there was none in the last days
    private record View(Optional<Instant> dueAt, Part sent, Part leftOut) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/me/briefs/last", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        Place place = Personal.place(request);
        BriefStore briefs = personal.stores().briefs();
        return HttpResponse.json(
                200,
                briefs.last(place.chat())
                        .map(dueAt -> {
                            Page sent = briefs.page(place, dueAt, false, 0, MAX);
                            Page leftOut = briefs.page(place, dueAt, true, 0, MAX);
                            return new View(
                                    Optional.of(dueAt), part(sent.sent(), sent), part(sent.skipped(), leftOut));
                        })
                        .orElse(new View(Optional.empty(), NONE, NONE)));
    }

    private static Part part(int total, Page page) {
        return new Part(
                total,
                page.items().stream().map(item -> PostView.of(item.post())).toList());
    }
}
