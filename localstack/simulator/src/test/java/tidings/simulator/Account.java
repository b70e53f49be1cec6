package tidings.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tidings.chats.ChatState;

/// What was asked, what was shown, and what went wrong meanwhile: decides whether a run kept its promises.
final class Account {
    private static final long START = 5_000;

    /// A minute, and what it takes to show that it is over.
    private static final long LONGEST = 60_000 + START;

    /// After a fault everything that waits is answered within two minutes.
    private static final long AFTERMATH = 60_000;

    private static final long HOLD = 30_000;

    /// How long Telegram takes an answer to a press.
    private static final long PRESS = 30_000;

    /// What is expected of an update.
    enum Kind {
        CARD,
        TOAST,
        NOTHING,
        /// One answer or none.
        ANY,
        POISON
    }

    /// @param chat that it concerns; 0 for all
    private record Fault(long from, long to, long chat) {}

    private final VirtualTime time;
    private final Readers readers;
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<Long, Long> last = new HashMap<>();
    private final Map<String, Set<Asked>> waiting = new HashMap<>();
    private final Map<String, Long> alarms = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();
    private final Map<Long, List<Long>> blocked = new HashMap<>();
    private final List<Long> rings = new ArrayList<>();
    private boolean isSorted;
    private int answered;

    Account(VirtualTime time, FaultPlan plan, Readers readers) {
        this.time = time;
        this.readers = readers;
        plan.outages().forEach(outage -> fault(outage.from(), outage.to()));
        plan.throttled().forEach(stretch -> fault(stretch.from(), stretch.to()));
    }

    /// Everything that somebody caused, in order.
    List<Asked> asked() {
        return List.copyOf(asked.values());
    }

    int answered() {
        return answered;
    }

    void ask(Asked update) {
        asked.put(Long.toString(update.update), update);
    }

    void ring(String alarm) {
        alarms.putIfAbsent(alarm, time.now());
        rings.add(time.now());
    }

    /// Something went wrong for everybody.
    void fault(long from, long to) {
        fault(from, to, 0);
    }

    /// @param chat that is concerned; 0 for all
    void fault(long from, long to, long chat) {
        faults.add(new Fault(from, to, chat));
        isSorted = false;
    }

    void blocks(long chat) {
        blocked.computeIfAbsent(chat, _ -> new ArrayList<>()).add(time.now());
    }

    /// A chat shows a new message, or another content of one.
    ///
    /// @param cause the update that caused the content
    /// @param card that the message shows, by its id
    /// @param interim whether the content says that something is under way
    void shown(long chat, String cause, String card, boolean isNew, boolean interim) {
        Asked update = asked.get(cause);
        Asked origin = asked.get(card.replaceFirst("^u:", ""));
        if (isNew && origin != null) {
            origin.sent++;
            if (origin.first < 0) {
                origin.first = time.now();
                long before = last.getOrDefault(chat, -1L);
                if (origin.update < before && !isEverBlocked(chat) && !Choices.asksForRights(origin)) {
                    breach(Breach.DISORDER, time.now(), origin.what + " is shown after " + before);
                }
                last.put(chat, Math.max(before, origin.update));
            }
        }
        Set<Asked> here = waiting.computeIfAbsent(chat + "/" + card, _ -> new HashSet<>());
        if (update != null && interim) {
            here.add(update);
        } else if (update != null) {
            // Whoever presses another button of a card that waits gets what that one shows instead.
            here.removeIf(other -> other.update < update.update && end(other));
            end(update);
        }
    }

    private boolean end(Asked update) {
        if (update.ended < 0) {
            update.ended = time.now();
        }
        return true;
    }

    /// The message that would show something is deleted. Nobody waits for what a button of it brings.
    void gone(String cause) {
        if (asked.get(cause) instanceof Asked update && update.kind == Kind.TOAST) {
            end(update);
        }
    }

    /// A chat shows a card in a new message.
    void sent(long chat, String card, String html) {
        readers.shown(chat, card, html, this);
    }

    /// The message that shows a card is gone, or nobody could note it.
    void maySendAgain(long chat, String card) {
        readers.maySendAgain(chat, card);
        if (card.startsWith("u:") && asked.get(card.substring(2)) instanceof Asked origin) {
            origin.broken++;
        }
    }

    /// Whether a chat ever was closed to the bot.
    boolean isEverBlocked(long chat) {
        return blocked.containsKey(chat);
    }

    /// A card says by when there will be an answer: a promise to each who waits for it and is told in time.
    void promised(long chat, String card, long until) {
        waiting.getOrDefault(chat + "/" + card, Set.of()).stream()
                .filter(update -> time.now() <= latest(update))
                .forEach(update -> update.promised = Math.max(update.promised, until));
    }

