package tidings.bot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tidings.bot.Turn.OfFollow;
import tidings.domain.ChatId;
import tidings.follows.Decision.Rule;
import tidings.follows.Decision.Unwanted;
import tidings.follows.Decision.Wanted;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.follows.RuleEdits;
import tidings.follows.RuleEdits.Edit;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.selection.DeliveryPolicy;
import tidings.selection.DeliveryState;
import tidings.selection.Pace;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore;
import tidings.store.Outcomes.Outcome;

/// Finds the smallest change of what a chat follows and chose that turns what becomes of a post. What is found has
/// been checked by those who decide: the matcher, the pace and the policy of deliveries.
///
/// @param outcome what became of the post; empty if nothing did
/// @param pace what is known to keep the chat's pace
record Turns(
        ChatId chat,
        RuleEdits rules,
        List<Follow> follows,
        ChatSettings settings,
        Optional<Outcome> outcome,
        Optional<Pace> pace,
        Instant now) {
    private static final int MAX_PACE = 500;

    /// Empty if there is none, such as for a post that came before anybody followed it.
    Optional<Turn> smallest() {
        if (outcome.isEmpty()) {
            return toWant();
        }
        String reason = outcome.get().reason().orElse("");
        return switch (outcome.get().state()) {
            case SENT, PENDING -> toRefuse();
            case HELD -> atOnce();
            case SKIPPED ->
                switch (reason) {
                    case DeliveryPolicy.PACE -> faster(outcome.get().rank());
                    case BriefStore.FULL -> atOnce();
                    case DeliveryStore.UNWANTED -> toWant();
                    default -> Optional.empty();
                };
        };
    }

    /// The fewest edits of one follow, or the community as a new one.
    private Optional<Turn> toWant() {
        if (follows.stream().anyMatch(follow -> !follow.paused() && wants(follow.query()))) {
            return Optional.empty();
        }
        FollowQuery community =
                FollowQuery.of(new Origin.OfCommunity(rules.post().post().community()));
        return Stream.concat(
                        follows.stream().flatMap(follow -> wanting(follow).stream()),
                        rules.toWant(community).stream()
                                .map(edits -> new OfFollow(
                                        OptionalLong.empty(), community, last(edits, community), false, edits)))
                .min(Comparator.comparingInt(OfFollow::steps))
                .map(found -> new Turn(chat, List.of(found), Map.of()));
    }

    private boolean wants(FollowQuery query) {
        return rules.decision(query) instanceof Wanted;
    }

    private Optional<OfFollow> wanting(Follow follow) {
        return rules.decision(follow.query()) instanceof Unwanted(Rule rule, var _) && rule == Rule.ORIGIN
                ? Optional.empty()
                : rules.toWant(follow.query())
                        .map(edits -> new OfFollow(
                                OptionalLong.of(follow.id()),
                                follow.query(),
                                last(edits, follow.query()),
                                follow.paused(),
                                edits));
    }

    private static FollowQuery last(List<Edit> edits, FollowQuery before) {
        return edits.isEmpty() ? before : edits.getLast().query();
    }

    /// Every follow that brings the post has to change.
    private Optional<Turn> toRefuse() {
        List<OfFollow> changed = new ArrayList<>();
        for (Follow follow : follows) {
            if (!follow.paused() && wants(follow.query())) {
                Optional<Edit> edit = rules.toRefuse(follow.query());
                if (edit.isEmpty()) {
                    return Optional.empty();
                }
                changed.add(new OfFollow(
                        OptionalLong.of(follow.id()), follow.query(), edit.get().query(), false, List.of(edit.get())));
            }
        }
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Turn(chat, changed, Map.of()));
    }

    /// The fewest settings that hold it no longer.
    private Optional<Turn> atOnce() {
        return Stream.of(
                        List.<Setting<?>>of(ChatSettings.BRIEF),
                        List.<Setting<?>>of(ChatSettings.QUIET),
                        List.<Setting<?>>of(ChatSettings.BRIEF, ChatSettings.QUIET))
                .filter(some -> some.stream().allMatch(one -> settings.get(one).isPresent()))
                .filter(some -> DeliveryPolicy.plan(without(some), 0, 1, now).state() == DeliveryState.PENDING)
                .findFirst()
                .map(some -> {
                    Map<String, String> automatic = new TreeMap<>();
                    some.forEach(one -> automatic.put(one.name(), ""));
                    return new Turn(chat, List.of(), automatic);
                });
    }

    private ChatSettings without(List<Setting<?>> some) {
        ChatSettings left = settings;
        for (Setting<?> one : some) {
            left = left.with(one, Optional.empty());
        }
        return left;
    }

    /// The least pace at which the post passes, else everything.
    private Optional<Turn> faster(float rank) {
        return settings.get(ChatSettings.PACE).map(chosen -> {
            String least = pace.flatMap(known -> IntStream.rangeClosed(chosen + 1, MAX_PACE)
                            .filter(more -> passes(rank, known.threshold(more)))
                            .mapToObj(Integer::toString)
                            .findFirst())
                    .orElse("");
            return new Turn(chat, List.of(), Map.of(ChatSettings.PACE.name(), least));
        });
    }

    /// Thresholds are kept as floats.
    private boolean passes(float rank, double threshold) {
        return DeliveryPolicy.plan(settings, (float) threshold, rank, now).state() != DeliveryState.SKIPPED;
    }
}
