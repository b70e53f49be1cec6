package tidings.reminders;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import tidings.reminders.When.Problem;
import tidings.reminders.When.Unclear;
import tidings.reminders.Word.Kind;

/// Reads when somebody wants to be reminded, and of what: `tomorrow 9:00 water the plants`, `Müll rausbringen
/// jeden Montag um 8`. The time comes first or last; a day may come first and its time last. Takes time linear in
/// the length of the text. Thread-safe.
///
/// A local time that a change of the clocks skips comes as much later as the clocks were put forward; one that
/// comes twice counts the first time.
public final class WhenParser {
    /// Of what a reminder is about, in UTF-16 units.
    public static final int MAX_WORDS = 300;

    /// More words make no time.
    private static final int LONGEST = 14;

    private final Words words;

    /// @param languages IETF tags
    public WhenParser(List<String> languages) {
        this.words = new Words(languages);
    }

    /// @param zone of the local times
    public When parse(String text, Instant now, ZoneId zone) {
        List<Word> read = words.of(text);
        int first = skip(read, 0, Kind.LEAD);
        Optional<Moment> head = moment(read, first, read.size(), true);
        int start = head.map(Moment::end).orElse(first);
        Optional<Moment> tail = tail(read, head.isPresent() ? start : first + 1);
        if (head.isEmpty() && tail.isEmpty()) {
            return new Unclear(Problem.NO_TIME);
        }
        Optional<Moment> both = head.flatMap(begun -> tail.flatMap(begun::with));
        int end = head.isEmpty() || both.isPresent() ? tail.orElseThrow().start() : read.size();
        if (isVague(read, start, end)) {
            return new Unclear(Problem.AMBIGUOUS);
        }
        String about = about(text, read, head.isPresent() ? start : 0, end);
        if (about.length() > MAX_WORDS) {
            return new Unclear(Problem.LONG);
        }
        return both.or(() -> head).or(() -> tail).orElseThrow().resolved(now.atZone(zone), about);
    }

    /// The longest time that ends the text.
    private static Optional<Moment> tail(List<Word> words, int from) {
        int end = words.size();
        while (end > 0 && words.get(end - 1).is(Kind.LEAD) && words.get(end - 1).is(Kind.TRAIL)) {
            end--;
        }
        int size = end;
        for (int i = Math.max(from, end - LONGEST); i < end; i++) {
            Optional<Moment> found = moment(words, i, end, false);
            if (found.filter(moment -> moment.end() == size || moment.problem().isPresent())
                    .isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Moment> moment(List<Word> words, int from, int end, boolean bare) {
        return Optional.of(new MomentReader(words.subList(0, end), from, bare).read())
                .filter(moment -> !moment.isEmpty());
    }

    /// Whether a part of a month is named, as in `end of January`, or perhaps another time, as in `tomorrow at 8
    /// and 20 pills`: nothing else may be understood instead.
    private static boolean isVague(List<Word> words, int from, int to) {
        if (from > 0
                && from + 1 < to
                && words.get(from).is(Kind.AND)
                && words.get(from + 1).is(Kind.NUMBER)) {
            return true;
        }
        for (int i = from; i + 1 < to; i++) {
            int month = words.get(i + 1).is(Kind.OF) && i + 2 < to ? i + 2 : i + 1;
            if (words.get(i).is(Kind.VAGUE) && words.get(month).is(Kind.MONTH)) {
                return true;
            }
        }
        return false;
    }

    /// What is left of a text, without the words that lead to it.
    private static String about(String text, List<Word> words, int from, int to) {
        int first = skip(words, from, Kind.LEAD);
        int last = to;
        while (last > first && to < words.size() && words.get(last - 1).is(Kind.TRAIL)) {
            last--;
        }
        int start = first == 0 ? 0 : words.get(first - 1).end();
        int end = last == words.size() ? text.length() : words.get(last).start();
        return start < end ? text.substring(start, end).replaceAll("^[\\s,;:.!–—-]+|[\\s,;:–—-]+$", "") : "";
    }

    private static int skip(List<Word> words, int from, Kind kind) {
        int at = from;
        while (at < words.size() && words.get(at).is(kind)) {
            at++;
        }
        return at;
    }
}
