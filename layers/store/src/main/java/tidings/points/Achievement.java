package tidings.points;

import java.util.Locale;
import java.util.function.Predicate;
import tidings.messages.ActivityMessage.ActedV1.Kind;

/// What a chat achieves once and keeps. To add one: a constant, and its text in each language.
public enum Achievement {
    FIRST_POINTS(standing -> standing.points() > 0),
    READER(standing -> standing.count(Kind.BRIEF_READ) >= 10),
    BOOKWORM(standing -> standing.count(Kind.BRIEF_READ) >= 100),
    COLLECTOR(standing -> standing.count(Kind.SAVED) >= 25),
    TEACHER(standing -> standing.count(Kind.CORRECTED) >= 10),
    CRITIC(standing -> standing.count(Kind.LIKED) + standing.count(Kind.DISLIKED) >= 50),
    WEEK(standing -> standing.streak().best() >= 7),
    MONTH(standing -> standing.streak().best() >= 30),
    LEVEL_TEN(standing -> standing.level().number() >= 10);

    private final Predicate<Standing> earned;

    Achievement(Predicate<Standing> earned) {
        this.earned = earned;
    }

    /// As in the keys of texts.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isEarned(Standing standing) {
        return earned.test(standing);
    }
}
