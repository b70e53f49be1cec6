package tidings.simulator;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import tidings.simulator.Account.Kind;

/// What people choose about when posts come and how many: a pace, briefs and quiet hours, on and off, and which of
/// their follows go on.
record Choices(VirtualTime time, Random random, People people) {
    private static final long MINUTE = 60_000;

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    /// Whether Telegram is asked first who administers the group, while others are answered.
    static boolean asksForRights(Asked update) {
        return update.chat < 0 && update.what.matches("/(pace|brief|settings) .*|run\\|.*");
    }

    /// Lets a chat choose now and then until the end of the day; many never do.
    void live(long chat, long day) {
        if (random.nextInt(3) == 0) {
            return;
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            time.at((long) (random.nextDouble() * day), () -> choose(chat, day));
        }
    }

    private void choose(long chat, long day) {
        if (people.hasBlocked(chat)) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1 ->
                people.text(
                        chat, "/pace " + List.of("1", "5", "12", "200", "all").get(random.nextInt(5)), Kind.CARD);
            case 2, 3 -> people.text(chat, "/brief " + in(day), Kind.CARD);
            case 4 -> people.text(chat, "/brief off", Kind.CARD);
            case 5 -> people.text(chat, "/settings quiet " + in(MINUTE) + "-" + in(day), Kind.CARD);
            case 6 -> people.text(chat, "/settings quiet off", Kind.CARD);
            default -> {
                people.text(chat, "/following", Kind.CARD);
                for (long after = MINUTE; after <= 2 * MINUTE; after += MINUTE) {
                    time.after(after, () -> {
                        boolean _ = !people.hasBlocked(chat) && people.press(chat, "following");
                    });
                }
            }
        }
    }

    /// A time of day that is so far away at most.
    private String in(long most) {
        long ahead = MINUTE + random.nextLong(Math.min(most, 23 * 60 * MINUTE));
        return CLOCK.format(VirtualTime.instant(time.now() + ahead));
    }
}