    /// Whether Telegram still takes an answer to a press, which that ends.
    boolean isAnswered(String press) {
        Asked update = asked.get(press.substring(1));
        return update == null || (time.now() - update.at <= PRESS && end(update));
    }

    void alarmShown(String text) {
        alarms.keySet().removeIf(text::contains);
    }

    void breach(Breach breach, long at, String what) {
        broken.add(new Broken(breach, at, what));
    }

    /// Everything that was not as promised, once all has come to rest.
    List<Broken> settle() {
        asked.values().forEach(this::settle);
        readers.settle(this);
        alarms.forEach((alarm, at) -> breach(Breach.ALARM_UNSEEN, at, alarm));
        return broken.stream().sorted(Comparator.comparingLong(Broken::at)).toList();
    }

    private void settle(Asked update) {
        if (update.sent > 1 + update.broken) {
            breach(Breach.DUPLICATE, update.at, update.what + " has " + update.sent + " answers");
        }
        if (update.kind == Kind.NOTHING && update.sent > 0) {
            breach(Breach.UNASKED, update.at, update.what + " is answered");
        }
        boolean expected = update.kind == Kind.CARD || update.kind == Kind.TOAST;
        if (!expected || isBlockedAfter(update)) {
            return;
        } else if (update.ended < 0) {
            breach(Breach.UNANSWERED, update.at, update.what + " in " + update.chat);
            return;
        }
        answered++;
        long latest = latest(update) + (isBehindPoison(update) ? HOLD : 0) + behindOthers(update);
        if (update.ended > latest) {
            breach(
                    Breach.LATE,
                    latest,
                    update.what + " of " + Timeline.clock(update.at) + " took " + (update.ended - update.at) + " ms");
        } else if (update.kind == Kind.CARD
                && update.first - update.at > START
                && isQuiet(update)
                && !isBehindPoison(update)) {
            breach(Breach.SLOW_START, update.at, update.what + " took " + (update.first - update.at) + " ms");
        }
        if (isBehindPoison(update) && isQuiet(update) && update.first - update.at > HOLD + START) {
            breach(Breach.HELD_UP, update.at, update.what + " took " + (update.first - update.at) + " ms");
        }
    }

    /// A group gets eighteen messages a minute, and an answer has two.
    private long behindOthers(Asked update) {
        long ahead = asked.values().stream()
                .filter(other -> other.chat == update.chat && other.at < update.at && other.ended > update.at)
                .count();
        return update.chat < 0 ? 2 * ahead / ChatState.Limit.GROUP.messages() * LONGEST : 0;
    }

    private boolean isBehindPoison(Asked update) {
        return asked.values().stream()
                .anyMatch(other -> other.kind == Kind.POISON
                        && other.chat == update.chat
                        && other.update < update.update
                        && other.at > update.at - HOLD - START);
    }

    private List<Fault> sorted() {
        if (!isSorted) {
            faults.sort(Comparator.comparingLong(Fault::from));
            isSorted = true;
        }
        return faults;
    }

    private boolean isBlockedAfter(Asked update) {
        return blocked.getOrDefault(update.chat, List.of()).stream()
                .anyMatch(at -> at >= update.at - LONGEST
                        && (update.ended < 0 || at <= update.ended || at - update.at < LONGEST));
    }

    /// By when an update must be answered: a minute that no fault is in, nor the time after one, from when it was
    /// sent or from when it was promised an answer.
    private long latest(Asked update) {
        long at = Math.max(update.at, update.promised);
        long left = LONGEST;
        for (Fault fault : sorted()) {
            if ((fault.chat() == 0 || fault.chat() == update.chat) && fault.to() + AFTERMATH > at) {
                if (fault.from() - at >= left) {
                    break;
                }
                left -= Math.max(0, fault.from() - at);
                at = fault.to() + AFTERMATH;
            }
        }
        return at + left;
    }

    /// Whether the cards of several alarms take what Telegram lets a group get in a minute.
    private boolean isAmongAlarms(Asked update) {
        return update.chat == Simulation.OPERATORS
                && rings.stream().anyMatch(at -> at <= update.at && at > update.at - AFTERMATH);
    }

    /// Whether nothing is or just was wrong, and nothing else of the chat is under way.
    private boolean isQuiet(Asked update) {
        // Telegram slows all chats down when it slows several.
        return !isAmongAlarms(update)
                && faults.stream()
                        .noneMatch(fault -> fault.from() <= update.at + HOLD && fault.to() + 3 * AFTERMATH >= update.at)
                && asked.values().stream()
                        .filter(other -> !Objects.equals(other, update) && other.chat == update.chat)
                        .noneMatch(other -> other.kind != Kind.POISON
                                && other.at <= update.at
                                && (other.at >= update.at - AFTERMATH || other.ended > update.at));
    }
}
