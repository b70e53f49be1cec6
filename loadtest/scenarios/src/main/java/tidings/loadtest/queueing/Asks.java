package tidings.loadtest.queueing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.loadtest.queueing.Behaviour.Reply;
import tidings.loadtest.queueing.Traces.Traced;

/// What a crowd asks for, and what the work of it was where it was measured. Immutable.
///
/// @param asked in a phase, each as often as there
/// @param works by what was asked for
public record Asks(List<String> asked, Map<String, List<Work>> works) {
    /// One that somebody makes, with the work that it will be.
    record Ask(String what, Work work) {}

    /// @throws IllegalArgumentException if nothing was measured
    public Asks {
        asked = List.copyOf(asked);
        works = Collections.unmodifiableSortedMap(new TreeMap<>(works)); // so that a seed draws the same
        if (asked.isEmpty() || works.isEmpty()) {
            throw new IllegalArgumentException(
                    "there have to be asks and works, not " + asked.size() + " and " + works.size());
        }
    }

    /// Of what was asked in a phase by what was measured in this one or another. Whatever was not measured is as any
    /// that was.
    public static Asks of(List<Reply> replies, List<Traced> measured) {
        return new Asks(
                replies.stream().map(Reply::what).toList(),
                measured.stream()
                        .collect(Collectors.groupingBy(
                                one -> one.reply().what(), Collectors.mapping(Traced::work, Collectors.toList()))));
    }

    /// Of a single kind.
    static Asks of(Work... works) {
        return new Asks(List.of("any"), Map.of("any", List.of(works)));
    }

    /// The same, done in so many times the time.
    public Asks times(double factor) {
        return new Asks(
                asked,
                works.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                each -> each.getValue().stream()
                                        .map(work -> work.times(factor))
                                        .toList())));
    }

    /// All in any order, again and again, each with any work of its kind.
    Iterator<Ask> drawn(Random random) {
        List<String> order = new ArrayList<>(asked);
        List<Work> any = works.values().stream().flatMap(List::stream).toList();
        return Stream.generate(() -> {
                    Collections.shuffle(order, random);
                    return List.copyOf(order);
                })
                .flatMap(List::stream)
                .map(what -> {
                    List<Work> measured = works.getOrDefault(what, any);
                    return new Ask(what, measured.get(random.nextInt(measured.size())));
                })
                .iterator();
    }
}
