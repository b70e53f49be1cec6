package tidings.bot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tidings.aws.Json;
import tidings.bot.Interaction.Attachment;
import tidings.cards.CommunitiesCards;
import tidings.cards.PostButtons;
import tidings.cards.PostCards;
import tidings.chats.Chats;
import tidings.domain.Community;
import tidings.domain.Feed;
import tidings.domain.Period;
import tidings.domain.RedditLink;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.PendingCard.Communities;
import tidings.messages.TelegramCall.FileContent;
import tidings.messages.TelegramResult;
import tidings.store.FeedStore;
import tidings.store.FeedStore.StoredFeed;
import tidings.store.FollowStore;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;

/// Takes over what somebody follows elsewhere: a file, links, or somebody's custom feed. Nothing is saved before
/// somebody says so.
///
/// @param top fetches a custom feed
record Import(FollowStore follows, FeedStore feeds, Chats chats, Preferences preferences, Top top) implements Command {
    static final String WORD = "import";

    /// So much of what a person wrote is quoted.
    private static final int QUOTED = 40;

    /// Follow all of a draft.
    static final ButtonAction<String> TAKE = ButtonAction.ofText("import");

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(Press.change(TAKE, this::take), Press.change(PostButtons.TAKE_FEED, this::take));
    }

    @Override
    public Reply run(Call call) {
        Optional<Attachment> file = call.file();
        if (file.isPresent()) {
            return file.get().size() > FileContent.MAX
                    ? tooLarge(call)
                    : new Reply.Ask(WORD, new FileContent(file.get().id()), Map.of());
        }
        String list = call.arguments().isEmpty()
                ? call.repliedTo().map(Interaction.Replied::text).orElse("")
                : call.arguments();
        Optional<Community> custom = RedditLink.parse(list)
                .flatMap(RedditLink::named)
                .filter(community -> community.value().contains("/"));
        if (custom.isPresent()) {
            return top.fetch(
                    call,
                    new Feed(custom.get(), Period.MONTH),
                    call.pending(call.card()).with(new Communities()),
                    new CommunitiesCards(new PostCards(call.texts())));
        }
        return list.isEmpty()
                ? Reply.text(call.texts().get("command.import.missing"))
                : offer(call, () -> ImportReader.read(list));
    }

    @Override
    public Reply resume(Call call, TelegramResult result, Map<String, String> context) {
        return switch (result) {
            case TelegramResult.File file ->
                file.unpacked()
                        .map(content -> offer(call, () -> ImportReader.read(content)))
                        .orElseGet(() -> tooLarge(call));
            case TelegramResult.Failed _,
                    TelegramResult.Member _,
                    TelegramResult.OwnRights _,
                    TelegramResult.Channel _,
                    TelegramResult.ForumTopic _,
                    TelegramResult.Sent _ -> Reply.text(call.texts().get("command.import.no-file"));
        };
    }

    private static Reply tooLarge(Call call) {
        return Reply.text(call.texts().get("command.import.too-large", FileContent.MAX >> 20));
    }

    @FunctionalInterface
    private interface Reading {
        Imported read() throws BadImportException;
    }

    private Reply offer(Call call, Reading reading) {
        Imported imported;
        try {
            imported = reading.read();
        } catch (BadImportException e) {
            String key = "command.import.bad."
                    + e.problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return Reply.text(call.texts().get(key, Html.line(e.place, QUOTED)));
        }
        List<FollowQuery> taken =
                imported.queries().stream().limit(FollowStore.MAX).toList();
        String draft = call.origin().cause();
        if (!taken.isEmpty()) {
            chats.saveDraft(call.origin().chat(), draft, Json.write(taken));
        }
        String text = new ImportLines(call.texts()).of(imported, FollowStore.MAX);
        return new Reply.Show(
                taken.isEmpty()
                        ? Card.of(text)
                        : new Card(
                                text,
                                List.of(List.of(TAKE.button(call.texts().get("import.take", taken.size()), draft)))));
    }

    private Reply take(Call call, String draft) {
        return chats.draft(call.origin().chat(), draft)
                .map(json -> follow(call, List.of(Json.read(json, FollowQuery[].class))))
                .orElseGet(() -> Reply.oldButton(call));
    }

    private Reply take(Call call, Feed feed) {
        return feeds.page(feed, 0, CommunitiesCards.POSTS).value() instanceof StoredFeed.Page(var page)
                ? follow(
                        call,
                        CommunitiesCards.of(page).stream()
                                .map(community -> FollowQuery.of(new Origin.OfCommunity(community)))
                                .toList())
                : Reply.oldButton(call);
    }

    /// Can be repeated: what is followed already is no second follow.
    private Reply follow(Call call, List<FollowQuery> queries) {
        List<FollowQuery> left = new ArrayList<>(queries);
        while (!left.isEmpty()
                && follows.add(call.origin().place(), left.getFirst()).isPresent()) {
            left.removeFirst();
        }
        preferences.save(call, UnaryOperator.identity());
        String taken = call.texts().get("command.import.taken", queries.size() - left.size());
        String text = left.isEmpty()
                ? taken
                : taken + "\n" + call.texts().get("command.import.full", left.size(), FollowStore.MAX);
        Reply shown = new Reply.Show(new Card(
                text, List.of(List.of(Following.LIST.button(call.texts().get("command.following.all"), 0)))));
        return left.size() < queries.size() ? Reply.did(Kind.FOLLOWED, shown) : shown;
    }
}
