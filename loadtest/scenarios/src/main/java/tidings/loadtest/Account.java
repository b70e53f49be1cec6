package tidings.loadtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What became of each update that Telegram took, once all has come to rest: it was answered, or a dead-letter
/// queue has a message that names it. A person may have been told when the answer comes; and a card that said that
/// something is under way may have given way to what was asked next.
///
/// @param received with ids
/// @param dead the bodies of all dead letters; empty if nobody can look
/// @param lost chats in which Telegram took a message without saying so
record Account(List<Ask> received, Optional<List<String>> dead, Set<Long> lost) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final Pattern TYPE = Pattern.compile("\"type\":\"([a-z-]+/\\d+)\"");

    static Account of(List<Ask> asks, Optional<List<String>> dead, Set<Long> lost) {
        return new Account(asks.stream().filter(ask -> ask.update().isPresent()).toList(), dead, lost);
    }

    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("received", (double) received.size());
        figures.put("answered", count(Ask::isAnswered));
        figures.put("told when it comes", count(Account::isPromised));
        figures.put("overtaken by what was asked next", count(this::isOvertaken));
        figures.put("answered twice", count(Account::isTwice));
        figures.put("answered twice without cause", count(this::isTwiceWithoutCause));
        dead.ifPresent(bodies -> {
            Set<Long> named = named();
            figures.put("dead letters", (double) bodies.size());
            figures.put("dead-lettered", count(ask -> isDead(ask, named)));
            figures.put("unaccounted", count(ask -> isMissing(ask, named)));
        });
        return figures;
    }

    /// A row for each update that does not come out right: what is wrong, its id, what was asked, how what came of
    /// it begins, in which chat.
    ///
    /// @param name of a chat, as it may be shown
    List<List<String>> wrong(LongFunction<String> name) {
        Set<Long> named = named();
        Map<String, Predicate<Ask>> kinds = new LinkedHashMap<>();
        kinds.put("neither answered nor dead-lettered", ask -> isMissing(ask, named));
        kinds.put("dead-lettered", ask -> isDead(ask, named));
        kinds.put("answered twice", this::isTwiceWithoutCause);
        kinds.put("answered twice where a response was lost", ask -> isTwice(ask) && lost.contains(ask.chat));
        List<List<String>> rows = new ArrayList<>();
        kinds.forEach((what, is) -> received.stream()
                .filter(is)
                .map(ask -> List.of(
                        what,
                        Long.toString(ask.update().getAsLong()),
                        ask.name,
                        ask.beginnings(),
                        name.apply(ask.chat)))
                .forEach(rows::add));
        return rows;
    }

    /// How many dead letters there are of each type.
    List<List<String>> deadLetters() {
        Map<String, Long> types = dead.orElse(List.of()).stream()
                .map(body -> TYPE.matcher(body).results().findFirst().map(type -> type.group(1)))
                .collect(Collectors.groupingBy(type -> type.orElse("of no type"), TreeMap::new, Collectors.counting()));
        return types.entrySet().stream()
                .map(type -> List.of(type.getKey(), type.getValue().toString()))
                .toList();
    }

    private double count(Predicate<Ask> which) {
        return received.stream().filter(which).count();
    }

    /// Buttons may give rise to several messages.
    private static boolean isTwice(Ask ask) {
        return ask.name.startsWith("/") && ask.messages() > 1;
    }

    private boolean isTwiceWithoutCause(Ask ask) {
        return isTwice(ask) && !lost.contains(ask.chat);
    }

    private static boolean isDead(Ask ask, Set<Long> named) {
        return !ask.isAnswered() && named.contains(ask.update().getAsLong());
    }

    private boolean isMissing(Ask ask, Set<Long> named) {
        return !ask.isAnswered()
                && !isPromised(ask)
                && !isOvertaken(ask)
                && !named.contains(ask.update().getAsLong());
    }

    private static boolean isPromised(Ask ask) {
        return !ask.isAnswered() && ask.isPromised();
    }

    /// A card said that something is under way, and then gave way to the one for what was asked next in the chat.
    private boolean isOvertaken(Ask ask) {
        return !ask.isAnswered()
                && ask.isInterim()
                && received.stream()
                        .anyMatch(other -> other.chat == ask.chat
                                && other.update().getAsLong() > ask.update().getAsLong()
                                && other.isAnswered());
    }

    /// The updates that dead letters name, such as `"update_id":100000042` or `"u:100000042"`.
    private Set<Long> named() {
        Set<Long> ids = received.stream().map(ask -> ask.update().getAsLong()).collect(Collectors.toSet());
        return dead.stream()
                .flatMap(List::stream)
                .flatMap(body -> NUMBER.matcher(body).results())
                .map(number -> number.group())
                .filter(number -> number.length() < 19)
                .map(Long::valueOf)
                .filter(ids::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
