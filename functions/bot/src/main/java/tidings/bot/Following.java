package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import tidings.aws.Json;
import tidings.cards.NoticeCards;
import tidings.cards.PostButtons;
import tidings.chats.Chats;
import tidings.delivery.Draft;
import tidings.delivery.FollowCards;
import tidings.delivery.FollowCards.Move;
import tidings.delivery.FollowLines;
import tidings.domain.ChatId;
import tidings.domain.Community;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.store.FollowStore;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists what a chat follows, with buttons to change, pause and remove each.
record Following(FollowStore follows, Chats chats) implements Command {
    private static final int PAGE = 6;
    private static final int MAX_FIRST = FollowStore.MAX * 2;

    /// Shows the list from the follow of a rank on, counted from 0.
    static final ButtonAction<Integer> LIST = ButtonAction.ofNumber("following", MAX_FIRST);

    /// Says how to change a follow.
    static final ButtonAction<Long> EDIT = ButtonAction.ofId("edit");

    static final ButtonAction<Long> PAUSE = ButtonAction.ofId("pause");
    static final ButtonAction<Long> RESUME = ButtonAction.ofId("resume");
    static final ButtonAction<Long> REMOVE = ButtonAction.ofId("remove");

    @Override
    public String word() {
        return "following";
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        return list(call, 0);
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(LIST, this::list).ofChannel(),
                new Press<>(
                                PostButtons.FOLLOW,
                                (call, id) ->
                                        item(call, follows.find(call.target().chat(), id)))
                        .ofChannel(this::isNotOwn),
                new Press<>(EDIT, this::edit).ofChannel(this::isNotOwn),
                Press.change(
                                PAUSE,
                                (call, id) ->
                                        item(call, follows.pause(call.target().chat(), id, true)))
                        .ofChannel(this::isNotOwn),
                Press.change(
                                RESUME,
                                (call, id) ->
                                        item(call, follows.pause(call.target().chat(), id, false)))
                        .ofChannel(this::isNotOwn),
                Press.change(REMOVE, this::remove).ofChannel(this::isNotOwn),
                Press.change(FollowCards.MOVE, this::move).ofChannel((call, move) -> isNotOwn(call, move.follow())),
                Press.change(NoticeCards.UNFOLLOW, this::unfollow),
                Press.change(
                        NoticeCards.KEEP,
                        (call, community) -> Reply.text(call.texts().get("notice.kept", community.label()))));
    }

    /// What a private chat follows itself, it goes on getting with its buttons.
    private boolean isNotOwn(Call call, long id) {
        return follows.find(call.origin().chat(), id).isEmpty();
    }

    private Reply list(Call call, int from) {
        Texts texts = call.texts();
        List<Follow> all = follows.of(call.target().chat());
        if (all.isEmpty()) {
            return Reply.text(texts.get("command.following.none"));
        }
        int first = Math.min(from, (all.size() - 1) / PAGE * PAGE);
        List<Follow> page = all.subList(first, Math.min(first + PAGE, all.size()));
        FollowLines lines = new FollowLines(texts);
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(texts.get("command.following.title", all.size())));
        List<Button> numbers = new ArrayList<>();
        IntStream.range(0, page.size()).forEach(i -> {
            String number = Integer.toString(first + i + 1);
            text.add(number + ". " + (page.get(i).paused() ? "⏸ " : "")
                    + lines.query(page.get(i).query()));
            numbers.add(PostButtons.FOLLOW.button(number, page.get(i).id()));
        });
        text.add("\n" + texts.get("command.following.choose"));
        List<Button> turn = new ArrayList<>();
        if (first > 0) {
            turn.add(LIST.button(texts.get("button.previous"), first - PAGE));
        }
        if (first + PAGE < all.size()) {
            turn.add(LIST.button(texts.get("button.next"), first + PAGE));
        }
        return new Reply.Show(new Card(text.toString(), turn.isEmpty() ? List.of(numbers) : List.of(numbers, turn)));
    }

    private Reply item(Call call, Optional<Follow> found) {
        Texts texts = call.texts();
        if (found.isEmpty()) {
            return gone(call);
        }
        Follow follow = found.get();
        String paused = follow.paused() ? "\n" + texts.get("command.following.paused") : "";
        Button pause = follow.paused()
                ? RESUME.button(texts.get("command.following.resume"), follow.id())
                : PAUSE.button(texts.get("command.following.pause"), follow.id());
        List<List<Button>> rows = new ArrayList<>();
        if (follow.query().about().isPresent()) {
            rows.add(FollowCards.moves(follow.id(), texts));
        }
        rows.add(List.of(EDIT.button(texts.get("command.follow.change"), follow.id()), pause));
        rows.add(List.of(REMOVE.button(texts.get("command.following.remove"), follow.id()), all(texts)));
        return new Reply.Show(new Card(new FollowLines(texts).query(follow.query()) + paused, rows));
    }

    private static Button all(Texts texts) {
        return LIST.button(texts.get("command.following.all"), 0);
    }

    /// As somebody else may have removed it since.
    private Reply gone(Call call) {
        return Reply.both(new Reply.Toast(call.texts().get("command.following.gone")), list(call, 0));
    }

    private Reply edit(Call call, long id) {
        Optional<Draft> draft = follows.find(call.target().chat(), id).map(Draft::changing);
        return draft.isEmpty()
                ? gone(call)
                : new Reply.Show(
                        new FollowCards(call.texts(), call.now()).change(keep(call, draft.get()), draft.get()));
    }

    private String keep(Call call, Draft draft) {
        String id = call.origin().cause();
        chats.saveDraft(call.origin().chat(), id, Json.write(draft));
        return id;
    }

    private Reply move(Call call, Move move) {
        ChatId chat = call.target().chat();
        Texts texts = call.texts();
        Optional<FollowQuery> before = follows.find(chat, move.follow()).map(Follow::query);
        Optional<FollowQuery> after = before.flatMap(query -> query.wider(move.steps()));
        if (after.isEmpty()) {
            return new Reply.Toast(texts.get("command.following.gone"));
        }
        boolean more = move.steps() > 0;
        if (after.equals(before)) {
            return new Reply.Toast(texts.get(more ? "command.following.more-end" : "command.following.fewer-end"));
        }
        follows.change(chat, move.follow(), after.get());
        return new Reply.Toast(texts.get(more ? "command.following.more" : "command.following.fewer"));
    }

    /// Ends what the place follows of a community; what follows others, too, goes on with those.
    private Reply unfollow(Call call, Community community) {
        ChatId chat = call.target().chat();
        Origin origin = new Origin.OfCommunity(community);
        follows.of(chat).stream()
                .filter(follow -> follow.place().equals(call.target())
                        && follow.query().origins().contains(origin))
                .forEach(follow -> {
                    List<Origin> others = follow.query().origins().stream()
                            .filter(other -> !other.equals(origin))
                            .toList();
                    if (others.isEmpty()) {
                        follows.remove(chat, follow.id());
                    } else {
                        follows.change(chat, follow.id(), follow.query().withOrigins(others));
                    }
                });
        return new Reply.Show(new Card(
                call.texts().get("notice.unfollowed", community.label()), List.of(List.of(all(call.texts())))));
    }

    /// What is needed to undo it is kept first.
    private Reply remove(Call call, long id) {
        ChatId chat = call.target().chat();
        Texts texts = call.texts();
        Optional<Follow> follow = follows.find(chat, id);
        if (follow.isEmpty()) {
            return gone(call);
        }
        String draft = keep(call, Draft.of(follow.get()));
        follows.remove(chat, id);
        return new Reply.Show(new Card(
                texts.get(
                        "command.following.removed",
                        new FollowLines(texts).query(follow.get().query())),
                List.of(List.of(FollowCards.SAVE.button(texts.get("command.following.undo"), draft), all(texts)))));
    }
}
