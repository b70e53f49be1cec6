package tidings.simulator;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tidings.domain.ChatId;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.PostId;
import tidings.follows.Follow;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.follows.Origin;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore;
import tidings.store.FeedStore;
import tidings.store.FeedStore.Recorded;
import tidings.store.ReminderStore.Subject;
import tidings.store.SimulatedStores;
import tidings.store.SimulatedStores.Outcome;
import tidings.store.Stores;
import tidings.telegram.CardId;

/// People who follow communities and topics, and what they have to get: each new story once, by itself or in a
/// brief, unless it is left out for a reason that they gave. Posts that say the same tell one.
final class Readers {
    private static final List<String> ORIGINS =
            List.of("java", "python", "cooking", "cats", "long", "strange", "topic:programming", "topic:pets", "*");

    static final String ALBUM = "album of ";
    private static final String BRIEF = "p:brief.";
    private static final Pattern TITLE = Pattern.compile("<a href=\"[^\"]*\">([^<]*)</a>");

    private static final long MINUTE = 60_000;
    private static final long LAST = 2 * MINUTE;

    /// Shorter than posts are stored.
    private static final long STORED = 47 * 60 * MINUTE;

    private final VirtualTime time;
    private final Random random;
    private final Stores stores;
    private final long end;
    private final Reminded reminded;
    private final Map<String, Expected> expected = new TreeMap<>();
    private final Map<String, String> stories = new HashMap<>();
    private final Map<String, List<String>> briefs = new HashMap<>();
    private final Set<Long> paced = new HashSet<>();
    private final Set<Long> briefed = new HashSet<>();
    private final Set<Long> erased = new HashSet<>();

    private static final class Expected {
        private final long at;
        private final Optional<Follow> follow;
        private int sent;
        private int broken;

        private Expected(long at, Optional<Follow> follow) {
            this.at = at;
            this.follow = follow;
        }
    }

    /// @param end of the schedule, which brings what others left
    Readers(VirtualTime time, Random random, Stores stores, long end) {
        this.time = time;
        this.random = random;
        this.stores = stores;
        this.end = end;
        this.reminded = new Reminded(time, end);
        SimulatedStores.onPrefer(stores, this::prefer);
        SimulatedStores.onForget(stores, chat -> erased.add(chat.value()));
    }

    private void prefer(ChatId chat, ChatSettings settings) {
        settings.get(ChatSettings.PACE).ifPresent(_ -> paced.add(chat.value()));
        Stream.of(settings.get(ChatSettings.BRIEF), settings.get(ChatSettings.QUIET))
                .filter(choice -> choice.isPresent())
                .forEach(_ -> briefed.add(chat.value()));
    }

    Reminded reminded() {
        return reminded;
    }

    /// Lets somebody in a chat follow something until the end of the day, unless the chat is erased, where the bot
    /// would
    /// not have it.
    void live(long chat, long day) {
        for (int i = random.nextInt(3); i > 0; i--) {
            long at = (long) (random.nextDouble() * day);
            String origin = ORIGINS.get(random.nextInt(ORIGINS.size()));
            time.at(at, () -> {
                if (!erased.contains(chat)) {
                    follow(chat, origin);
                }
            });
        }
    }

    void follow(long chat, String origin) {
        follow(chat, FollowQuery.of(Origin.of(origin)));
    }

    void follow(long chat, FollowQuery query) {
        stores.follows().add(Place.of(new ChatId(chat)), query);
    }

    /// Has a chat reminded of something, which it asks for once.
    void remind(long chat, String words, Instant dueAt) {
        Subject subject = new Subject(words, OptionalInt.empty(), Optional.empty(), "");
        reminded.watched(stores.reminders())
                .add(Place.of(new ChatId(chat)), words, subject, "en", dueAt, Optional.empty());
    }

