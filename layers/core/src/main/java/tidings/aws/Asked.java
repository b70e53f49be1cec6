package tidings.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// When somebody asked for something, on its way to the answer: it travels, as a message attribute, from the
/// webhook with all that an update gives rise to. The first message that answers takes it along as the answer;
/// what is queued after that has it as what is fetched for a later one. Messages of earlier versions lack it. Of
/// one thread.
public final class Asked {
    /// The message attribute: milliseconds since 1970, the version of the bot, and the stage, divided by blanks.
    /// The webhook gives the first only.
    public static final String ATTRIBUTE = "asked";

    private static final String NOBODY = "-";

    private enum Stage {
        OPEN,
        ANSWER,
        FETCHING,
        FETCHED
    }

    private final Instant at;
    private final String bot;
    private final Stage stage;
    private boolean answered;
    private boolean passedOn;

    private Asked(Instant at, String bot, Stage stage) {
        this.at = at;
        this.bot = bot;
        this.stage = stage;
    }

    /// Empty for what is none: no message is lost for a wrong time.
    static Optional<Asked> parse(String text) {
        String[] parts = text.split(" ");
        try {
            return Optional.of(new Asked(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])),
                    parts.length > 1 ? parts[1] : NOBODY,
                    parts.length > 2 ? Stage.valueOf(parts[2]) : Stage.OPEN));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What a message that is queued now has of it; of several that answer, the first one has it.
    ///
    /// @param answers whether the message answers
    Optional<String> passOn(boolean answers) {
        if (isAnswer() || isFetched() || answers && answered) {
            return Optional.empty();
        }
        Stage next = stage;
        if (answers) {
            next = stage == Stage.OPEN ? Stage.ANSWER : Stage.FETCHED;
            answered = true;
        } else if (answered) {
            next = Stage.FETCHING;
        }
        passedOn = true;
        return Optional.of(at.toEpochMilli() + " " + (bot.equals(NOBODY) ? own() : bot) + " " + next);
    }

    /// The bot is the first that passes it on.
    private static String own() {
        return Env.system().given("AWS_LAMBDA_FUNCTION_VERSION").orElse(NOBODY);
    }

    /// When that was; the same however often the message that carries it is handled.
    public Instant at() {
        return at;
    }

    /// Whether what carries it is the answer.
    public boolean isAnswer() {
        return stage == Stage.ANSWER;
    }

    /// Whether what carries it shows what was fetched after an answer.
    public boolean isFetched() {
        return stage == Stage.FETCHED;
    }

    /// Whether nothing answers, and nothing that was queued may.
    public boolean isUnanswered() {
        return stage == Stage.OPEN && !passedOn;
    }

    /// Whether this version of the bot answered.
    ///
    /// @param version its ARN
    public boolean isBy(String version) {
        return version.endsWith(":" + bot);
    }

    /// In milliseconds, never less than none, whatever the clocks of two machines say.
    public long age(InstantSource clock) {
        return Math.max(0, Duration.between(at, clock.instant()).toMillis());
    }
}
