package tidings.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tidings.aws.Delivery;
import tidings.aws.Json;
import tidings.aws.Message;
import tidings.aws.Queue;
import tidings.aws.Role;
import tidings.aws.Verdict;
import tidings.bot.BotInMemory;
import tidings.categorizer.CategorizerInMemory;
import tidings.chats.Chats;
import tidings.chats.InMemoryChats;
import tidings.messages.OutboxMessage;
import tidings.messages.PostsMessage;
import tidings.messages.ScrapeMessage;
import tidings.scraper.ScraperInMemory;
import tidings.scraper.source.Source;
import tidings.sender.Screen;
import tidings.store.GuardedStores;
import tidings.store.Stores;
import tidings.testing.ManualClock;
import tidings.topics.TopicModel;

/// Bot, scraper and categorizer on queues, stores and chats in memory. A message that fails comes back, as from
/// SQS.
final class Pipeline {
    private static final TopicModel MODEL = TopicModel.load();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(45);

    final ManualClock clock = new ManualClock();
    final Screen screen;
    private final Chats chats = new InMemoryChats(clock);
    private final List<InMemoryQueue<?>> queues = new ArrayList<>();
    private final InMemoryQueue<Said> updates;
    private long sequence;

    /// An update.
    record Said(String body, String group, String deduplication) implements Message {}

    /// @param delay how long a message is on its way, by its number
    /// @param lost numbers of messages that the queues of requests and posts lose
    Pipeline(Source source, Faults faults, Function<Long, Duration> delay, Set<Long> lost) {
        Stores stores = GuardedStores.of(Stores.inMemory(clock), faults);
        Chats guarded = faults.guarded(Chats.class, chats);
        screen = new Screen(chats, clock);
        InMemoryQueue<OutboxMessage> outbox = new InMemoryQueue<>(true, OutboxMessage.class, delay, Set.of());
        InMemoryQueue<ScrapeMessage> scrapes = new InMemoryQueue<>(false, ScrapeMessage.class, delay, lost);
        InMemoryQueue<PostsMessage> posts = new InMemoryQueue<>(false, PostsMessage.class, delay, lost);
        updates = new InMemoryQueue<>(true, Said.class, _ -> Duration.ZERO, Set.of());
        Role<String> bot = BotInMemory.of(
                stores, guarded, MODEL, guard(faults, outbox), guard(faults, scrapes), guard(faults, posts), clock);
        updates.role = delivery -> bot.handle(
                new Delivery<>(delivery.message().body(), delivery.id(), delivery.attempt(), delivery.behind()));
        scrapes.role = ScraperInMemory.of(
                faults.guarded(Source.class, source), guard(faults, scrapes), guard(faults, posts), clock);
        posts.role = CategorizerInMemory.of(stores, MODEL, guard(faults, outbox), clock);
        outbox.role = screen;
        faults.begin(clock);
    }

    @SuppressWarnings("unchecked")
    private static <M extends Message> Queue<M> guard(Faults faults, Queue<M> queue) {
        return faults.guarded(Queue.class, queue);
    }

    void says(long update, long chat, String text) {
        updates.send(new Said(BotInMemory.said(update, chat, text), Long.toString(chat), Long.toString(update)));
    }

    /// Lets everything happen that happens within that time.
    void run(Duration time) {
        Instant end = clock.instant().plus(time);
        Optional<InMemoryQueue<?>> next = next(end);
        while (next.isPresent()) {
            next.get().handleNext();
            next = next(end);
        }
        clock.advanceTo(end);
    }

    private Optional<InMemoryQueue<?>> next(Instant end) {
        return queues.stream()
                .filter(queue ->
                        queue.head().filter(head -> !head.at.isAfter(end)).isPresent())
                .min(Comparator.comparing(queue -> queue.head().orElseThrow().at));
    }

    private final class Queued {
        private final String body;
        private final String group;
        private final long number;
        private Instant at;
        private int attempts;

        Queued(Message message, long number, Instant at) {
            this.body = Json.write(message);
            this.group = message.group();
            this.number = number;
            this.at = at;
        }
    }

    private final class InMemoryQueue<M extends Message> implements Queue<M> {
        private final boolean fifo;
        private final Class<M> type;
        private final Function<Long, Duration> delay;
        private final Set<Long> lost;
        private final List<Queued> messages = new ArrayList<>();
        private final Set<String> sent = new HashSet<>();
        private Role<M> role;

        InMemoryQueue(boolean fifo, Class<M> type, Function<Long, Duration> delay, Set<Long> lost) {
            this.fifo = fifo;
            this.type = type;
            this.delay = delay;
            this.lost = lost;
            queues.add(this);
        }

        @Override
        public void send(List<? extends M> all) {
            all.forEach(message -> sendLater(message, Duration.ZERO));
        }

        @Override
        public void sendLater(M message, Duration pause) {
            long number = ++sequence;
            if (!lost.contains(number) && (!fifo || sent.add(message.deduplication()))) {
                messages.add(new Queued(
                        message, number, clock.instant().plus(pause).plus(fifo ? Duration.ZERO : delay.apply(number))));
            }
        }

        /// The message that is due first; of a FIFO queue only the first of each group is.
        Optional<Queued> head() {
            Set<String> groups = new HashSet<>();
            return messages.stream()
                    .filter(message -> !fifo || groups.add(message.group))
                    .min(Comparator.<Queued, Instant>comparing(message -> message.at)
                            .thenComparing(message -> message.number));
        }

        void handleNext() {
            Queued head = head().orElseThrow();
            clock.advanceTo(head.at);
            head.attempts++;
            Verdict verdict;
            try {
                verdict = role.handle(new Delivery<>(Json.read(head.body, type), "m" + head.number, head.attempts, 0));
            } catch (RuntimeException _) {
                Duration pause = Duration.ofSeconds(1L << Math.min(head.attempts, 6));
                verdict = new Verdict.Retry(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
            }
            switch (verdict) {
                case Verdict.Done _, Verdict.DeadLetter _ -> messages.remove(head);
                case Verdict.Retry(Duration pause) -> head.at = clock.instant().plus(pause);
            }
        }
    }
}
