package tidings.api;

import tidings.aws.HttpResponse;

/// Follows something no longer; the answer is the same if that was so before.
record DeleteFollow(Personal personal) implements Route {
    @Override
    public Operation operation() {
        return new Operation("DELETE", "/me/follows/{id}", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        boolean _ = personal.stores().follows().remove(Personal.chat(request), FollowView.id(request));
        return HttpResponse.NOTHING;
    }
}
