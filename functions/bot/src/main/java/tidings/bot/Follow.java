package tidings.bot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.cards.FeedCards;
import tidings.chats.Chats;
import tidings.delivery.Draft;
import tidings.delivery.FollowCards;
import tidings.delivery.FollowCards.Choice;
import tidings.delivery.FollowLines;
import tidings.delivery.PreviewCards;
import tidings.delivery.Previews;
import tidings.delivery.Previews.Preview;
import tidings.domain.Community;
import tidings.domain.Place;
import tidings.follows.FollowNames;
import tidings.follows.FollowParser;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.follows.Reading.Unclear;
import tidings.follows.Reading.Understood;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.messages.PendingCard;
import tidings.messages.PendingCard.FollowPreview;
import tidings.preferences.ChatSettings;
import tidings.store.FollowStore;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;

/// Follows what somebody describes, once they saw what that brings and saved it.
///
/// @param top fetches what a preview needs
record Follow(
        FollowParser parser,
        KnownCommunities known,
        Topic topics,
        Previews previews,
        FollowStore follows,
        Chats chats,
        Preferences preferences,
        Settings settings,
        Top top)
        implements Command {
    static final String WORD = "follow";

    private static final Pattern CHANGE =
            Pattern.compile(FollowCards.CHANGES + "(\\d{1,18})(?: (.*))?", Pattern.DOTALL);
    private static final int NEAREST = 3;
    private static final int QUOTED = 80;

    /// Shows what following a text would bring, in the form of [tidings.follows.FollowText].
    static final ButtonAction<String> FOLLOW = ButtonAction.ofText("follow");

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(FOLLOW, (call, text) -> run(call.with(text))).ofChannel(),
                new Press<>(FollowCards.STEP, this::step).ofChannel(),
                Press.change(FollowCards.SAVE, this::save).ofChannel());
    }

    @Override
    public boolean forChannel() {
        return true;
    }

    @Override
    public Reply run(Call call) {
        if (call.arguments().isEmpty()) {
            return Reply.text(call.texts().get("command.follow.missing"));
        }
        Matcher change = CHANGE.matcher(call.arguments());
        boolean changes = change.matches();
        String text = changes ? Optional.ofNullable(change.group(2)).orElse("") : call.arguments();
        OptionalLong replaces = changes ? OptionalLong.of(Long.parseLong(change.group(1))) : OptionalLong.empty();
        if (changes && follows.find(call.target().chat(), replaces.getAsLong()).isEmpty()) {
            return Reply.text(call.texts().get("command.following.gone"));
        }
        return switch (parser.parse(text, names(call), call.settings().get(ChatSettings.QUIET))) {
            case Understood understood -> preview(call, Draft.of(understood, replaces));
            case Unclear(var problem, String part) -> {
                String key = "command.follow.unclear."
                        + (part.contains("/m/")
                                ? "custom"
                                : problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                yield Reply.text(call.texts().get(key, Html.line(part, QUOTED)));
            }
        };
    }

    private FollowNames names(Call call) {
        Set<Community> followed = known.followed();
        return new FollowNames(
                typed -> topics.find(typed, call.texts()),
                community -> known.isShipped(community) || followed.contains(community));
    }

    private Reply preview(Call call, Draft draft) {
        return preview(call, call.origin().cause(), draft);
    }

    /// What is not stored is read, once, and then shown by the same card; so is what a phrase means.
    private Reply preview(Call call, String id, Draft drafted) {
        Draft draft = encoded(drafted);
        if (draft.unknown().isPresent()) {
            FollowPreview asked = new FollowPreview(
                    id,
                    Json.write(draft),
                    List.of(),
                    heading(call),
                    call.channel().map(Channel::chat));
            keep(call, id, draft.on(call.card()));
            return new Reply.Encode(
                    draft.unknown().get(),
                    call.pending(call.card()).with(asked),
                    cards(call).encoding(asked, "command.follow.encoding"));
        }
        Preview preview = previews.of(call.target().chat(), draft.query(), call.now());
        FollowPreview asked = new FollowPreview(
                id,
                Json.write(draft),
                unknown(draft.query(), preview)
                        .map(name -> known.nearest(name.value(), call.adult(), NEAREST))
                        .orElseGet(List::of),
                heading(call),
                call.channel().map(Channel::chat));
        if (preview.refused().isEmpty() && !preview.unread().isEmpty()) {
            PendingCard card = call.pending(call.card()).with(asked);
            FeedCards cards =
                    new PreviewCards(call.texts(), previews, call.target().chat(), asked, call.now());
            if (top.fetch(call, Previews.feed(preview.unread()), card, cards) instanceof Reply.Fetch fetch) {
                keep(call, id, draft.on(call.card()));
                return fetch;
            }
        }
        keep(call, id, draft);
        return new Reply.Show(cards(call).preview(asked, preview));
    }

    private static String heading(Call call) {
        return call.channel().map(Channel::heading).orElse("");
    }

    /// With what its phrase means, if that is known.
    private Draft encoded(Draft draft) {
        return draft.unknown()
                .flatMap(previews.posts().posts()::meaning)
                .map(draft::meaning)
                .orElse(draft);
    }

    private void keep(Call call, String id, Draft draft) {
        chats.saveDraft(call.origin().chat(), id, Json.write(draft));
    }

    private static FollowCards cards(Call call) {
        return new FollowCards(call.texts(), call.now());
    }

    /// The only community of a query, if nobody knows it.
    private Optional<Community> unknown(FollowQuery query, Preview preview) {
        return query.origins().size() == 1 && query.origins().getFirst() instanceof Origin.OfCommunity(Community name)
                ? Optional.of(name)
                        .filter(_ -> preview.refused().containsKey(name)
                                || preview.unread().contains(name) && !known.isShipped(name))
                : Optional.empty();
    }

    private Reply step(Call call, Choice choice) {
        return draft(call, choice.draft())
                .map(draft -> shown(draft, step(draft.card().map(call::under).orElse(call), choice, draft)))
                .orElseGet(() -> Reply.oldButton(call));
    }

    private Reply step(Call call, Choice choice, Draft draft) {
        return switch (choice.step()) {
            case PREVIEW -> preview(call, choice.draft(), draft);
            case CHANGE -> new Reply.Show(cards(call).change(choice.draft(), draft));
            case CANCEL -> Reply.text(call.texts().get("command.follow.cancelled"));
            case NAME ->
                preview(
                        call,
                        draft,
                        Community.of(choice.name())
                                .map(name -> draft.query().withOrigins(List.of(new Origin.OfCommunity(name)))));
            case OTHERWISE -> preview(call, draft, draft.otherwise());
            case WIDER -> preview(call, draft, draft.query().wider(1));
            case NARROWER -> preview(call, draft, draft.query().wider(-1));
        };
    }

    private Reply preview(Call call, Draft draft, Optional<FollowQuery> other) {
        return other.map(query -> preview(call, draft.with(query))).orElseGet(() -> Reply.oldButton(call));
    }

    private Optional<Draft> draft(Call call, String id) {
        return chats.draft(call.origin().chat(), id).map(json -> Json.read(json, Draft.class));
    }

    /// On the card that waits for what the draft would bring, if one does: then it waits no more.
    private static Reply shown(Draft draft, Reply reply) {
        return switch (reply) {
            case Reply.Show(Card card)
            when draft.card().isPresent() -> new Reply.On(draft.card().get(), card);
            case Reply.Several(List<Reply> replies) ->
                new Reply.Several(replies.stream().map(one -> shown(draft, one)).toList());
            case Reply other -> other;
        };
    }

    private Reply save(Call call, String id) {
        return draft(call, id)
                .map(this::encoded)
                .map(draft -> shown(draft, draft.unknown().isPresent() ? preview(call, id, draft) : save(call, draft)))
                .orElseGet(() -> Reply.oldButton(call));
    }

    private Reply save(Call call, Draft draft) {
        Optional<tidings.follows.Follow> saved = saved(call.target(), draft);
        if (saved.isEmpty()) {
            return Reply.text(
                    draft.replaces().isPresent()
                            ? call.texts().get("command.following.gone")
                            : call.texts().get("command.follow.full", FollowStore.MAX));
        }
        if (draft.paused()) {
            follows.pause(call.target().chat(), saved.get().id(), true);
        }
        SettingCards chosen = settings.cards(call, preferences.save(call, draft::over));
        FollowLines lines = new FollowLines(call.texts());
        StringJoiner text = new StringJoiner("\n");
        text.add(call.texts().get("command.follow.saved", lines.query(draft.query())));
        Stream.of(lines.settings(draft)).filter(line -> !line.isEmpty()).forEach(text::add);
        chosen.nextBrief().filter(_ -> draft.hasSettings()).ifPresent(text::add);
        Card card = new Card(
                text.toString(),
                List.of(List.of(Following.LIST.button(call.texts().get("command.following.all"), 0))));
        return Reply.did(Kind.FOLLOWED, new Reply.Show(card));
    }

    private Optional<tidings.follows.Follow> saved(Place place, Draft draft) {
        return draft.replaces().isPresent()
                ? follows.change(place.chat(), draft.replaces().getAsLong(), draft.query())
                : follows.add(place, draft.query());
    }
}
