package tidings.bot;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tidings.aws.Json;
import tidings.cards.PostCards;
import tidings.chats.Chats;
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
import tidings.preferences.ChatSettings;
import tidings.store.FollowStore;
import tidings.telegram.ButtonAction;
import tidings.telegram.CardId;
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
        Top top)
        implements Command {
    static final String WORD = "follow";

    /// Before the id of a follow that is changed: `/follow #12 r/java`.
    static final String CHANGES = "#";

    private static final Pattern CHANGE = Pattern.compile(CHANGES + "(\\d{1,18})(?: (.*))?", Pattern.DOTALL);
    private static final int NEAREST = 3;
    private static final int QUOTED = 80;

    /// What somebody does with a draft before it is saved.
    enum Step {
        PREVIEW,
        CHANGE,
        CANCEL,
        /// With another name for an unknown community.
        NAME,
        /// Read in the other of the two ways in which a single word can be meant.
        OTHERWISE
    }

    /// @param draft its id
    /// @param name for [Step#NAME], else empty
    record Choice(String draft, Step step, String name) {}

    /// Shows what following a text would bring, in the form of [tidings.follows.FollowText].
    static final ButtonAction<String> FOLLOW = new ButtonAction<>("follow", 1, List::of, List::getFirst);

    static final ButtonAction<Choice> STEP = new ButtonAction<>(
            "draft",
            1,
            choice -> List.of(choice.draft(), choice.step().name().toLowerCase(Locale.ROOT), choice.name()),
            fields -> new Choice(fields.get(0), Step.valueOf(fields.get(1).toUpperCase(Locale.ROOT)), fields.get(2)));

    /// Saves the draft of an id.
    static final ButtonAction<String> SAVE = new ButtonAction<>("save", 1, List::of, List::getFirst);

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(FOLLOW, (call, text) -> run(call.with(text))).ofChannel(),
                new Press<>(STEP, this::step).ofChannel(),
                Press.change(SAVE, this::save).ofChannel());
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
        return switch (parser.parse(text, names(call))) {
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
        String id = call.origin().cause();
        chats.saveDraft(call.origin().chat(), id, Json.write(draft));
        return preview(call, id, draft, true);
    }

    /// @param fetched whether what is not stored is fetched; one reading, whose posts are shown beside it
    private Reply preview(Call call, String id, Draft draft, boolean fetched) {
        Preview preview = previews.of(draft.query(), call.now());
        Optional<Community> unknown = unknown(draft.query(), preview);
        List<Community> nearest =
                unknown.map(name -> known.nearest(name.value(), NEAREST)).orElseGet(List::of);
        Reply show = new Reply.Show(new FollowCards(call.texts(), call.now()).preview(id, draft, preview, nearest));
        return fetched && preview.refused().isEmpty() && !preview.unread().isEmpty()
                ? Reply.both(show, fetch(call, preview.unread().getFirst()))
                : show;
    }

    private Reply fetch(Call call, Community community) {
        CardId beside = CardId.ofUpdate(call.origin().cause() + ".posts");
        return top.fetch(call, Previews.feed(community), call.pending(beside), new PostCards(call.texts()))
                        instanceof Reply.Fetch fetch
                ? fetch
                : new Reply.Nothing();
    }

    /// The only community of a query, if nobody knows it.
    private Optional<Community> unknown(FollowQuery query, Preview preview) {
        return query.origins().size() == 1 && query.origins().getFirst() instanceof Origin.OfCommunity(Community name)
                ? Optional.of(name)
                        .filter(_ -> preview.refused().containsKey(name)
                                || preview.unread().contains(name) && !known.isShipped(name))
                : Optional.empty();
    }

    /// The other meaning of a query that consists of one word: a community, or a word in any post.
    static Optional<FollowQuery> otherwise(FollowQuery query) {
        if (query.origins().size() > 1) {
            return Optional.empty();
        }
        return switch (query.origins().getFirst()) {
            case Origin.Anywhere _
            when query.include().size() == 1 ->
                Community.of(query.include().getFirst().toLowerCase(Locale.ROOT))
                        .filter(community -> !community.isMixed())
                        .map(community -> with(query, new Origin.OfCommunity(community), List.of()));
            case Origin.OfCommunity(Community community)
            when query.include().isEmpty() && community.label().startsWith("r/") ->
                Optional.of(with(query, new Origin.Anywhere(), List.of(community.value())));
            case Origin.Anywhere _, Origin.OfCommunity _, Origin.OfTopic _ -> Optional.empty();
        };
    }

    private static FollowQuery with(FollowQuery query, Origin origin, List<String> include) {
        return new FollowQuery(
                List.of(origin),
                include,
                query.exclude(),
                query.flairs(),
                query.domains(),
                query.minScore(),
                query.minComments(),
                query.kinds(),
                query.adult());
    }

    private Reply step(Call call, Choice choice) {
        Optional<Draft> draft = draft(call, choice.draft());
        if (draft.isEmpty()) {
            return new Reply.Toast(call.texts().get("error.old-button"));
        }
        FollowQuery query = draft.get().query();
        return switch (choice.step()) {
            case PREVIEW -> preview(call, choice.draft(), draft.get(), false);
            case CHANGE ->
                new Reply.Show(new FollowCards(call.texts(), call.now()).change(choice.draft(), draft.get()));
            case CANCEL -> Reply.text(call.texts().get("command.follow.cancelled"));
            case NAME ->
                Community.of(choice.name())
                        .map(name -> with(query, new Origin.OfCommunity(name), query.include()))
                        .map(other -> preview(call, draft.get().with(other)))
                        .orElseGet(() -> new Reply.Toast(call.texts().get("error.old-button")));
            case OTHERWISE ->
                otherwise(query)
                        .map(other -> preview(call, draft.get().with(other)))
                        .orElseGet(() -> new Reply.Toast(call.texts().get("error.old-button")));
        };
    }

    private Optional<Draft> draft(Call call, String id) {
        return chats.draft(call.origin().chat(), id).map(json -> Json.read(json, Draft.class));
    }

    private Reply save(Call call, String id) {
        Optional<Draft> draft = draft(call, id);
        if (draft.isEmpty()) {
            return new Reply.Toast(call.texts().get("error.old-button"));
        }
        Optional<tidings.follows.Follow> saved = saved(call.target(), draft.get());
        if (saved.isEmpty()) {
            return Reply.text(
                    draft.get().replaces().isPresent()
                            ? call.texts().get("command.following.gone")
                            : call.texts().get("command.follow.full", FollowStore.MAX));
        }
        if (draft.get().paused()) {
            follows.pause(call.target().chat(), saved.get().id(), true);
        }
        preferences.save(call, settings -> settings(settings, draft.get()));
        return Reply.did(
                Kind.FOLLOWED, new Reply.Show(new FollowCards(call.texts(), call.now()).saved(draft.get())));
    }

    private Optional<tidings.follows.Follow> saved(Place place, Draft draft) {
        return draft.replaces().isPresent()
                ? follows.change(place.chat(), draft.replaces().getAsLong(), draft.query())
                : follows.add(place, draft.query());
    }

    private static ChatSettings settings(ChatSettings settings, Draft draft) {
        ChatSettings paced = draft.pace().isPresent()
                ? settings.with(ChatSettings.PACE, Optional.of(draft.pace().getAsInt()))
                : settings;
        return draft.times().isPresent() ? paced.with(ChatSettings.BRIEF, draft.times()) : paced;
    }
}
