package tidings.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidings.aws.Deadline;
import tidings.aws.Queue;
import tidings.domain.ClassifiedPost;
import tidings.domain.Place;
import tidings.domain.Post;
import tidings.domain.PostId;
import tidings.domain.PostMedia;
import tidings.follows.FollowQuery;
import tidings.follows.Matcher;
import tidings.messages.OutboxMessage;
import tidings.messages.OutboxMessage.ShowAlbumV1;
import tidings.messages.OutboxMessage.ShowCardV1;
import tidings.preferences.ChatSettings;
import tidings.selection.DeliveryPolicy;
import tidings.selection.Meaning;
import tidings.store.BriefStore;
import tidings.store.DeliveryStore;
import tidings.store.DeliveryStore.Compared;
import tidings.store.DeliveryStore.Decided;
import tidings.store.DeliveryStore.Facts;
import tidings.store.DeliveryStore.Follower;
import tidings.store.DeliveryStore.Key;
import tidings.store.DeliveryStore.Living;
import tidings.store.DeliveryStore.Sent;
import tidings.store.DeliveryStore.Shown;
import tidings.store.ThreadStore;
import tidings.telegram.CardId;

/// Brings new posts to those who follow them. Each step is stored before the next, and each can be done again, so
/// a crash loses nothing and shows nothing twice; whoever runs next goes on. Thread-safe.
///
/// @param threads of groups that have one for each topic
/// @param queue of deliveries
public record Deliveries(DeliveryStore store, ThreadStore threads, Queue<OutboxMessage> queue, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /// Followers in one transaction.
    static final int PAGE = 500;

    /// Cards that are queued and then noted as sent.
    static final int BATCH = 100;

    /// Cards that are compared at once, and how often in a minute.
    private static final int LOOKS = 150;

    private static final int MAX_LOOKS = 8;

    /// What four fifths of Telegram's 25 messages a second make in a minute.
    public static final int CARDS_A_MINUTE = 1_200;

    /// No step is begun later than this before the end of an invocation.
    static final Duration RESERVE = Duration.ofSeconds(5);

    /// A post that is older than a follow by more than this is not what is new since.
    public static final Duration BEFORE = Duration.ofHours(1);

    /// How long a card is kept up to date.
    private static final Duration LIFE = Duration.ofDays(1);

    /// After so long a card is first compared with its post, and then each time it is twice as old.
    private static final Duration FIRST_LOOK = Duration.ofMinutes(10);

    /// Makes deliveries of new posts, and sends what is due.
    ///
    /// @param pages of followers at most
    /// @param cards after so many messages none is begun; an album is as many as it has pictures
    /// @return how many messages were sent
    public int run(int pages, int cards) {
        Deadline end = Deadline.current().earlier(RESERVE);
        int page = 0;
        while (page < pages && !end.passed() && store.expand(PAGE, this::decide)) {
            page++;
        }
        int sent = 0;
        while (sent < cards && !end.passed()) {
            List<Shown> due = store.due(Math.min(BATCH, cards - sent));
            if (due.isEmpty()) {
                break;
            }
            sent += send(due);
        }
        if (page + sent > 0) {
            LOG.info("{} pages of followers, {} messages", page, sent);
        }
        return sent;
    }

    /// Brings none of these posts any more, and edits the cards and briefs that show them. They may be stored yet.
    public void takeBack(Collection<PostId> posts, BriefStore briefs) {
        List<Sent> shown;
        do {
            shown = store.removed(posts, BATCH);
            if (!shown.isEmpty()) {
                Map<Object, Sent> cards = new LinkedHashMap<>(); // a brief that shows several is edited once
                shown.forEach(sent -> cards.putIfAbsent(
                        sent.brief()
                                .<Object>map(due -> List.of(sent.key().place(), due))
                                .orElse(sent.key()),
                        sent));
                queue.send(cards.values().stream()
                        .flatMap(sent -> without(sent, posts, briefs))
                        .toList());
                store.takenBack(shown.stream().map(Sent::key).toList());
            }
        } while (shown.size() == BATCH);
    }

    private Stream<ShowCardV1> without(Sent sent, Collection<PostId> posts, BriefStore briefs) {
        Place place = sent.key().place();
        CardId card = card(sent.key());
        return sent.brief()
                .map(due -> Briefs.without(briefs, place, due, sent.settings(), posts, clock.instant()))
                .orElseGet(() -> Stream.of(
                        new ShowCardV1(place, card, card + "/removed", DeliveryCards.removed(sent.settings()))));
    }

    private List<Decided> decide(ClassifiedPost post, Optional<Meaning> meaning, float rank, List<Follower> followers) {
        List<Follower> since = followers.stream()
                .filter(follower -> !post.post()
                        .created()
                        .isBefore(follower.follow().since().minus(BEFORE)))
                .toList();
        Set<Follower> wanting = since.stream().collect(Collectors.groupingBy(Follower::taught)).entrySet().stream()
                .flatMap(alike -> wanting(
                        alike.getValue(), alike.getKey().map(post::taught).orElse(post), meaning))
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        return followers.stream()
                .filter(wanting::contains)
                .map(follower -> new Decided(
                        follower.follow(),
                        DeliveryPolicy.plan(follower.settings(), follower.threshold(), rank, now),
                        rank))
                .toList();
    }

    private static Stream<Follower> wanting(List<Follower> followers, ClassifiedPost post, Optional<Meaning> meaning) {
        return Matcher.of(followers, Deliveries::query).matches(post, meaning).stream();
    }

    /// What is not for minors comes where the follow or the chat says so.
    private static FollowQuery query(Follower follower) {
        FollowQuery query = follower.follow().query();
        return follower.settings().get(ChatSettings.ADULT).orElse(false) ? query.withAdult() : query;
    }

    /// Queued first: what is queued twice is shown once. What goes to a thread that is not made yet waits for it.
    ///
    /// @return how many messages Telegram gets
    private int send(List<Shown> due) {
        Instant now = clock.instant();
        ForumThreads forums = new ForumThreads(threads, queue);
        Map<ThreadStore.Key, OptionalInt> made = forums.of(due);
        Map<Boolean, List<Shown>> waits = due.stream()
                .collect(Collectors.partitioningBy(shown -> ForumThreads.key(shown)
                        .filter(key -> !made.containsKey(key))
                        .isPresent()));
        if (!waits.get(true).isEmpty()) {
            forums.ask(waits.get(true), now);
            store.postpone(waits.get(true).stream().map(Shown::key).toList(), now.plus(DeliveryStore.PAUSE));
        }
        List<Shown> sent = waits.get(false);
        List<OutboxMessage> messages = sent.stream()
                .flatMap(shown -> messages(shown, ForumThreads.place(shown, made), now))
                .toList();
        if (!sent.isEmpty()) {
            queue.send(messages);
            store.sent(sent.stream()
                    .map(shown -> new Compared(shown.key(), shown.facts(), Optional.of(now.plus(FIRST_LOOK))))
                    .toList());
        }
        return messages.stream().mapToInt(OutboxMessage::messages).sum();
    }

    private static Stream<OutboxMessage> messages(Shown shown, Place place, Instant now) {
        Post post = shown.post().post();
        List<PostMedia> album = DeliveryMedia.album(post, shown.settings().look());
        ShowCardV1 made = card(shown, place, "new", now);
        ShowCardV1 card = place.equals(shown.key().place()) ? made : made.fallingBack();
        return album.isEmpty()
                ? Stream.of(card)
                : Stream.of(new ShowAlbumV1(place, card.card(), album, DeliveryMedia.isHidden(post)), card);
    }

    /// Brings sent cards up to date whose posts changed much, the most changed first. The others are left as they
    /// are until they are compared again.
    ///
    /// @param max cards
    /// @return how many cards change
    public int refresh(int max) {
        int edits = 0;
        int compared = LOOKS;
        for (int batch = 0; batch < MAX_LOOKS && compared == LOOKS; batch++) {
            List<Living> living = store.living(LOOKS);
            edits += refresh(living, Math.max(0, max - edits));
            compared = living.size();
        }
        return edits;
    }

    private int refresh(List<Living> living, int max) {
        Instant now = clock.instant();
        List<Living> changed = living.stream()
                .filter(card -> change(card) >= 1)
                .sorted(Comparator.<Living>comparingDouble(Deliveries::change).reversed())
                .limit(max)
                .toList();
        if (!changed.isEmpty()) {
            List<Shown> shown = changed.stream().map(Living::now).toList();
            Map<ThreadStore.Key, OptionalInt> made = new ForumThreads(threads, queue).of(shown);
            queue.send(shown.stream()
                    .map(one -> card(one, ForumThreads.place(one, made), Long.toString(now.getEpochSecond()), now))
                    .toList());
        }
        Set<Living> edited = Set.copyOf(changed);
        store.compared(living.stream()
                .map(card -> new Compared(
                        card.now().key(), edited.contains(card) ? card.now().facts() : card.before(), next(card, now)))
                .toList());
        return changed.size();
    }

    private static Optional<Instant> next(Living card, Instant now) {
        Duration age = Duration.between(card.sentAt(), now);
        return age.compareTo(LIFE) < 0 ? Optional.of(now.plus(age)) : Optional.empty();
    }

    /// 1 if the card is to be brought up to date, and more, the more its post changed.
    private static double change(Living card) {
        Facts before = card.before();
        Facts now = card.now().facts();
        return Math.max(
                now.also() - before.also(),
                Math.max(
                        change(before.score().orElse(0), now.score().orElse(0)),
                        change(before.comments().orElse(0), now.comments().orElse(0))));
    }

    /// Half as many again, and ten at least, are much.
    private static double change(int before, int now) {
        return Math.abs(now - before) / Math.max(10.0, Math.abs(before) / 2.0);
    }

    private static ShowCardV1 card(Shown shown, Place place, String step, Instant now) {
        CardId card = card(shown.key());
        return new ShowCardV1(place, card, card + "/" + step, DeliveryCards.of(shown, now));
    }

    private static CardId card(Key key) {
        return CardId.ofStory(key.place(), key.story());
    }
}
