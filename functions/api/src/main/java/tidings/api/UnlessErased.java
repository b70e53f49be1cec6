package tidings.api;

import tidings.aws.HttpResponse;
import tidings.domain.ChatId;

/// A route that writes something of a person: of a chat that was erased nothing is kept until it begins anew.
record UnlessErased(Personal personal, Route route) implements Route {
    @Override
    public Operation operation() {
        return route.operation();
    }

    /// What was written at the moment of the erasure goes, too.
    @Override
    public HttpResponse handle(Request request) {
        ChatId chat = Personal.chat(request);
        check(chat);
        HttpResponse response = route.handle(request);
        check(chat);
        return response;
    }

    private void check(ChatId chat) {
        if (personal.chats().settle(chat)) {
            personal.stores().chats().forget(chat);
            throw ProblemException.conflict(
                    "everything about this chat was erased; send /start to the bot to begin again");
        }
    }
}
