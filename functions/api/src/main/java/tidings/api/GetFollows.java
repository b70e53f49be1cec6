package tidings.api;

import tidings.aws.HttpResponse;

/// What a person follows, the oldest first.
record GetFollows(Personal personal) implements Route {
    @Override
    public Operation operation() {
        return new Operation("GET", "/me/follows", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(
                200,
                personal.stores().follows().of(Personal.chat(request)).stream()
                        .map(FollowView::of)
                        .toList());
    }
}
