package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tidings.aws.Json;
import tidings.delivery.Previews.Preview;
import tidings.domain.ClassifiedPost;
import tidings.domain.Community;
import tidings.domain.SourceProblem;
import tidings.follows.About;
import tidings.follows.Decision;
import tidings.follows.Decision.Wanted;
import tidings.follows.FollowQuery;
import tidings.follows.FollowText;
import tidings.follows.Origin;
import tidings.messages.PendingCard.FollowPreview;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards between a wish to follow and a saved follow.
public record FollowCards(Texts texts, Instant now) {
    /// Before the id of a follow that is changed: `/follow #12 r/java`.
    public static final String CHANGES = "#";

    /// What somebody does with a draft before it is saved.
    public enum Step {
        PREVIEW,
        CHANGE,
        CANCEL,
        /// With another name for an unknown community.
        NAME,
        /// Read in the other of the two ways in which a single word can be meant.
        OTHERWISE,
        /// With more posts that mean the like.
        WIDER,
        NARROWER
    }

    /// @param draft its id
    /// @param name for [Step#NAME], else empty
    public record Choice(String draft, Step step, String name) {}

    public static final ButtonAction<Choice> STEP = new ButtonAction<>(
            "draft",
            1,
            choice -> List.of(choice.draft(), choice.step().name().toLowerCase(Locale.ROOT), choice.name()),
            fields -> new Choice(fields.get(0), Step.valueOf(fields.get(1).toUpperCase(Locale.ROOT)), fields.get(2)));

    /// Saves the draft of an id.
    public static final ButtonAction<String> SAVE = ButtonAction.ofText("save");

    /// @param steps by which what a follow is about becomes wider
    public record Move(long follow, int steps) {}

    /// Brings more or fewer posts that mean the like.
    public static final ButtonAction<Move> MOVE = new ButtonAction<>(
            "about",
            1,
            move -> List.of(Long.toString(move.follow()), move.steps() > 0 ? "more" : "fewer"),
            fields -> new Move(Long.parseLong(fields.get(0)), fields.get(1).equals("more") ? 1 : -1));

    private static final int EXAMPLES = 3;
    private static final int TITLE = 90;

    /// Shows what would come, and asks whether to save it.
    public Card preview(FollowPreview asked, Preview preview) {
        return preview(asked, preview, texts.get("command.follow.unread", labels(preview.unread())), false);
    }

    /// Of a follow by meaning that is not encoded.
    ///
    /// @param key of what it says of that
    public Card encoding(FollowPreview asked, String key) {
        Draft draft = Json.read(asked.draft(), Draft.class);
        FollowLines lines = new FollowLines(texts);
        return new Card(
                titled(draft, lines) + "\n\n" + texts.get(key),
                Stream.concat(otherwise(asked.id(), draft).stream(), Stream.of(last(asked.id())))
                        .toList());
    }

    private String titled(Draft draft, FollowLines lines) {
        String title = texts.get(draft.replaces().isPresent() ? "command.follow.title-change" : "command.follow.title");
        String settings = lines.settings(draft);
        return Html.bold(title) + "\n" + lines.query(draft.query()) + (settings.isEmpty() ? "" : "\n" + settings);
    }

    /// @param unread what it says of communities of which nothing is stored
    /// @param reading whether these are being read, and then shown here
    Card preview(FollowPreview asked, Preview preview, String unread, boolean reading) {
        Draft draft = Json.read(asked.draft(), Draft.class);
        FollowLines lines = new FollowLines(texts);
        StringJoiner text = new StringJoiner("\n\n");
        text.add(titled(draft, lines));
        preview.refused().forEach((community, problem) -> text.add(refused(community, problem)));
        if (preview.refused().isEmpty()) {
            if (!preview.unread().isEmpty()) {
                text.add(unread);
            }
            counted(preview, draft.query().about().isPresent()).ifPresent(text::add);
            examples(text, preview, true, lines);
            examples(text, preview, false, lines);
        }
        boolean offers = !asked.nearest().isEmpty() && preview.posts().isEmpty();
        if (offers) {
            text.add(texts.get("command.follow.nearest"));
        }
        return new Card(text.toString(), buttons(asked, draft, preview, offers, reading));
    }

    private String refused(Community community, SourceProblem problem) {
        return texts.get("refused." + problem.name().toLowerCase(Locale.ROOT), community.label());
    }

    static String labels(List<Community> communities) {
        return String.join(", ", communities.stream().map(Community::label).toList());
    }

