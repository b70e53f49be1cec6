package tidings.api;

import java.time.Instant;
import java.util.Optional;
import tidings.aws.HttpResponse;
import tidings.domain.PostId;
import tidings.preferences.BriefTimes;
import tidings.store.ReminderStore.Reminder;

/// What a person wants to be reminded of, the next first.
record GetReminders(Personal personal) implements Route {
    /// @param text their own words; may be empty
    /// @param repeat when it comes again, such as `mon 08:00`, in the person's time zone
    private record View(long id, Instant dueAt, Optional<String> repeat, String text, Optional<String> post) {
        static View of(Reminder reminder) {
            return new View(
                    reminder.id(),
                    reminder.dueAt(),
                    reminder.repeat().map(BriefTimes::toString),
                    reminder.subject().words(),
                    reminder.subject().post().map(PostId::value));
        }
    }

    @Override
    public Operation operation() {
        return new Operation("GET", "/api/v1/reminders", Access.PERSON);
    }

    @Override
    public HttpResponse handle(Request request) {
        return HttpResponse.json(
                200,
                personal.stores().reminders().of(Personal.chat(request)).stream()
                        .map(View::of)
                        .toList());
    }
}
