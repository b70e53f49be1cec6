package tidings.api;

import java.time.Duration;
import java.util.List;
import tidings.aws.HttpResponse;
import tidings.store.BriefStore.Wanted;

/// What a person's follows wanted of the last 48 hours, each with its rank: a pace brings the best of them.
record GetWanted(Personal personal) implements Route {
    private static final Duration LOOKED_BACK = Duration.ofHours(48);
    private static final int MAX = 300;

    /// @param rank from 0 to 1
    /// @param skipped false if it came, or is to come
    private record Ranked(PostView post, float rank, boolean skipped) {
        static Ranked of(Wanted wanted) {
            return new Ranked(PostView.of(wanted.post()), wanted.rank(), wanted.skipped());
        }
    }

    private record View(long hours, List<Ranked> posts) {}

    @Override
    public Operation operation() {
        return new Operation("GET", "/me/posts", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        List<Wanted> wanted = personal.stores()
                .briefs()
                .wanted(Personal.place(request), personal.clock().instant().minus(LOOKED_BACK), MAX);
        return HttpResponse.json(
                200,
                new View(LOOKED_BACK.toHours(), wanted.stream().map(Ranked::of).toList()));
    }
}