    private Optional<String> counted(Preview preview, boolean byMeaning) {
        if (preview.posts().isEmpty()) {
            return preview.unread().isEmpty()
                    ? Optional.of(texts.get(byMeaning ? "command.follow.none-near" : "command.follow.empty"))
                    : Optional.empty();
        }
        long longest = hours(preview.since());
        long shortest = hours(preview.shortest());
        return Optional.of(texts.get(
                byMeaning
                        ? "command.follow.counted-near"
                        : preview.isAtLeast() ? "command.follow.counted-best" : "command.follow.counted",
                preview.posts().size(),
                longest == shortest
                        ? texts.get("age.hours", longest)
                        : texts.get("command.follow.hours", shortest, longest),
                preview.wanted(),
                preview.aDay()));
    }

    private long hours(Instant since) {
        return Math.max(1, Math.round(Duration.between(since, now).toMinutes() / 60.0));
    }

    private void examples(StringJoiner text, Preview preview, boolean wanted, FollowLines lines) {
        List<String> examples = preview.posts().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Wanted == wanted)
                .limit(EXAMPLES)
                .map(entry -> example(entry, lines))
                .toList();
        if (!examples.isEmpty()) {
            String title = texts.get(wanted ? "command.follow.wanted" : "command.follow.unwanted");
            text.add(Html.bold(title) + "\n" + String.join("\n", examples));
        }
    }

    private static String example(Map.Entry<ClassifiedPost, Decision> entry, FollowLines lines) {
        String reason = lines.reason(entry.getValue());
        return "• "
                + Html.link(
                        entry.getKey().post().url(),
                        Html.line(entry.getKey().post().title(), TITLE))
                + (reason.isEmpty() ? "" : " <i>" + reason + "</i>");
    }

    private List<List<Button>> buttons(
            FollowPreview asked, Draft draft, Preview preview, boolean offers, boolean reading) {
        String id = asked.id();
        List<List<Button>> rows = new ArrayList<>();
        if (preview.refused().isEmpty()) {
            rows.add(List.of(SAVE.button(texts.get("command.follow.save"), id)));
        }
        if (offers) {
            asked.nearest()
                    .forEach(community -> rows.add(
                            List.of(STEP.button(community.label(), new Choice(id, Step.NAME, community.value())))));
        }
        draft.query().about().ifPresent(about -> rows.add(moves(id, about)));
        if (preview.posts().isEmpty() || preview.wanted() == 0) {
            otherwise(id, draft).ifPresent(rows::add);
        }
        if (!preview.unread().isEmpty() && !reading) {
            rows.add(List.of(step(id, Step.PREVIEW, texts.get("command.follow.refresh"))));
        }
        rows.add(last(id));
        return rows;
    }

    private List<Button> last(String id) {
        return List.of(
                step(id, Step.CHANGE, texts.get("command.follow.change")),
                step(id, Step.CANCEL, texts.get("command.follow.cancel")));
    }

    /// By which what a follow is about becomes wider and narrower.
    public static List<Button> moves(long follow, Texts texts) {
        return List.of(
                MOVE.button(texts.get("follow.more"), new Move(follow, 1)),
                MOVE.button(texts.get("follow.fewer"), new Move(follow, -1)));
    }

    private List<Button> moves(String id, About about) {
        return Stream.of(Step.WIDER, Step.NARROWER)
                .filter(step -> !about.wider(step == Step.WIDER ? 1 : -1).equals(about))
                .map(step -> step(id, step, texts.get(step == Step.WIDER ? "follow.more" : "follow.fewer")))
                .toList();
    }

    private Optional<List<Button>> otherwise(String id, Draft draft) {
        return draft.otherwise().map(other -> List.of(step(id, Step.OTHERWISE, otherwise(draft, other))));
    }

    private String otherwise(Draft draft, FollowQuery other) {
        if (draft.query().about().isPresent()) {
            return texts.get("command.follow.as-words");
        }
        return other.origins().equals(List.of(new Origin.Anywhere()))
                ? texts.get("command.follow.as-word", other.include().getFirst())
                : texts.get(
                        "command.follow.as-community",
                        FollowText.of(other.origins().getFirst()));
    }

    private static Button step(String id, Step step, String label) {
        return STEP.button(label, new Choice(id, step, ""));
    }

    /// Says how to write it differently.
    public Card change(String id, Draft draft) {
        String prefix =
                draft.replaces().isPresent() ? CHANGES + draft.replaces().getAsLong() + " " : "";
        String command = "/follow " + prefix + FollowText.of(draft.query());
        return new Card(
                texts.get("command.follow.how", "<code>" + Html.text(command) + "</code>"),
                List.of(List.of(step(id, Step.PREVIEW, texts.get("command.follow.back")))));
    }
}
