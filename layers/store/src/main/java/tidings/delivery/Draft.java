package tidings.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tidings.domain.Community;
import tidings.follows.About;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Origin;
import tidings.follows.Reading.Understood;
import tidings.preferences.BriefTimes;
import tidings.preferences.ChatSettings;
import tidings.preferences.QuietHours;
import tidings.selection.Meaning;
import tidings.telegram.CardId;

/// A follow that somebody is about to save.
///
/// @param pace to save for the chat along with it
/// @param brief times to save for the chat along with it, as [BriefTimes] writes them
/// @param quiet hours to save for the chat along with it, as [QuietHours] writes them
/// @param replaces the id of the follow that it changes
/// @param paused whether it was when it was removed
/// @param card shows it while what it would bring is read
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Draft(
        FollowQuery query,
        OptionalInt pace,
        Optional<String> brief,
        Optional<String> quiet,
        OptionalLong replaces,
        boolean paused,
        Optional<CardId> card) {
    public Draft {
        pace = pace == null ? OptionalInt.empty() : pace;
        brief = brief == null ? Optional.empty() : brief;
        quiet = quiet == null ? Optional.empty() : quiet;
        replaces = replaces == null ? OptionalLong.empty() : replaces;
        card = card == null ? Optional.empty() : card;
    }

    public static Draft of(Understood understood, OptionalLong replaces) {
        return new Draft(
                understood.query(),
                understood.pace(),
                understood.brief().map(BriefTimes::toString),
                understood.quiet().map(QuietHours::toString),
                replaces,
                false,
                null);
    }

    /// To follow again what was removed.
    public static Draft of(Follow removed) {
        return new Draft(removed.query(), null, null, null, null, removed.paused(), null);
    }

    public static Draft changing(Follow follow) {
        return new Draft(follow.query(), null, null, null, OptionalLong.of(follow.id()), follow.paused(), null);
    }

    public Draft with(FollowQuery other) {
        return new Draft(other, pace, brief, quiet, replaces, paused, null);
    }

    /// With what its phrase means, if it has one.
    public Draft meaning(Meaning meaning) {
        Optional<About> about = query.about().map(one -> one.with(meaning));
        return new Draft(query.with(about), pace, brief, quiet, replaces, paused, card);
    }

    /// The phrase that is to be encoded first.
    public Optional<String> unknown() {
        return query.about().filter(about -> about.meaning().isEmpty()).map(About::phrase);
    }

    public Draft on(CardId other) {
        return new Draft(query, pace, brief, quiet, replaces, paused, Optional.of(other));
    }

    /// The other meaning of a query that consists of one word: a community, or a word in any post. Of one by
    /// meaning: its words.
    public Optional<FollowQuery> otherwise() {
        if (query.about().isPresent()) {
            return Optional.of(query.with(Optional.empty()));
        }
        if (query.origins().size() > 1) {
            return Optional.empty();
        }
        return switch (query.origins().getFirst()) {
            case Origin.Anywhere _
            when query.include().size() == 1 ->
                Community.of(query.include().getFirst().toLowerCase(Locale.ROOT))
                        .filter(community -> !community.isMixed())
                        .map(community -> query.withOrigins(List.of(new Origin.OfCommunity(community)))
                                .with(List.of(), query.exclude()));
            case Origin.OfCommunity(Community community)
            when query.include().isEmpty() && community.label().startsWith("r/") ->
                Optional.of(query.withOrigins(List.of(new Origin.Anywhere()))
                        .with(List.of(community.value()), query.exclude()));
            case Origin.Anywhere _, Origin.OfCommunity _, Origin.OfTopic _ -> Optional.empty();
        };
    }

    public Optional<BriefTimes> times() {
        return brief.flatMap(BriefTimes::parse);
    }

    public Optional<QuietHours> hours() {
        return quiet.flatMap(QuietHours::parse);
    }

    /// Whether it changes what the chat chose.
    public boolean hasSettings() {
        return pace.isPresent() || brief.isPresent() || quiet.isPresent();
    }

    /// What the chat chose, with what is to be saved along with the follow.
    public ChatSettings over(ChatSettings chosen) {
        ChatSettings changed = pace.isPresent() ? chosen.with(ChatSettings.PACE, Optional.of(pace.getAsInt())) : chosen;
        changed = brief.isPresent() ? changed.with(ChatSettings.BRIEF, times()) : changed;
        return quiet.isPresent() ? changed.with(ChatSettings.QUIET, hours()) : changed;
    }
}