    /// The store, watched for new posts.
    FeedStore watched(FeedStore feeds) {
        return (FeedStore) Proxy.newProxyInstance(
                FeedStore.class.getClassLoader(), new Class<?>[] {FeedStore.class}, (_, method, arguments) -> {
                    try {
                        Object result = method.invoke(feeds, arguments);
                        if (result instanceof Recorded recorded) {
                            expect(posts(arguments[1]), recorded.newPosts());
                        } else if (result instanceof Set<?> fresh) {
                            expect(
                                    posts(arguments[1]),
                                    fresh.stream().map(PostId.class::cast).collect(Collectors.toSet()));
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
            stories.put("p:" + post.post().id().value(), post.post().title().strip());
            Matcher.of(stores.follows().followers(Origin.of(post), 0, Integer.MAX_VALUE), Follow::query)
                    .matches(post, Optional.empty())
                    .forEach(follow -> expect(follow, post));
        });
    }

    private void expect(Follow follow, ClassifiedPost post) {
        if (post.post().created().isBefore(follow.since().minus(Duration.ofHours(1)))) {
            return;
        }
        expect(follow.place(), CardId.ofStory(follow.place(), post.post().id().value()), Optional.of(follow));
    }

    void expect(Place place, CardId card) {
        expect(place, card, Optional.empty());
    }

    private void expect(Place place, CardId card, Optional<Follow> follow) {
        expected.putIfAbsent(key(place.chat().value(), card.value()), new Expected(time.now(), follow));
    }

    /// Of what a card tells a chat.
    private String key(long chat, String card) {
        return chat + " " + stories.getOrDefault(card, card);
    }

    /// A chat shows a card in a new message. An album is not expected, for Telegram may not take it, and comes
    /// once.
    void shown(long chat, String card, String html, Account account) {
        if (card.startsWith(Reminded.CARD)) {
            reminded.shown(chat, card, account);
            return;
        }
        if (card.startsWith(ALBUM)) {
            expected.putIfAbsent(key(chat, card), new Expected(time.now(), Optional.empty()));
        }
        List<String> keys = List.of(key(chat, card));
        if (card.startsWith(BRIEF)) {
            keys = TITLE.matcher(html)
                    .results()
                    .map(title -> chat + " " + title.group(1))
                    .toList();
            briefs.put(key(chat, card), keys);
        }
        keys.forEach(key -> {
            if (!expected.containsKey(key) && card.startsWith("p:") && isWantedByNow(chat, key)) {
                expected.put(key, new Expected(time.now(), Optional.empty()));
            }
            if (expected.get(key) instanceof Expected one) {
                one.sent++;
            } else if (card.startsWith("p:")) {
                account.breach(Breach.UNASKED, time.now(), card + " in " + key);
            }
        });
    }

    /// Whether a post that was not wanted when it was new is wanted now that its score has grown.
    private boolean isWantedByNow(long chat, String key) {
        return SimulatedStores.outcomes(stores).stream()
                .filter(outcome -> outcome.place().chat().value() == chat)
                .flatMap(outcome -> outcome.posts().stream())
                .filter(post -> key(chat, "p:" + post.value()).equals(key))
                .flatMap(post -> stores.posts().find(post).stream())
                .anyMatch(post -> Matcher.of(
                                stores.follows().followers(Origin.of(post), 0, Integer.MAX_VALUE), Follow::query)
                        .matches(post, Optional.empty())
                        .stream()
                        .anyMatch(follow -> follow.place().chat().value() == chat));
    }

    /// The message that shows a card is gone, or nobody could note it.
    void maySendAgain(long chat, String card) {
        reminded.maySendAgain(chat, card);
        briefs.getOrDefault(key(chat, card), List.of(key(chat, card))).forEach(key -> {
            if (expected.get(key) instanceof Expected one) {
                one.broken++;
            }
        });
    }

    void settle(Account account) {
        reminded.settle(account);
        Map<String, Outcome> outcomes = new HashMap<>();
        SimulatedStores.outcomes(stores)
                .forEach(outcome -> outcome.posts()
                        .forEach(post ->
                                outcomes.put(key(outcome.place().chat().value(), "p:" + post.value()), outcome)));
        expected.forEach((key, one) -> {
            long chat = Long.parseLong(key.substring(0, key.indexOf(' ')));
            if (one.sent > 1 + one.broken) {
                account.breach(Breach.DELIVERY_REPEATED, one.at, key + " came " + one.sent + " times");
            } else if (one.sent == 0
                    && one.at < end - LAST
                    && !account.isEverBlocked(chat)
                    && !erased.contains(chat)
                    && !isExcused(chat, one, outcomes.get(key))) {
                account.breach(Breach.DELIVERY_LOST, one.at, key + ": " + outcomes.get(key));
            }
        });
    }

    /// Whether there is a good reason for which a story did not come.
    private boolean isExcused(long chat, Expected one, Outcome outcome) {
        return outcome == null
                ? one.follow.filter(follow -> isUnwanted(chat, follow.id())).isPresent() // since before it was due
                : switch (outcome.state()) {
                    // A brief is made before it is queued, which a later minute does again. A story that was skipped
                    // is due when a post that the chat wants tells it again.
                    case SENT, PENDING, HELD ->
                        outcome.dueAt()
                                .filter(at -> VirtualTime.millis(at) > end - LAST)
                                .isPresent();
                    case SKIPPED ->
                        switch (outcome.reason().orElse("")) {
                            case DeliveryPolicy.PACE -> paced.contains(chat);
                            case BriefStore.FULL -> briefed.contains(chat);
                            case DeliveryStore.GONE -> one.at < end - STORED;
                            case DeliveryStore.UNWANTED -> isUnwanted(chat, outcome.follow());
                            default -> false;
                        };
                };
    }

    private boolean isUnwanted(long chat, long follow) {
        return stores.follows()
                .find(new ChatId(chat), follow)
                .filter(one -> !one.paused())
                .isEmpty();
    }
}
