package tidings.api;

import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.ChatId;
import tidings.follows.Follow;
import tidings.follows.Reading.Understood;
import tidings.store.FollowStore;

/// Changes what a follow is about, pauses it, or lets it go on.
record ChangeFollow(Personal personal) implements Route {
    private static final String EXAMPLE = "{\"text\": \"r/java score>50\", \"paused\": false}";

    private record Change(Optional<String> text, Optional<Boolean> paused) {}

    @Override
    public Operation operation() {
        return new Operation("PUT", "/me/follows/{id}", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        long id = FollowView.id(request);
        Change change = request.read(Change.class, EXAMPLE);
        if (change.text().isEmpty() && change.paused().isEmpty()) {
            throw ProblemException.badRequest("give text or paused, such as " + EXAMPLE);
        }
        FollowStore follows = personal.stores().follows();
        ChatId chat = Personal.chat(request);
        Optional<Follow> follow = follows.find(chat, id);
        if (follow.isPresent() && change.text().isPresent()) {
            Understood understood = personal.read(request, change.text());
            follow = follows.change(chat, id, understood.query());
            personal.saveSettings(request, understood);
        }
        if (follow.isPresent() && change.paused().isPresent()) {
            follow = follows.pause(chat, id, change.paused().get());
        }
        return HttpResponse.json(200, follow.map(FollowView::of).orElseThrow(() -> FollowView.gone(id)));
    }
}
