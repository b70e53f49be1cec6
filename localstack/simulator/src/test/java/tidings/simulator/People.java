package tidings.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import tidings.aws.Json;
import tidings.simulator.Account.Kind;
import tidings.simulator.SimulatedTelegram.Shown;
import tidings.simulator.VirtualTime.Crash;
import tidings.simulator.VirtualTime.Process;

/// People in their chats, and Telegram as far as it hands what they do to the webhook: in order for each chat, and
/// again until it is taken.
final class People {
    private static final long MINUTE = 60_000;
    private static final String UPDATE = "\"update_id\":";
    private static final int LONGEST_TEXT = 4_096;
    private static final List<String> PERIODS = List.of("", "", " week", " month", " all");
    private static final List<String> TOPICS = List.of("programming", "food", "pets", "nothing");

    private final VirtualTime time;
    private final Random random;
    private final SimulatedTelegram telegram;
    private final Account account;
    private final Timeline timeline;
    private final Predicate<String> webhook;
    private final Map<Long, Deque<String>> undelivered = new HashMap<>();
    private final Set<String> poison = new LinkedHashSet<>();
    private long updates = 1_000;

    /// @param webhook takes an update in the running process; returns whether it was queued
    People(
            VirtualTime time,
            Random random,
            SimulatedTelegram telegram,
            Account account,
            Timeline timeline,
            Predicate<String> webhook) {
        this.time = time;
        this.random = random;
        this.telegram = telegram;
        this.account = account;
        this.timeline = timeline;
        this.webhook = webhook;
    }

    /// What is in the messages that cannot be handled, each in one.
    Set<String> poison() {
        return poison;
    }

    boolean isPoison(String body) {
        int from = body.lastIndexOf(UPDATE);
        return from >= 0 && poison.stream().anyMatch(one -> body.startsWith(one, from));
    }

    /// Lets a chat live until the end of the day.
    ///
    /// @param chat negative for a group
    /// @param pause between two actions on average, in milliseconds
    void live(long chat, long pause, long day) {
        time.after((long) (-Math.log(1 - random.nextDouble()) * pause), () -> {
            if (time.now() < day) {
                int actions = random.nextInt(10) == 0 ? 3 + random.nextInt(3) : 1;
                for (int i = 0; i < actions; i++) {
                    time.after(i * 400L, () -> act(chat));
                }
                live(chat, pause, day);
            }
        });
    }

    private void act(long chat) {
        int dice = random.nextInt(100);
        if (telegram.isBlocked(chat)) {
            if (dice < 50) {
                telegram.unblock(chat);
                member(chat, "member");
                text(chat, "/start", Kind.CARD);
            }
        } else if (dice < 45) {
            String period = PERIODS.get(random.nextInt(PERIODS.size()));
            text(chat, "/top " + SimulatedReddit.any(random) + period, Kind.CARD);
        } else if (dice < 65) {
            press(chat);
        } else if (dice < 71) {
            text(chat, "/topic " + TOPICS.get(random.nextInt(TOPICS.size())), Kind.CARD);
        } else if (dice < 77) {
            text(chat, "/classify my kitten sleeps on the keyboard", Kind.CARD);
        } else if (dice < 80) {
            text(chat, "/language", Kind.CARD);
        } else if (dice < 86) {
            text(chat, List.of("/help", "/topics", "/start").get(random.nextInt(3)), Kind.CARD);
        } else if (dice < 90) {
            text(chat, "hello there", chat > 0 ? Kind.CARD : Kind.NOTHING);
        } else if (dice < 92) {
            // In a group, a command that is not the bot's is for somebody else.
            String odd = List.of("/top a\uFFFEb", "/no\uFFFFsuch", "/x<b>&amp;", "/" + "é".repeat(LONGEST_TEXT - 1))
                    .get(random.nextInt(4));
            text(chat, odd, chat > 0 || odd.startsWith("/top") ? Kind.CARD : Kind.NOTHING);
        } else if (dice < 95) {
            update(chat, chat > 0 ? Kind.CARD : Kind.NOTHING, "sticker", message(chat, "sticker", null));
        } else if (dice < 97) {
            poison(chat);
        } else if (dice < 98) {
            telegram.delete(chat);
        } else if (chat > 0 && random.nextInt(4) == 0) {
            telegram.block(chat);
            member(chat, "kicked");
        }
    }

    boolean hasBlocked(long chat) {
        return telegram.isBlocked(chat);
    }

    void text(long chat, String text, Kind kind) {
        update(chat, kind, text, message(chat, "text", text));
    }

    /// Sends an update of any shape once. One that tells the bot that a chat is closed to it ends what waits there.
    void post(String update) {
        timeline.add(() -> "posts " + update);
        AnyInput.closed(update).forEach(account::blocks);
        time.start("webhook", () -> {
            try {
                webhook.test(update);
            } catch (RuntimeException | Crash e) {
                account.breach(Breach.REFUSED, time.now(), e + " for " + update);
            }
        });
    }

