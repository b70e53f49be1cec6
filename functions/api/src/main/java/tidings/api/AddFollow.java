package tidings.api;

import tidings.aws.HttpResponse;
import tidings.follows.Follow;
import tidings.follows.Reading.Understood;
import tidings.store.FollowStore;

/// Follows what a text says. The same text again is the same follow.
record AddFollow(Personal personal) implements Route {
    @Override
    public Operation operation() {
        return new Operation("PUT", "/me/follows", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        Understood understood = personal.read(
                request,
                request.read(PreviewFollow.Wish.class, PreviewFollow.EXAMPLE).text());
        Follow follow = personal.stores()
                .follows()
                .add(Personal.place(request), understood.query())
                .orElseThrow(() -> ProblemException.conflict(
                        "you follow " + FollowStore.MAX + " things, the most that can be stored; remove one first"));
        personal.saveSettings(request, understood);
        return HttpResponse.json(200, FollowView.of(follow));
    }
}
