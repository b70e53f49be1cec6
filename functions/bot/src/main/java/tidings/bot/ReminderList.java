package tidings.bot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;
import tidings.messages.ActivityMessage.ActedV1.Kind;
import tidings.preferences.ChatSettings;
import tidings.reminders.ReminderCards;
import tidings.reminders.ReminderCards.About;
import tidings.reminders.ReminderCards.Snooze;
import tidings.reminders.ReminderCards.Until;
import tidings.reminders.When.Understood;
import tidings.store.PostStore;
import tidings.store.ReminderStore;
import tidings.store.ReminderStore.Reminder;
import tidings.store.ReminderStore.Subject;
import tidings.telegram.Button;
import tidings.telegram.ButtonAction;
import tidings.telegram.Card;
import tidings.telegram.Html;
import tidings.telegram.Texts;

/// Lists what a chat is to be reminded of, and moves, cancels and ends reminders by buttons.
record ReminderList(ReminderStore reminders, PostStore posts) implements Command {
    private static final int PAGE = 6;

    /// Shows the list from the reminder of a rank on, counted from 0.
    static final ButtonAction<Integer> LIST = ButtonAction.ofNumber("reminders", ReminderStore.MAX);

    /// Shows one.
    static final ButtonAction<Long> SHOW = ButtonAction.ofId("reminder");

    /// Says when it could come instead.
    static final ButtonAction<Long> CHANGE = ButtonAction.ofId("retime");

    static final ButtonAction<Long> CANCEL = ButtonAction.ofId("unremind");

    @Override
    public String word() {
        return "reminders";
    }

    @Override
    public List<Press<?>> buttons() {
        return List.of(
                new Press<>(LIST, this::list),
                new Press<>(SHOW, (call, id) -> with(call, id, found -> item(call, found, ""))),
                new Press<>(CHANGE, (call, id) -> with(call, id, found -> change(call, found))),
                Press.change(CANCEL, this::cancel),
                Press.change(ReminderCards.SNOOZE, this::move),
                Press.change(ReminderCards.DONE, this::done));
    }

    @Override
    public Reply run(Call call) {
        return list(call, 0);
    }

    private Reply list(Call call, int from) {
        Texts texts = call.texts();
        List<Reminder> all = reminders.of(call.origin().chat());
        if (all.isEmpty()) {
            return Reply.text(texts.get("command.reminders.none"));
        }
        int first = Math.min(from, (all.size() - 1) / PAGE * PAGE);
        List<Reminder> page = all.subList(first, Math.min(first + PAGE, all.size()));
        StringJoiner text = new StringJoiner("\n");
        text.add(Html.bold(texts.get("command.reminders.title", all.size())));
        List<Button> numbers = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            String number = Integer.toString(first + i + 1);
            text.add(number + ". " + line(call, page.get(i)));
            numbers.add(SHOW.button(number, page.get(i).id()));
        }
        List<Button> turn = Stream.concat(
                        first > 0 ? Stream.of(LIST.button(texts.get("button.previous"), first - PAGE)) : Stream.empty(),
                        first + PAGE < all.size()
                                ? Stream.of(LIST.button(texts.get("button.next"), first + PAGE))
                                : Stream.empty())
                .toList();
        text.add("\n" + texts.get("command.reminders.choose"));
        return new Reply.Show(new Card(text.toString(), turn.isEmpty() ? List.of(numbers) : List.of(numbers, turn)));
    }

    /// Notes what somebody wants to be reminded of, and says when that will be.
    Reply add(Call call, Subject subject, Understood when) {
        return reminders
                .add(
                        call.origin().place(),
                        call.origin().cause(),
                        subject,
                        call.texts().language(),
                        when.at(),
                        when.repeat())
                .map(added -> Reply.both(
                        item(call, added, call.texts().get("command.remind.saved")),
                        new Reply.Did(
                                Kind.REMINDED,
                                "",
                                Optional.empty(),
                                subject.post().stream().toList())))
                .orElseGet(() -> Reply.text(call.texts().get("command.remind.full", ReminderStore.MAX)));
    }

    /// @param head what just happened to it; may be empty
    private Reply item(Call call, Reminder reminder, String head) {
        Texts texts = call.texts();
        List<List<Button>> rows = new ArrayList<>();
        rows.add(List.of(
                CHANGE.button(texts.get("command.remind.change"), reminder.id()),
                CANCEL.button(texts.get("command.remind.cancel"), reminder.id())));
        String clock = "";
        if (call.settings().get(ChatSettings.ZONE).isEmpty()) {
            clock = "\n\n" + texts.get("command.remind.zone");
            rows.add(List.of(SettingCards.OPEN.button(texts.get("setting.zone.name"), ChatSettings.ZONE.name())));
        }
        String above = head.isEmpty() ? "" : head + "\n";
        return new Reply.Show(new Card(above + line(call, reminder) + clock, rows));
    }

    private Reply change(Call call, Reminder reminder) {
        ReminderCards cards = cards(call);
        Texts texts = call.texts();
        List<Button> times = Stream.of(Until.values())
                .map(until -> cards.button(reminder.id(), until))
                .toList();
        List<List<Button>> rows = new ArrayList<>(SettingCards.rows(times, 2));
        rows.add(List.of(SHOW.button(texts.get("button.previous"), reminder.id())));
        return new Reply.Show(new Card(line(call, reminder) + "\n\n" + texts.get("command.remind.when"), rows));
    }

    private Reply move(Call call, Snooze snooze) {
        Instant at = snooze.until().from(call.now().atZone(call.settings().zone()));
        return reminders
                .move(call.origin().chat(), snooze.id(), at)
                .map(moved -> item(call, moved, call.texts().get("command.remind.saved")))
                .orElseGet(() -> gone(call));
    }

    private Reply cancel(Call call, long id) {
        return with(call, id, found -> {
            reminders.remove(call.origin().chat(), id);
            return Reply.text(
                    call.texts().get("command.remind.cancelled", cards(call).line(about(found))));
        });
    }

    /// One that repeats goes on.
    private Reply done(Call call, long id) {
        return with(call, id, found -> {
            if (found.repeat().isEmpty()) {
                reminders.remove(call.origin().chat(), id);
            }
            String next =
                    found.repeat().isEmpty() ? "" : "\n" + cards(call).when(found.dueAt(), call.now(), found.repeat());
            return Reply.text("✔ " + cards(call).line(about(found)) + next);
        });
    }

    private Reply with(Call call, long id, Function<Reminder, Reply> reply) {
        return reminders.find(call.origin().chat(), id).map(reply).orElseGet(() -> gone(call));
    }

    private Reply gone(Call call) {
        return Reply.both(new Reply.Toast(call.texts().get("command.reminders.gone")), list(call, 0));
    }

    private String line(Call call, Reminder reminder) {
        ReminderCards cards = cards(call);
        return "⏰ " + Html.bold(cards.when(reminder.dueAt(), call.now(), reminder.repeat())) + "\n"
                + cards.line(about(reminder));
    }

    private About about(Reminder reminder) {
        Subject subject = reminder.subject();
        Optional<String> title =
                subject.post().flatMap(posts::find).map(found -> found.post().title());
        return new About(subject.words(), title, subject.permalink());
    }

    private static ReminderCards cards(Call call) {
        return new ReminderCards(call.texts(), call.settings().zone());
    }
}