    private ObjectNode message(long chat, String field, String text) {
        ObjectNode update = Json.mapper().createObjectNode();
        ObjectNode message = update.putObject("message")
                .put("message_id", updates)
                .put("date", time.instant().getEpochSecond());
        person(message.putObject("from"));
        chat(message.putObject("chat"), chat);
        if (text == null) {
            message.putObject(field).put("file_id", "f");
        } else {
            message.put(field, text);
        }
        return update;
    }

    void press(long chat) {
        List<Map.Entry<Integer, Shown>> cards = telegram.chat(chat).entrySet().stream()
                .filter(card -> !card.getValue().buttons().isEmpty())
                .toList();
        if (cards.isEmpty()) {
            text(chat, "/top java", Kind.CARD);
            return;
        }
        Map.Entry<Integer, Shown> card = cards.get(random.nextInt(cards.size()));
        List<String> buttons = card.getValue().buttons();
        String data = buttons.get(random.nextInt(buttons.size()));
        if (data.contains("graph")) {
            return; // a picture is drawn by CloudWatch, which is not simulated
        }
        press(chat, card.getKey(), data);
    }

    /// What a chat shows, from top to bottom.
    List<String> shown(long chat) {
        return telegram.chat(chat).values().stream().map(Shown::html).toList();
    }

    /// Presses the first button whose data begins like that, of the latest card that has one.
    /// Returns whether there was one.
    boolean press(long chat, String data) {
        for (Map.Entry<Integer, Shown> card :
                telegram.chat(chat).descendingMap().entrySet()) {
            Optional<String> button = card.getValue().buttons().stream()
                    .filter(one -> one.startsWith(data))
                    .findFirst();
            if (button.isPresent()) {
                press(chat, card.getKey(), button.get());
                return true;
            }
        }
        return false;
    }

    private void press(long chat, int shown, String data) {
        ObjectNode update = Json.mapper().createObjectNode();
        ObjectNode query =
                update.putObject("callback_query").put("id", "p" + updates).put("data", data);
        person(query.putObject("from"));
        ObjectNode message = query.putObject("message")
                .put("message_id", shown)
                .put("date", time.instant().getEpochSecond());
        chat(message.putObject("chat"), chat);
        // Files answer it, which are no cards.
        boolean files = data.equals("run|1|export");
        update(chat, files ? Kind.ANY : Kind.TOAST, data, update);
    }

    private void poison(long chat) {
        poison.add(UPDATE + updates + "}");
        text(chat, "/help", Kind.POISON);
    }

    private void member(long chat, String status) {
        ObjectNode update = Json.mapper().createObjectNode();
        ObjectNode change =
                update.putObject("my_chat_member").put("date", time.instant().getEpochSecond());
        person(change.putObject("from"));
        chat(change.putObject("chat"), chat);
        for (String when : List.of("old_chat_member", "new_chat_member")) {
            ObjectNode member = change.putObject(when);
            member.put("status", when.startsWith("new") ? status : "member").put("until_date", 0);
            person(member.putObject("user"));
        }
        update(chat, Kind.NOTHING, status, update);
    }

    private static void person(ObjectNode person) {
        person.put("id", 7).put("is_bot", false).put("first_name", "Ada").put("language_code", "en");
    }

    private static void chat(ObjectNode chat, long id) {
        chat.put("id", id).put("type", id > 0 ? "private" : "supergroup").put("title", "Chat");
    }

    private void update(long chat, Kind kind, String what, ObjectNode update) {
        long id = updates++;
        String body = update.put("update_id", id).toString();
        account.ask(new Asked(id, chat, kind, what.length() > 40 ? what.substring(0, 40) : what, time.now()));
        timeline.add(() ->
                "update " + id + " in " + chat + ": " + what.lines().findFirst().orElse(""));
        Deque<String> queue = undelivered.computeIfAbsent(chat, _ -> new ArrayDeque<>());
        queue.add(body);
        if (queue.size() == 1) {
            time.start("telegram", () -> deliver(queue));
        }
    }

    /// Telegram sends the next update of a chat when the one before was taken.
    private void deliver(Deque<String> queue) {
        long pause = 1_000;
        time.sleep(20 + random.nextInt(80));
        while (!queue.isEmpty()) {
            if (isTaken(queue.peek())) {
                pause = 1_000;
                String taken = queue.poll();
                if (random.nextInt(100) == 0) {
                    time.after(random.nextLong(MINUTE), () -> time.start("telegram", () -> isTaken(taken)));
                }
            } else {
                time.sleep(pause);
                pause = Math.min(MINUTE / 4, 2 * pause);
            }
        }
    }

    private boolean isTaken(String body) {
        boolean[] taken = {false};
        Process process = time.start("webhook", () -> {
            long from = time.now();
            try {
                taken[0] = webhook.test(body);
            } catch (Crash e) {
                account.fault(from, time.now() + 1_000);
                throw e;
            } catch (RuntimeException e) {
                timeline.add(() -> "fails: " + e);
            }
        });
        time.join(List.of(process), Long.MAX_VALUE);
        return taken[0];
    }
}
