package tidings.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.preferences.Setting;
import tidings.store.ChatRegistry;
import tidings.store.ChatRegistry.Registered;
import tidings.store.FeedStore;
import tidings.store.FeedStore.Recorded;
import tidings.store.FollowStore;
import tidings.telegram.CardId;

/// People who follow communities and topics, and what they have to get: each new story once. Posts that say the
/// same tell one.
final class Readers {
    private static final List<String> ORIGINS =
            List.of("java", "python", "cooking", "cats", "long", "strange", "topic:programming", "topic:pets", "*");

    static final String ALBUM = "album of ";

    private static final long LAST = 2 * 60_000;

    /// What is held for a chat, or left out, comes after the day or never.
    private static final List<Setting<?>> HOLDING = List.of(ChatSettings.QUIET, ChatSettings.BRIEF, ChatSettings.PACE);

    private final VirtualTime time;
    private final Random random;
    private final FollowStore follows;
    private final ChatRegistry chats;
    private final long end;
    private final Reminded reminded;
    private final Map<String, Expected> expected = new TreeMap<>();
    private final Map<String, String> stories = new HashMap<>();

    private static final class Expected {
        private final long at;
        private final boolean held;
        private int sent;
        private int broken;

        private Expected(long at, boolean held) {
            this.at = at;
            this.held = held;
        }
    }

    /// @param end of the schedule, which brings what others left
    Readers(VirtualTime time, Random random, FollowStore follows, ChatRegistry chats, long end) {
        this.time = time;
        this.random = random;
        this.follows = follows;
        this.chats = chats;
        this.end = end;
        this.reminded = new Reminded(time, end);
    }

    Reminded reminded() {
        return reminded;
    }

    /// Lets somebody in a chat follow something, and sometimes end it, until the end of the day.
    void live(long chat, long day) {
        for (int i = random.nextInt(3); i > 0; i--) {
            long at = (long) (random.nextDouble() * day);
            String origin = ORIGINS.get(random.nextInt(ORIGINS.size()));
            time.at(at, () -> follow(chat, origin));
        }
    }

    void follow(long chat, String origin) {
        follows.add(Place.of(new ChatId(chat)), FollowQuery.of(Origin.of(origin)));
    }

    /// The store, watched for new posts.
    FeedStore watched(FeedStore feeds) {
        return (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(feeds, arguments);
                        if (result instanceof Recorded recorded) {
                            expect(posts(arguments[1]), recorded.newPosts());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @SuppressWarnings("unchecked") // the second argument of `record`
    private static List<ClassifiedPost> posts(Object argument) {
        return (List<ClassifiedPost>) argument;
    }

    private void expect(List<ClassifiedPost> posts, Set<PostId> fresh) {
        posts.stream().filter(post -> fresh.contains(post.post().id())).forEach(post -> {
            stories.put("p:" + post.post().id().value(), post.post().title());
            Matcher.of(follows.followers(Origin.of(post), 0, Integer.MAX_VALUE))
                    .matches(post)
                    .forEach(match -> expect(match.of(), post));
        });
    }

    private void expect(Follow follow, ClassifiedPost post) {
        if (post.post().created().isBefore(follow.since().minus(Duration.ofHours(1)))) {
            return;
        }
        expect(follow.place(), CardId.ofStory(follow.place(), post.post().id().value()));
    }

    void expect(Place place, CardId card) {
        long chat = place.chat().value();
        expected.putIfAbsent(key(chat, card.value()), new Expected(time.now(), isHeld(chat)));
    }

    private boolean isHeld(long chat) {
        return chats.find(new ChatId(chat))
                .map(Registered::settings)
                .filter(settings -> HOLDING.stream()
                        .anyMatch(setting -> settings.get(setting).isPresent()))
                .isPresent();
    }

    /// Of what a card tells a chat.
    private String key(long chat, String card) {
        return chat + " " + stories.getOrDefault(card, card);
    }

    /// A chat shows a card in a new message. An album is not expected, for Telegram may not take it, and comes
    /// once.
    void shown(long chat, String card, Account account) {
        if (card.startsWith(Reminded.CARD)) {
            reminded.shown(chat, card, account);
            return;
        }
        if (card.startsWith(ALBUM)) {
            expected.putIfAbsent(key(chat, card), new Expected(time.now(), false));
        }
        if (expected.get(key(chat, card)) instanceof Expected one) {
            one.sent++;
        } else if (card.startsWith("p:")) {
            account.breach(Breach.UNASKED, time.now(), card + " in " + chat);
        }
    }

    /// The message that shows a card is gone, or nobody could note it.
    void maySendAgain(long chat, String card) {
        reminded.maySendAgain(chat, card);
        if (expected.get(key(chat, card)) instanceof Expected one) {
            one.broken++;
        }
    }

    void settle(Account account) {
        reminded.settle(account);
        expected.forEach((key, one) -> {
            long chat = Long.parseLong(key.substring(0, key.indexOf(' ')));
            boolean comes = one.at < end - LAST && !account.isEverBlocked(chat) && !one.held && !isHeld(chat);
            if (one.sent == 0 && comes) {
                account.breach(Breach.DELIVERY_LOST, one.at, key);
            } else if (one.sent > 1 + one.broken) {
                account.breach(Breach.DELIVERY_REPEATED, one.at, key + " came " + one.sent + " times");
            }
        });
    }
}
