package tidings.api;

import tidings.aws.HttpResponse;
import tidings.domain.Community;
import tidings.store.Catalog;

/// What is known of one community.
record GetSubreddit(Catalog catalog) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/subreddits/{name}", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        return Community.of(request.pathParameter("name"))
                .flatMap(catalog::community)
                .map(SubredditView::of)
                .map(PublicData::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "nothing is known of such a subreddit; /api/subreddits lists those of which posts are known"));
    }
}
