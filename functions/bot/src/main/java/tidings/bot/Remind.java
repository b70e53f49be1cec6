package tidings.bot;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tidings.bot.Interaction.Replied;
import tidings.domain.RedditLink.ToPost;
import tidings.reminders.When;
import tidings.reminders.When.Unclear;
import tidings.reminders.When.Understood;
import tidings.reminders.WhenParser;
import tidings.store.ReminderStore.Subject;

/// Reminds somebody at a time that they write: of their own words, of the message that the command replies to, and
/// of the post that it shows. A reply without a time means in an hour; the answer has buttons to change that.
record Remind(WhenParser parser, ReminderList reminders) implements Command {
    private static final Duration SOON = Duration.ofHours(1);

    @Override
    public String word() {
        return "remind";
    }

    /// What reminds a group interrupts all of it.
    @Override
    public boolean changes(Call call) {
        return !call.arguments().isEmpty() || call.repliedTo().isPresent();
    }

    @Override
    public Reply run(Call call) {
        if (!changes(call)) {
            return reminders.run(call);
        }
        MeantPost meant = MeantPost.of(call);
        if (read(call, meant.rest()) instanceof Understood when) {
            return save(call, when, meant.post());
        }
        // `2 hours` names no second post.
        return switch (read(call, call.arguments())) {
            case Understood when -> save(call, when, Optional.empty());
            case Unclear(When.Problem problem) ->
                Reply.text(call.texts()
                        .get(
                                "command.remind.unclear."
                                        + problem.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-'),
                                WhenParser.MAX_WORDS));
        };
    }

    private When read(Call call, String text) {
        ZoneId zone = call.settings().zone();
        return text.isEmpty()
                ? new Understood(call.now().plus(SOON), Optional.empty(), "")
                : parser.parse(text, call.now(), zone);
    }

    private Reply save(Call call, Understood when, Optional<ToPost> post) {
        OptionalInt message = call.repliedTo().map(Replied::message).orElseGet(OptionalInt::empty);
        return reminders.add(
                call,
                new Subject(
                        when.words(),
                        message,
                        post.map(ToPost::post),
                        post.map(shown -> "https://www.reddit.com/comments/" + shown.post())
                                .orElse("")),
                when);
    }
}
