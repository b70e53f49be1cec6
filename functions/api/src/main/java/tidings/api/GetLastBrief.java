package tidings.api;

import java.time.Instant;
import java.util.List;
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

    private record View(Instant dueAt, Part sent, Part leftOut) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/me/briefs/last", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        Place place = Personal.place(request);
        BriefStore briefs = personal.stores().briefs();
        Instant dueAt = briefs.last(place.chat())
                .orElseThrow(() -> ProblemException.notFound("you got no brief in the last days"));
        Page sent = briefs.page(place, dueAt, false, 0, MAX);
        Page leftOut = briefs.page(place, dueAt, true, 0, MAX);
        return HttpResponse.json(200, new View(dueAt, part(sent.sent(), sent), part(sent.skipped(), leftOut)));
    }

    private static Part part(int total, Page page) {
        return new Part(
                total,
                page.items().stream().map(item -> PostView.of(item.post())).toList());
    }
}
