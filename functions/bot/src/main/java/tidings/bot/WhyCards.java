package tidings.bot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tidings.bot.Turn.OfFollow;
import tidings.cards.BriefCards;
import tidings.cards.PostCards;
import tidings.delivery.FollowLines;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Post;
import tidings.follows.Decision;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.follows.Follow;
import tidings.follows.RuleEdits.Edit;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.selection.TopicRule;
import tidings.store.Outcomes.Outcome;
import tidings.telegram.Button;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// The cards that say why, in one language.
///
/// @param channel that they are about; empty for the chat itself
record WhyCards(Texts texts, ChatSettings settings, Instant now, Optional<ChatId> channel) {
    static WhyCards of(Call call, ChatSettings settings) {
        return new WhyCards(call.texts(), settings, call.now(), Teach.channel(call));
    }

    private static final int TITLE = 120;
    private static final int FOLLOWS = 3;

    /// A post with everything that decided, in the order in which it did.
    ///
    /// @param topic as the model has it
    /// @param taught the rule of the chat that decided instead, if one did
    /// @param liking what the chat likes about the post, as [tidings.store.Lessons] has it
    /// @param draft the id of the change, if there is one
    Card why(
            Turns turns,
            Explained topic,
            Optional<TopicRule> taught,
            Map<String, Double> liking,
            Optional<Turn> turn,
            String draft) {
        ClassifiedPost classified = turns.rules().post();
        Post post = classified.post();
        StringJoiner text = new StringJoiner("\n\n");
        text.add(texts.get("why.title") + " " + Html.link(post.url(), Html.line(post.title(), TITLE)));
        text.add(texts.get("why.source", post.community().label()));
        text.add(rules(turns));
        text.add(texts.get("why.topic") + "\n"
                + taught.map(this::taught)
                        .orElseGet(() -> Classify.topic(topic, texts).replace("\n\n", "\n")));
        if (!liking.isEmpty()) {
            text.add(texts.get("why.liking", liking(liking)));
        }
        turns.outcome()
                .filter(outcome -> outcome.also() > 0)
                .ifPresent(outcome -> text.add(texts.get("why.copies", outcome.also())));
        text.add(hours());
        text.add(texts.get("why.result", state(turns)));
        turn.ifPresent(change -> text.add(texts.get("why.change", lines(change))));
        List<List<Button>> rows = new ArrayList<>();
        if (turn.isPresent()) {
            rows.add(List.of(Why.TURN.button(texts.get("why.turn"), draft)));
        }
        Teach.Wrong wrong = new Teach.Wrong(post.id(), channel);
        if (Teach.WRONG.fits(wrong)) {
            rows.add(List.of(Teach.WRONG.button(texts.get("why.wrong"), wrong)));
        }
        if (!liking.isEmpty()) {
            rows.add(List.of(Teach.RESET.button(texts.get("taste.reset"), channel)));
        }
        return new Card(text.toString(), rows);
    }

    private String taught(TopicRule rule) {
        String topic = Html.text(PostCards.topicLabel(rule.topic(), texts));
        return rule.kind() == TopicRule.Kind.POST
                ? texts.get("why.taught", topic)
                : texts.get("why.taught-rule", topic, Teach.line(rule, texts));
    }

    /// Such as `subreddit 👍 2`, rounded, the strongest first.
    private String liking(Map<String, Double> liking) {
        return liking.entrySet().stream()
                .sorted(Comparator.comparingDouble(one -> -Math.abs(one.getValue())))
                .map(one -> texts.get("why.liked." + one.getKey())
                        + (one.getValue() > 0 ? " 👍 " : " 👎 ")
                        + Math.max(1, Math.round(Math.abs(one.getValue()))))
                .collect(Collectors.joining(", "));
    }

    /// A post that is no longer stored, or never was.
    Card gone(Optional<Outcome> outcome) {
        return Card.of(outcome.map(known -> texts.get("why.gone") + "\n\n" + texts.get("why.result", state(known)))
                .orElseGet(() -> texts.get("why.unknown")));
    }

    /// What was changed.
    Card done(Turn turn) {
        List<Button> all = List.of(Following.LIST.button(texts.get("command.following.all"), 0));
        return new Card(texts.get("why.done", lines(turn)), turn.follows().isEmpty() ? List.of() : List.of(all));
    }

