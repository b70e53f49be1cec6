package tidings.api;

import tidings.aws.HttpResponse;
import tidings.domain.Community;
import tidings.store.Catalog;
import tidings.topics.ShippedTopics;

/// What is known of one community.
record GetSubreddit(Catalog catalog, ShippedTopics shipped) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/api/subreddits/{name}", Access.PUBLIC);
    }

    @Override
    public HttpResponse handle(Request request) {
        return Community.of(request.pathParameter("name"))
                .flatMap(catalog::community)
                .map(known -> SubredditView.of(known, shipped))
                .map(PublicData::of)
                .orElseThrow(() -> ProblemException.notFound(
                        "no posts of this subreddit have been read; /api/subreddits lists those that have"));
    }
}