    /// What the follows say: those that want the post, then those that nearly do.
    private String rules(Turns turns) {
        StringJoiner text = new StringJoiner("\n").add(texts.get("why.rules"));
        if (turns.follows().isEmpty()) {
            return text.add(texts.get("why.follows-nothing")).toString();
        }
        List<Follow> nearest = turns.follows().stream()
                .sorted(Comparator.comparingInt(
                        follow -> distance(turns.rules().decision(follow.query()), follow.paused())))
                .limit(FOLLOWS)
                .toList();
        nearest.forEach(follow -> text.add(rule(follow, turns.rules().decision(follow.query()))));
        int more = turns.follows().size() - nearest.size();
        return (more > 0 ? text.add(texts.get("why.more", more)) : text).toString();
    }

    private static int distance(Decision decision, boolean paused) {
        return switch (decision) {
            case Wanted _ -> paused ? 1 : 0;
            case Unwanted(Rule rule, var _) -> 1 + Rule.values().length - rule.ordinal();
        };
    }

    private String rule(Follow follow, Decision decision) {
        FollowLines lines = new FollowLines(texts);
        String sign = follow.paused() ? "⏸ " : decision instanceof Wanted ? "✅ " : "🚫 ";
        String reason = lines.reason(decision);
        return sign + lines.query(follow.query()) + (reason.isEmpty() ? "" : " <i>" + reason + "</i>");
    }

    /// Pace, briefs and quiet hours.
    private String hours() {
        SettingCards cards = new SettingCards(texts, settings, now);
        return List.<Setting<?>>of(ChatSettings.PACE, ChatSettings.BRIEF, ChatSettings.QUIET).stream()
                .map(setting -> setting(cards, setting, chosen(setting)))
                .collect(Collectors.joining("\n"));
    }

    private <T> Optional<String> chosen(Setting<T> setting) {
        return settings.get(setting).map(setting.write());
    }

    private String setting(SettingCards cards, Setting<?> setting, Optional<String> choice) {
        return texts.get("command.settings.line", cards.name(setting), Html.text(cards.label(setting, choice)));
    }

    private String state(Turns turns) {
        if (turns.outcome().isPresent()) {
            return state(turns.outcome().get());
        }
        boolean wanted = turns.follows().stream()
                .anyMatch(follow -> !follow.paused() && turns.rules().decision(follow.query()) instanceof Wanted);
        return texts.get(wanted ? "why.state.early" : "why.state.unwanted");
    }

    private String state(Outcome outcome) {
        String reason = outcome.reason().orElse("");
        return switch (outcome.state()) {
            case PENDING -> texts.get("why.state.pending");
            case HELD -> texts.get("why.held." + reason, time(outcome.dueAt()));
            case SENT -> {
                Instant at = outcome.briefAt().or(outcome::sentAt).orElse(outcome.at());
                yield texts.get(outcome.briefAt().isPresent() ? "why.state.brief" : "why.state.sent", time(at));
            }
            case SKIPPED -> {
                String key = "why.skipped." + reason;
                yield texts.get(texts.has(key) ? key : "why.skipped.other", Math.round(outcome.rank() * 100));
            }
        };
    }

    private String time(Instant at) {
        return Html.text(new BriefCards(texts, settings.zone()).time(at));
    }

    private String lines(Turn turn) {
        List<String> lines = new ArrayList<>();
        turn.follows().forEach(change -> lines.add("• " + line(change)));
        SettingCards cards = new SettingCards(texts, settings, now);
        ChatSettings.ALL.stream()
                .filter(setting -> turn.settings().containsKey(setting.name()))
                .map(setting -> setting(
                        cards,
                        setting,
                        Optional.of(turn.settings().get(setting.name())).filter(choice -> !choice.isEmpty())))
                .forEach(line -> lines.add("• " + line));
        return String.join("\n", lines);
    }

    private String line(OfFollow change) {
        FollowLines lines = new FollowLines(texts);
        String what = lines.query(change.after());
        if (change.id().isEmpty()) {
            return texts.get("why.follow", what);
        }
        String edits = change.edits().stream().map(edit -> edit(edit, lines)).collect(Collectors.joining(", "));
        String resumed = change.resumed() ? texts.get("why.resume") : "";
        String changed =
                List.of(resumed, edits).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        return changed.isEmpty() ? what : lines.origins(change.before()) + ": " + changed;
    }

    private String edit(Edit edit, FollowLines lines) {
        String rule = edit.rule().name().toLowerCase(Locale.ROOT);
        if (edit.what().isEmpty() && edit.rule() != Rule.ADULT) {
            return texts.get("why.any." + rule);
        }
        return texts.get(
                (edit.stricter() ? "why.refuse." : "why.want.") + rule,
                switch (edit.rule()) {
                    case EXCLUDE, INCLUDE, FLAIR, DOMAIN -> lines.quote(edit.what());
                    case KIND -> texts.get("command.follow.kind." + edit.what());
                    case ORIGIN, ADULT, SCORE, COMMENTS -> edit.what();
                });
    }
}
